import { LineCounter, parseDocument } from 'yaml'
import { foldForMatch } from '../lang/index.ts'
import { faultOfCitation } from './laws.ts'
import type { LawTable } from './laws.ts'
import { topicSchema } from './schema.ts'
import type { Intent, Topic } from './schema.ts'

/** What is wrong in a file of intents, and where; line and column count from 1. */
export type KnowledgeFault = { readonly file: string; readonly line: number; readonly column: number; readonly message: string }

const LONGEST_SHORT = 120
const LONGEST_ANSWER = 600
const LONGEST_PHRASING = 80
const FEWEST_PHRASINGS = 40
/** Topics of village life, asked about most and in most ways. */
const VILLAGE_LIFE: ReadonlySet<string> = new Set(
  'labour work-injury land expropriation homestead village elders divorce inheritance loan traffic consumer violence'.split(' '),
)
const FEWEST_IN_VILLAGE_LIFE = 60
/** An answer that says one of these states law and needs a citation. */
const STATES_LAW = /《|第[一二三四五六七八九十百千零]+条|依法|法律规定|按规定/u

type Source = { readonly file: string; readonly text: string }
type Report = (path: readonly PropertyKey[], message: string) => void
type Seen = { readonly intent: Intent; readonly report: Report; readonly path: readonly PropertyKey[]; readonly file: string }

const length = (text: string): number => Array.from(text.trim()).length

/** Reads and checks files of intents. Everything wrong comes back with its place; `topics` holds the files whose shape is right. */
export const lintTopics = (files: readonly Source[], laws: LawTable): { readonly topics: readonly Topic[]; readonly faults: readonly KnowledgeFault[] } => {
  const faults: KnowledgeFault[] = []
  const topics: Topic[] = []
  const all: Seen[] = []
  for (const source of files) {
    const read = readTopic(source, faults)
    if (!read) continue
    topics.push(read.topic)
    for (const [index, intent] of read.topic.intents.entries()) {
      const seen = { intent, report: read.report, path: ['intents', index], file: source.file }
      lintIntent(read.topic, seen, laws)
      all.push(seen)
    }
  }
  lintTogether(all)
  return { topics, faults }
}

const readTopic = ({ file, text }: Source, faults: KnowledgeFault[]): { readonly topic: Topic; readonly report: Report } | undefined => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const add = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset)
    faults.push({ file, line, column: col, message })
  }
  if (document.errors.length > 0) {
    for (const error of document.errors) add(error.pos[0], error.message.split('\n')[0] ?? error.code)
    return undefined
  }
  const report: Report = (path, message) => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
      if (isRanged(node)) return add(node.range[0], message)
    }
    add(0, message)
  }
  // An alias of nothing, or aliases that multiply.
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    add(0, error instanceof Error ? error.message : String(error))
    return undefined
  }
  const parsed = topicSchema.safeParse(value)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(issue.path, `${issue.path.join('.')}: ${issue.message}`)
    return undefined
  }
  const expected = file.replace(/^.*\//, '').replace(/\.yml$/, '')
  if (parsed.data.topic !== expected) report(['topic'], `topic: the file is named "${expected}", not "${parsed.data.topic}"`)
  return { topic: parsed.data, report }
}

const isRanged = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)

const lintIntent = (topic: Topic, { intent, report, path }: Seen, laws: LawTable): void => {
  if (!intent.id.startsWith(`${topic.topic}/`)) report([...path, 'id'], `${intent.id}: an intent of this file begins with "${topic.topic}/"`)
  const fewest = VILLAGE_LIFE.has(topic.topic) ? FEWEST_IN_VILLAGE_LIFE : FEWEST_PHRASINGS
  if (intent.phrasings.length < fewest) report([...path, 'phrasings'], `${intent.id}: ${intent.phrasings.length} phrasings, at least ${fewest} are wanted`)
  for (const [index, phrasing] of intent.phrasings.entries())
    if (length(phrasing) > LONGEST_PHRASING)
      report([...path, 'phrasings', index], `${intent.id}: a phrasing has ${length(phrasing)} characters, at most ${LONGEST_PHRASING}`)
  if (length(intent.short) > LONGEST_SHORT)
    report([...path, 'short'], `${intent.id}: the short answer has ${length(intent.short)} characters, at most ${LONGEST_SHORT}`)
  if (length(intent.answer) > LONGEST_ANSWER)
    report([...path, 'answer'], `${intent.id}: the answer has ${length(intent.answer)} characters, at most ${LONGEST_ANSWER}`)
  if (intent.cites.length === 0 && STATES_LAW.test(intent.answer)) report([...path, 'answer'], `${intent.id}: the answer states law but cites none`)
  for (const [index, cite] of intent.cites.entries()) {
    const fault = faultOfCitation(cite, laws)
    if (fault !== undefined) report([...path, 'cites', index], `${intent.id}: ${fault}`)
  }
}

/** What can only be seen over all files: ids and phrasings that stand twice, references to nothing. */
const lintTogether = (all: readonly Seen[]): void => {
  const ids = new Map<string, Seen>()
  const phrasings = new Map<string, Seen>()
  for (const seen of all) {
    const { intent, report, path } = seen
    const other = ids.get(intent.id)
    if (other) report([...path, 'id'], `${intent.id}: this id stands also in ${other.file}`)
    ids.set(intent.id, seen)
    for (const [index, phrasing] of intent.phrasings.entries()) {
      const key = foldForMatch(phrasing)
      const before = phrasings.get(key)
      if (before)
        report([...path, 'phrasings', index], `"${phrasing}" stands under ${before.intent.id === intent.id ? 'this intent twice' : `${before.intent.id} too`}`)
      else phrasings.set(key, seen)
    }
  }
  // References are checked where whole topics are there: a topic may come later.
  const topics = new Set([...ids.keys()].map((id) => id.split('/')[0]))
  for (const { intent, report, path } of all) {
    const missing = (id: string) => !ids.has(id) && topics.has(id.split('/')[0])
    for (const [index, id] of intent.related.entries()) if (missing(id)) report([...path, 'related', index], `${intent.id}: no intent "${id}"${meant(id, ids)}`)
    for (const [index, { intent: id }] of intent.not.entries())
      if (missing(id)) report([...path, 'not', index], `${intent.id}: no intent "${id}"${meant(id, ids)}`)
  }
}

const meant = (id: string, ids: ReadonlyMap<string, unknown>): string => {
  const [topic, name = ''] = id.split('/')
  const near = [...ids.keys()].find((one) => one.startsWith(`${topic}/`) && name.split('-').some((word) => word.length > 3 && one.includes(word)))
  return near === undefined ? '' : ` (did you mean "${near}"?)`
}
