import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml'

/**
 * Adds a phrasing behind the last of an intent in the text of a file of intents; every other character stays as it is. undefined where the
 * file has no such intent, or none with a list of phrasings, one a line.
 */
export const addPhrasing = (text: string, intent: string, phrasing: string): string | undefined => {
  const document = parseDocument(text)
  const intents: unknown = document.get('intents')
  if (!isSeq(intents)) return undefined
  const found = intents.items.find((one) => isMap(one) && one.get('id') === intent)
  const list: unknown = isMap(found) ? found.get('phrasings', true) : undefined
  if (!isSeq(list) || list.flow === true) return undefined
  const last = list.items.at(-1)
  if (!isScalar(last) || !last.range) return undefined
  // The line of the last phrasing, with whatever stands behind it.
  const ends = text.indexOf('\n', Math.max(last.range[0], last.range[1] - 1))
  const end = ends < 0 ? text.length : ends
  const begin = text.lastIndexOf('\n', last.range[0] - 1) + 1
  const lead = /^\s*-\s+/.exec(text.slice(begin))?.[0] ?? '      - '
  const newline = text[end - 1] === '\r' ? '\r\n' : '\n'
  const at = newline === '\r\n' ? end - 1 : end
  return `${text.slice(0, at)}${newline}${lead}${stringify(phrasing, { lineWidth: 0 }).trim()}${text.slice(at)}`
}
