import { z } from 'zod'
import { AppError } from './core/errors.ts'
import type { OutsideParty } from './core/second-opinion.ts'

/** The variables about a language model, as `config.ts` reads them. */
export const LANGUAGE_MODEL_VARIABLES = {
  XIANGFA_LLM_URL: z.url({ protocol: /^https?$/, error: 'the base of an OpenAI-compatible service, such as http://127.0.0.1:11434/v1' }).optional(),
  XIANGFA_LLM_MODEL: z.string().min(1).optional(),
  XIANGFA_LLM_KEY: z.string().min(1).optional(),
  XIANGFA_LLM_PROCESSOR: z.string().min(1).max(40).optional(),
  XIANGFA_LLM_PURPOSE: z.string().min(1).max(40).optional(),
  XIANGFA_LLM_CONSENT: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'the version of the consent text, such as 2026-11')
    .optional(),
}

type Values = { readonly [Name in keyof typeof LANGUAGE_MODEL_VARIABLES]?: string | undefined }

/** An OpenAI-compatible endpoint. `outside`: set where it is not on this machine. */
export type LanguageModelConfig = {
  readonly url: string
  readonly model: string
  readonly key: string | undefined
  readonly outside?: OutsideParty
}

/**
 * The language model, where one is configured. Words may leave the machine only to a named processor under contract (个人信息保护法 21), for a named
 * purpose, with each person's separate consent to a known text (个人信息保护法 23); one abroad needs the operator's assessment, certification or standard
 * contract besides (个人信息保护法 38). Throws `config.invalid` naming what is missing.
 */
export const languageModelOf = (values: Values, isLocal: (url: string) => boolean): { readonly languageModel?: LanguageModelConfig } => {
  const { XIANGFA_LLM_URL: url, XIANGFA_LLM_MODEL: model, XIANGFA_LLM_PROCESSOR: processor } = values
  const { XIANGFA_LLM_PURPOSE: purpose, XIANGFA_LLM_CONSENT: version } = values
  if (url === undefined) return {}
  if (model === undefined) throw new AppError('config.invalid', { detail: 'XIANGFA_LLM_MODEL is missing: name the model that XIANGFA_LLM_URL serves' })
  const given = { url, model, key: values.XIANGFA_LLM_KEY }
  if (isLocal(url)) return { languageModel: given }
  if (processor !== undefined && purpose !== undefined && version !== undefined)
    return { languageModel: { ...given, outside: { processor, purpose, version } } }
  const named = { XIANGFA_LLM_PROCESSOR: processor, XIANGFA_LLM_PURPOSE: purpose, XIANGFA_LLM_CONSENT: version }
  const missing = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [name] : []))
  const detail = `XIANGFA_LLM_URL=${url} is not on this machine. People's words go there only under contract and with their consent: set ${missing.join(', ')} (Personal Information Protection Law, articles 21 and 23; abroad also 38), or take a service on 127.0.0.1`
  throw new AppError('config.invalid', { detail })
}
