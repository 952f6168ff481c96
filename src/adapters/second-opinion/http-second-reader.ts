import { z } from 'zod'
import type { Unsure } from '../../core/second-opinion.ts'
import type { SecondReader } from '../../ports/second-opinion.ts'

/** Bytes of an answer; what is longer is no answer. */
const LARGEST = 65_536

/** An OpenAI-compatible endpoint. `url`: its base, e.g. http://127.0.0.1:11434/v1; `instruction`: what the model is told, given the questions, an id and a title a line. */
export type SecondReaderOptions = {
  readonly url: string
  readonly model: string
  readonly key: string | undefined
  readonly instruction: (questions: string) => string
}

const envelope = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })
const verdict = z.strictObject({ id: z.string().max(100).nullable() })

/**
 * Asks a language model which of the candidates a message means. Redirects are not followed, at most 64 KB are read, and only `{"id": "…"}` with an id
 * that was offered, or null, counts.
 */
export const createHttpSecondReader = ({ url, model, key, instruction }: SecondReaderOptions): SecondReader => ({
  async consider(unsure, limit) {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        temperature: 0,
        max_tokens: 60,
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: instruction(questionsOf(unsure)) },
          { role: 'user', content: unsure.text },
        ],
      }),
      redirect: 'error',
      signal: limit,
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(`the endpoint answered ${response.status}`)
    }
    const { choices } = envelope.parse(JSON.parse(await bounded(response)))
    const { id } = verdict.parse(JSON.parse(choices[0]?.message.content ?? ''))
    if (id === null) return { kind: 'none' }
    return unsure.candidates.some((one) => one.id === id) ? { kind: 'pick', id } : undefined
  },
})

const questionsOf = ({ candidates }: Unsure): string => candidates.map(({ id, title }) => `${id}: ${title}`).join('\n')

const bounded = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > LARGEST) throw new Error(`the endpoint answered more than ${LARGEST} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
