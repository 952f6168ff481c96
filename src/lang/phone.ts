import { foldWidth } from './fold-width.ts'

/** A mobile number as typed, read. */
export type Mobile = { readonly kind: 'ok'; readonly number: string } | { readonly kind: 'wrong'; readonly why: 'length' | 'prefix' }

const compacted = (text: string): string => foldWidth(text).replace(/(?<=\d)[\s\-_.·]+(?=\d)/g, '')

/** Reads a mobile number of mainland China alone or in a sentence, also behind +86. undefined where there are no seven figures in a row. */
export const parseMobile = (text: string): Mobile | undefined => {
  const run = /\d{7,}/.exec(compacted(text).replace(/\+?\b(?:00)?86(?=1\d{10})/, ''))?.[0]
  if (run === undefined) return undefined
  if (run.length !== 11) return { kind: 'wrong', why: 'length' }
  return /^1[3-9]/.test(run) ? { kind: 'ok', number: run } : { kind: 'wrong', why: 'prefix' }
}

/** Reads a landline with or without its area code, e.g. 0532-88401234; as digits with the dash after the area code. */
export const parseLandline = (text: string): string | undefined => {
  const match = /(?<!\d)(?:(0\d{2,3})[-\s)）]*)?([2-9]\d{6,7})(?!\d)/.exec(foldWidth(text))
  if (!match) return undefined
  return match[1] === undefined ? match[2] : `${match[1]}-${match[2]}`
}

/** Every mobile number in a text. */
export const findPhones = (text: string): readonly string[] =>
  [...compacted(text).matchAll(/(?<!\d)(?:86)?(1[3-9]\d{9})(?!\d)/g)].map((match) => match[1] ?? '')
