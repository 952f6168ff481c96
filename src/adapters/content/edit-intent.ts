import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml'
import type { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { Citation } from '../../knowledge/index.ts'

/** What can be edited of an intent. `ask` absent: as it is, because it is more than one plain question. */
export type IntentEdit = {
  readonly title: string
  readonly short: string
  readonly answer: string
  readonly ask?: string
  readonly phrasings: readonly string[]
  readonly cites: readonly Citation[]
  readonly actions: readonly string[]
  readonly related: readonly string[]
  readonly checked: string
}

/** Text to be put in place of what stands between two offsets. */
type Splice = { readonly from: number; readonly to: number; readonly text: string }

const INDENT = '      '

/**
 * Edits an intent in the text of a file of intents. Only what differs is written; every other character, with comments and order, stays as it is.
 * Of a list those that are gone are taken out and new ones put at its end. undefined where the file has no such intent.
 */
export const editIntent = (text: string, id: string, edit: IntentEdit): string | undefined => {
  const intents: unknown = parseDocument(text).get('intents')
  if (!isSeq(intents)) return undefined
  const intent = intents.items.find((one): one is YAMLMap => isMap(one) && one.get('id') === id)
  if (!intent) return undefined
  const pair = (key: string): Pair<unknown, unknown> | undefined => intent.items.find((one) => isScalar(one.key) && one.key.value === key)
  const scalar = (key: string, value: string): readonly Splice[] => {
    const node = pair(key)?.value
    return isScalar(node) ? putScalar(node, value) : []
  }
  const list = (key: string, sources: readonly string[]): readonly Splice[] => {
    const found = pair(key)
    return found && isSeq(found.value) && isScalar(found.key) && found.key.range ? putList(text, found.key.range[1], found.value, sources) : []
  }
  const splices = [
    ...scalar('title', edit.title),
    ...scalar('short', edit.short),
    ...scalar('answer', edit.answer),
    ...(edit.ask === undefined ? [] : scalar('ask', edit.ask)),
    ...list('phrasings', edit.phrasings.map(plain)),
    ...list('cites', edit.cites.map(citeSource)),
    ...list('actions', edit.actions.map(flat)),
    ...list('related', edit.related.map(flat)),
    ...scalar('checked', edit.checked),
  ]
  return [...splices].sort((a, b) => b.from - a.from).reduce((now, { from, to, text: put }) => now.slice(0, from) + put + now.slice(to), text)
}

const plain = (value: string): string => stringify(value, { lineWidth: 0 }).trim()
/** Inside brackets, as the files write it: in quotes where it is more than a name. */
const flat = (value: string): string => (/^[a-z][\w/-]*$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`)
const citeSource = ({ law, article, paragraph }: Citation): string =>
  `{ law: ${law}, article: '${article}'${paragraph === undefined ? '' : `, paragraph: ${paragraph}`} }`

const putScalar = (node: Scalar, value: string): readonly Splice[] => {
  if (!node.range || String(node.value).trim() === value.trim()) return []
  const [from, to] = node.range
  if (!value.trim().includes('\n') && node.type !== 'BLOCK_LITERAL') return [{ from, to, text: plain(value.trim()) }]
  const lines = value
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `${INDENT}${line.trimEnd()}`))
  return [{ from, to, text: `|\n${lines.join('\n')}\n` }]
}

/** What an item means, whatever way it is written. */
const meant = (source: string): string => JSON.stringify(parseDocument(source).toJS())

const putList = (text: string, keyEnd: number, list: YAMLSeq, sources: readonly string[]): readonly Splice[] => {
  const items = list.items.flatMap((item) => {
    const range = isScalar(item) || isMap(item) ? item.range : undefined
    return range ? [{ from: range[0], to: range[1], means: meant(text.slice(range[0], range[1])) }] : []
  })
  const wanted = new Set(sources.map(meant))
  const there = new Set(items.map(({ means }) => means))
  const kept = items.filter(({ means }) => wanted.has(means))
  const added = sources.filter((source) => !there.has(meant(source)))
  if (kept.length === items.length && added.length === 0) return []
  const last = items.at(-1)
  if (list.flow === true || !last || kept.length === 0) {
    const whole = [...kept.map(({ from, to }) => text.slice(from, to)), ...added]
    return [{ from: keyEnd, to: list.flow === true && list.range ? list.range[1] : (last?.to ?? keyEnd), text: `: [${whole.join(', ')}]` }]
  }
  const lineOf = (at: number) => ({ from: text.lastIndexOf('\n', at - 1) + 1, to: endOfLine(text, at) })
  const gone = items.filter(({ means }) => !wanted.has(means)).map(({ from }) => ({ ...lineOf(from), text: '' }))
  const end = endOfLine(text, Math.max(last.from, last.to - 1))
  const lead = /^\s*-\s+/.exec(text.slice(lineOf(last.from).from))?.[0] ?? `${INDENT}- `
  return [...gone, ...(added.length === 0 ? [] : [{ from: end, to: end, text: added.map((source) => `${lead}${source}\n`).join('') }])]
}

/** Behind the end of the line in which something stands. */
const endOfLine = (text: string, at: number): number => {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found + 1
}
