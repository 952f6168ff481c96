const BREAK = /[\s\u2005\u00a0,，:：。.!！?？;；、]/u
/** How WeChat puts an answered message before the answer: 「name：words」, a line of dashes, the answer. */
const QUOTE = /^[「"“]([^：:\n]{1,40})[：:]([\s\S]*?)[」"”]\s*\n(?:-\s?){3,}\s*\n?/u
/** Emoji of a name come as markup from some puppets. */
const MARKUP = /<[^>]{1,80}>/gu

const plainName = (name: string): string => name.replace(MARKUP, '').trim()

/** A message without the one it answers; `of`: who had written that; `quoted`: what. */
export const withoutQuote = (text: string): { readonly text: string; readonly of?: string; readonly quoted?: string } => {
  const match = QUOTE.exec(text)
  return match ? { text: text.slice(match[0].length), of: plainName(match[1] ?? ''), quoted: match[2] ?? '' } : { text }
}

/**
 * What is said to us in a group, without our name, or undefined where it is not said to us: `@name` anywhere, with U+2005, a space or a
 * sign behind it, or at the beginning with the words right behind it; an answer to a message of ours; or where WeChat itself says so.
 */
export const addressedText = (raw: string, ownNames: readonly string[], mentioned: boolean): string | undefined => {
  const { text: unquoted, of } = withoutQuote(raw)
  const names = [...new Set(ownNames.map(plainName).filter((name) => name !== ''))].sort((a, b) => b.length - a.length)
  let text = unquoted.replace(MARKUP, '')
  let found = false
  for (const name of names)
    for (let at = indexOfCall(text, name); at !== undefined; at = indexOfCall(text, name)) {
      found = true
      text = `${text.slice(0, at)} ${text.slice(at + 1 + name.length).replace(/^[\s\u2005\u00a0,，:：]+/u, '')}`
    }
  const ours = found || mentioned || (of !== undefined && names.includes(of))
  if (!ours) return undefined
  // Said by WeChat alone: the name stands there in a form that we do not know.
  const rest = found || !mentioned ? text : text.replace(/^\s*[@＠][^\s\u2005]{1,40}[\s\u2005]+/u, '')
  return rest.replace(/[ \u2005\u00a0]+/gu, ' ').trim()
}

/** Where we are called by this name. */
const indexOfCall = (text: string, name: string): number | undefined => {
  for (const sign of ['@', '＠'])
    for (let at = text.indexOf(sign + name); at >= 0; at = text.indexOf(sign + name, at + 1)) {
      const next = text.charAt(at + 1 + name.length)
      if (next === '' || BREAK.test(next) || text.slice(0, at).trim() === '') return at
    }
  return undefined
}
