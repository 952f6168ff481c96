import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { addPhrasing } from '../adapters/content/add-phrasing.ts'
import { faultLine } from '../adapters/content/load-content.ts'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { readRoster } from '../adapters/prisma/roster.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { changesOf, COMPARED, comparedOf, lintTopics, outcomesOf } from '../knowledge/index.ts'
import type { Change, Compared, EvalRow, Outcome, Topic } from '../knowledge/index.ts'
import { foldForMatch, scrubPersonal } from '../lang/index.ts'
import type { Scrubbed } from '../lang/index.ts'
import { openRoster } from '../database.ts'
import { root } from '../root.ts'
import { loadBase, readLaws } from '../world.ts'
import type { Base } from '../world.ts'
import { withStore } from './gap-store.ts'
import { measure, readRows } from './measure.ts'
import { says } from './output.ts'

/** What kind of place a name says: a town, a village. */
const KIND = /(?:街道|[镇乡村])$/u

/** `words`: in place of the person's own; `on`: the labelled questions to measure on. */
export type AddOptions = { readonly words: string | undefined; readonly on: string; readonly yes: boolean; readonly json: boolean }

/** The file with the phrasing in it, before and after, and all topics as they would be. */
type Edit = { readonly file: string; readonly before: string; readonly after: string; readonly topics: readonly Topic[] }
type Effect = { readonly before: Compared; readonly after: Compared; readonly changed: readonly Change[] }

/**
 * `xiangfa kb gaps add ID INTENT`: takes personal data out of a gap, shows what its words would change as a phrasing of the intent, and
 * writes them into the intent's file where they are wanted. Refused, nothing is written. Throws where the lint finds a fault in the result.
 */
export const addGap = async (config: Config, id: number, intent: string, options: AddOptions): Promise<void> => {
  const gap = (await withStore(config, (store) => store.gaps())).find((one) => one.id === id)
  if (!gap) throw new AppError('gap.unknown', { id })
  const base = await loadBase(createPinoLog('error'))
  requireIntent(base, intent)
  const text = options.words ?? gap.text
  const scrubbed = scrub(base, text, await placesOf(config))
  if (scrubbed.text === '') throw new AppError('gap.wordless', { id })
  const rows = readRows(options.on === 'test/knowledge/questions.jsonl' ? join(root, options.on) : resolve(options.on))
  const itself = rows.find(({ q }) => foldForMatch(q) === foldForMatch(scrubbed.text))
  if (itself) throw new AppError('gap.measures-itself', { name: scrubbed.text, place: options.on })
  const edit = edited(intent, scrubbed.text)
  const tell = (line: string) => void (options.json || process.stdout.write(`${line}\n`))
  tell(says('gaps.phrasing', { text, phrasing: scrubbed.text, intent, title: base.knowledge.title(intent) }))
  for (const { found, put } of scrubbed.removed) tell(says('gaps.removed', { found, put: put === '' ? says('gaps.nothing') : put }))
  tell(says('gaps.learning'))
  const trial = base.trial(edit.topics)
  const effect = await effectOf(rows, base, trial)
  for (const line of table(effect)) tell(line)
  const kept = options.yes || (!options.json && (await asked()))
  if (kept) {
    write(edit)
    trial.keep()
    await withStore(config, (store) => store.setGaps([id], 'done'))
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ id, intent, text, phrasing: scrubbed.text, removed: scrubbed.removed, ...effect, kept })}\n`)
  else tell(says(kept ? 'gaps.added' : 'gaps.refused', { file: edit.file, id }))
}

const requireIntent = (base: Base, name: string): void => {
  const ids = base.material.intents.map((intent) => intent.id)
  if (ids.includes(name)) return
  const [topic, last = ''] = name.split('/')
  const near = ids.filter((id) => id.startsWith(`${topic}/`) || (last !== '' && id.includes(last)))
  throw new AppError('intent.unknown', { name, names: (near.length > 0 ? near : ids).slice(0, 12).join(', ') })
}

const scrub = (base: Base, text: string, places: readonly string[]): Scrubbed => {
  const stands = { person: says('gaps.stands.person'), place: says('gaps.stands.place'), organisation: says('gaps.stands.organisation') }
  const { text: plain, removed } = scrubPersonal(text, base.segmenter.named(text), places, stands)
  return { text: plain.replace(/[\s.,;:!。，；：！]+$/u, ''), removed }
}

/** Names of towns and villages of the roster, as written and without what kind they are. */
const placesOf = async (config: Config): Promise<readonly string[]> => {
  const prisma = openRoster(config)
  try {
    const { towns, villages } = await readRoster(prisma)
    const names = [...towns.map(({ name }) => name), ...villages.flatMap(({ name, aliases }) => [name, ...aliases])]
    return [...new Set(names.flatMap((name) => [name, name.replace(KIND, '')]))]
  } finally {
    await prisma.$disconnect()
  }
}

const edited = (intent: string, phrasing: string): Edit => {
  const files = readdirSync(join(root, 'intents'))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ file: `intents/${name}`, text: readFileSync(join(root, 'intents', name), 'utf8') }))
  const laws = readLaws()
  const holder = lintTopics(files, laws)
    .topics.map((topic) => ({ topic, file: `intents/${topic.topic}.yml` }))
    .find(({ topic }) => topic.intents.some((one) => one.id === intent))
  const source = files.find(({ file }) => file === holder?.file)
  const after = source && addPhrasing(source.text, intent, phrasing)
  if (!source || after === undefined) throw new AppError('intent.unlisted', { place: holder?.file ?? 'intents/', name: intent })
  const { topics, faults } = lintTopics(
    files.map((one) => (one === source ? { file: one.file, text: after } : one)),
    laws,
  )
  if (faults.length > 0) throw new AppError('content.invalid', { detail: faults.map(faultLine).join('\n') })
  return { file: source.file, before: source.text, after, topics }
}

const effectOf = async (rows: readonly EvalRow[], base: Base, trial: ReturnType<Base['trial']>): Promise<Effect> => {
  const clock = () => performance.now()
  const before = comparedOf(await measure(rows, base.knowledge, base.material, clock))
  const after = comparedOf(await measure(rows, trial.knowledge, base.material, clock))
  return { before, after, changed: changesOf(rows, outcomesOf(rows, base.knowledge), outcomesOf(rows, trial.knowledge)) }
}

const table = ({ before, after, changed }: Effect): readonly string[] => [
  ...COMPARED.map((name) => `${name.padEnd(18)}${before[name].toFixed(4)} → ${after[name].toFixed(4)}`),
  ...changed.map((row) => `${row.now.padEnd(6)} ${row.q}  [${row.ids.join(' ')}]  ${outcome(row.before)} → ${outcome(row.after)}`),
]

const outcome = ({ first, direct }: Outcome): string => says(direct ? 'gaps.answered' : 'gaps.asked', { intent: first || '-' })

/** A yes typed at the terminal; whatever else, and no more input, is a no. */
const asked = async (): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<string>((done) => lines.once('close', () => done('')))
  try {
    const answer = await Promise.race([lines.question(`${says('gaps.ask')} `), ended])
    return /^(?:y|yes)$/i.test(answer.trim()) || answer.trim() === says('gaps.yes')
  } finally {
    lines.close()
  }
}

/** Written aside and renamed: a running server never reads half a file. What somebody else saved meanwhile is not overwritten. */
const write = ({ file, before, after }: Edit): void => {
  const place = join(root, file)
  if (readFileSync(place, 'utf8') !== before) throw new AppError('file.changed', { place: file })
  writeFileSync(`${place}.part`, after)
  renameSync(`${place}.part`, place)
}
