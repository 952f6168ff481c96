import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { chineseHolidays, isChineseWorkday } from './adapters/calendar/work-calendar.ts'
import { faultLine, loadContent } from './adapters/content/load-content.ts'
import type { Content } from './adapters/content/load-content.ts'
import { readYaml, textsOf } from './adapters/content/yaml-text.ts'
import type { Lookup } from './adapters/content/yaml-text.ts'
import { paperFields } from './adapters/document/paper-fields.ts'
import { loadPapers } from './adapters/document/load-papers.ts'
import type { PaperTemplate } from './adapters/document/paper-schema.ts'
import { createJiebaSegmenter } from './adapters/jieba/jieba-segmenter.ts'
import type { Departments } from './adapters/registry/department-schema.ts'
import { loadDepartments } from './adapters/registry/load-departments.ts'
import { createPlainSegmenter } from './adapters/jieba/plain-segmenter.ts'
import { readRetention } from './retention.ts'
import { wordsIn } from './words-in.ts'
import type { Config } from './config.ts'
import { practiceNames } from './core/deadline.ts'
import { greenGrounds } from './core/green-channel.ts'
import type { GreenGuide } from './core/green-channel.ts'
import type { Practice } from './core/deadline.ts'
import type { Waits } from './core/waits.ts'
import { AppError } from './core/errors.ts'
import type { Roster } from './core/roster.ts'
import { submitActions } from './desk/submit/submit.ts'
import type { CommandWords, FoundPlace, World } from './desk/world.ts'
import { chatterSchema, createKnowledge, createLexicon, lawTableSchema, lexiconSchema } from './knowledge/index.ts'
import type { FeatureDeps, Knowledge, LawTable, Material, Topic } from './knowledge/index.ts'
import { isLearnt, modelOf, prepareApart, stored, tryModel } from './learning.ts'
import { buildPlaceIndex, findPlaces, matchPlaceName, matchTownName, sayWhen } from './lang/index.ts'
import type { Log, Segmenter } from './ports/system.ts'
import { root } from './root.ts'

const text = (name: string) => join(root, 'src/texts', name)
const practiceSchema = z.record(z.enum(practiceNames), z.object({ value: z.number().int().min(0), source: z.string(), verified: z.boolean() }))
const names = z.array(z.string())
const minutes = z.number().int().min(1)
const waitsSchema = z
  .strictObject({ answer: minutes, office: minutes })
  .refine(({ answer, office }) => answer < office, { message: 'is to be longer than answer', path: ['office'] })
const greenSchema = z.record(
  z.enum(greenGrounds),
  z.strictObject({ intents: names, words: names, preserve: z.boolean(), evidence: z.array(z.strictObject({ say: z.string(), has: names, words: names })) }),
)
const commandWords = z.record(z.string(), z.record(z.string(), z.array(z.string())))

/** Everything read from files: texts, commands, questions with their matcher, forms. */
export type Base = {
  readonly texts: Lookup
  readonly flowTexts: Lookup
  readonly webTexts: Lookup
  readonly caseTexts: Lookup
  readonly serviceTexts: Lookup
  readonly outreachTexts: Lookup
  readonly practice: Practice
  readonly waits: Waits
  readonly commands: CommandWords
  readonly green: GreenGuide
  readonly content: AllContent
  readonly knowledge: Knowledge
  readonly segmenter: Segmenter
  readonly material: Material
  readonly features: FeatureDeps
  /** The same with intents/ and flows/ read and learnt again, meanwhile goes on as it is; undefined where they have faults, which are then in the log. */
  readonly reread: () => Promise<Base | undefined>
  /** The knowledge base as other topics would make it, learnt at once; what was learnt is stored only by `keep`. */
  readonly trial: (topics: readonly Topic[]) => { readonly knowledge: Knowledge; readonly keep: () => void }
}

/** The laws that may be cited. */
export const readLaws = (): LawTable => lawTableSchema.parse(readYaml(text('laws.yml')))

/** Terms of practice, as src/texts/clocks.yml says them. */
export const readPractice = (): Practice => practiceSchema.parse(readYaml(text('clocks.yml')))

/** How long somebody is waited for, as src/texts/waits.yml says it. Throws `content.invalid`. */
export const readWaits = (): Waits => {
  const read = waitsSchema.safeParse(readYaml(text('waits.yml')))
  if (read.success) return read.data
  const lines = read.error.issues.map(({ path, message }) => `src/texts/waits.yml: ${path.join('.')}: ${message}`)
  throw new AppError('content.invalid', { detail: lines.join('\n') })
}

/** The green channel, as src/texts/green.yml says it. */
export const readGreen = (): GreenGuide => greenSchema.parse(readYaml(text('green.yml')))

/** The departments whose registers are imported and asked. */
export const readDepartments = (config: Config): Departments => loadDepartments(config.departments ?? text('departments.yml'))

/** Everything that stands in intents/ and flows/, and what is wrong with it. */
export type AllContent = Content & { readonly papers: ReadonlyMap<string, PaperTemplate> }

/** Reads intents/ and flows/ with all their faults. Files that were without fault before are not read again unless `anew`: proving takes long. `keep`: that they are is remembered. */
export const readContent = (anew = false, keep = true): AllContent => {
  const laws = readLaws()
  const parts = [JSON.stringify([laws, submitActions]), ...['intents', 'flows', 'flows/papers'].flatMap(textsIn)]
  const before = anew ? undefined : stored.read('content', parts)
  if (isContent(before)) return before
  const { papers, faults } = loadPapers(root)
  const content = loadContent(root, laws, submitActions, [...papers.values()].map(paperFields))
  const all = { ...content, papers, faults: [...faults, ...content.faults] }
  if (keep && all.faults.length === 0) stored.write('content', parts, all)
  return all
}

const isContent = (value: unknown): value is AllContent =>
  typeof value === 'object' && value !== null && 'topics' in value && 'flows' in value && 'papers' in value

/** Names and texts of the YAML files in a folder of the project; none where it is not there. */
const textsIn = (folder: string): readonly string[] =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')])

const answeredElsewhere = (): never => {
  throw new Error('questions are answered by another process')
}
/** In a process that makes no turns. */
const noKnowledge: Knowledge = {
  understand: answeredElsewhere,
  match: answeredElsewhere,
  explain: answeredElsewhere,
  candidates: answeredElsewhere,
  groups: answeredElsewhere,
  opinion: answeredElsewhere,
  ids: [],
  title: (intent) => intent,
  topicTitle: (intent) => intent,
}

/**
 * Reads everything, and learns what is new, with `apart` in another process. Without `answers` the matcher and what it needs is left out: turns and
 * the workbench need them, doors do not.
 * Throws `content.invalid` listing each fault with its place.
 */
export const loadBase = async (log: Log, apart = true, answers = true): Promise<Base> => {
  const content = readContent()
  if (content.faults.length > 0) throw new AppError('content.invalid', { detail: content.faults.map(faultLine).join('\n') })
  const { lexicon, segmenter, features, chatter } = await readLanguage(log, answers)
  const texts = textsOf(text('desk.yml'))
  const fixed = {
    texts,
    segmenter,
    features,
    flowTexts: textsOf(text('flow.yml')),
    webTexts: textsOf(text('web.yml')),
    caseTexts: textsOf(text('casework.yml')),
    serviceTexts: textsOf(text('services.yml')),
    outreachTexts: textsOf(text('outreach.yml')),
    practice: readPractice(),
    waits: readWaits(),
    commands: commandWords.parse(readYaml(text('commands.yml'))),
    green: readGreen(),
  }
  const build = async (read: AllContent, elsewhere: boolean): Promise<Base> => {
    const material: Material = { intents: read.topics.flatMap((topic) => topic.intents), chatter }
    return {
      ...fixed,
      material,
      content: read,
      knowledge: answers
        ? createKnowledge(read.topics, { ...features, model: await modelOf(material, features, lexicon, elsewhere), basis: texts('labels.basis') })
        : noKnowledge,
      async reread() {
        const prepared = await prepareApart()
        const next = prepared.kind === 'faults' ? undefined : readContent()
        if (next?.faults.length === 0) return build(next, false)
        for (const fault of prepared.kind === 'faults' ? prepared.lines : (next?.faults.map(faultLine) ?? [])) log.error('content not taken', { fault })
        return undefined
      },
      trial(topics) {
        const { model, keep } = tryModel({ intents: topics.flatMap((topic) => topic.intents), chatter }, features, lexicon)
        return { knowledge: createKnowledge(topics, { ...features, model, basis: texts('labels.basis') }), keep }
      },
    }
  }
  return build(content, apart)
}

/** What a matcher is learnt from besides intents/; without `answers` words are cut plainly. */
const readLanguage = async (log: Log, answers: boolean) => {
  const lexicon = readYaml(text('lexicon.yml'))
  const known = [...readFileSync(text('legal-words.txt'), 'utf8').split('\n'), ...wordsIn(lexicon)]
  const segmenter = answers ? await createJiebaSegmenter(known, log, text('jieba-idf.utf8')) : createPlainSegmenter(known)
  const features: FeatureDeps = { segmenter, lexicon: createLexicon(lexiconSchema.parse(lexicon)) }
  return { lexicon, segmenter, features, chatter: chatterSchema.parse(readYaml(text('chatter.yml'))).chatter }
}

/** Whether what is to be learnt of these topics is stored; a start learns it otherwise. */
export const isContentLearnt = async (topics: readonly Topic[], log: Log): Promise<boolean> => {
  const { lexicon, features, chatter } = await readLanguage(log, true)
  return isLearnt({ intents: topics.flatMap((topic) => topic.intents), chatter }, features, lexicon)
}

/** Puts what was read and the roster together into what decisions are made with. */
export const buildWorld = (config: Config, base: Base, roster: Roster, departments: World['departments'] = {}): World => {
  const { texts, flowTexts, caseTexts, serviceTexts, outreachTexts, practice, waits, commands, green, knowledge } = base
  const towns = new Map(roster.towns.map((town) => [town.code, town.name]))
  const index = buildPlaceIndex(
    roster.villages.map(({ code, name, townCode, aliases }) => ({ code, name, town: townCode, townName: towns.get(townCode) ?? '', aliases })),
  )
  const places =
    (find: typeof findPlaces) =>
    (said: string, limit: number): readonly FoundPlace[] =>
      find(index, said, limit)
  return {
    ...{ texts, flowTexts, caseTexts, serviceTexts, outreachTexts, practice, waits, commands, green, knowledge },
    retention: readRetention(config),
    roster,
    loads: new Map(),
    findPlaces: places(matchPlaceName),
    findPlacesIn: places(findPlaces),
    findTown: (said) => matchTownName(roster.towns, said),
    flows: base.content.flows,
    departments,
    papers: [...base.content.papers.values()].map(paperFields),
    isWorkday: isChineseWorkday,
    holidays: chineseHolidays,
    settings: {
      demo: config.mode === 'demo',
      service: config.service,
      applicationNumber: config.applicationNumber,
      texting: config.sms !== undefined,
      grantNumber: config.grantNumber,
      lateAfterMs: config.lateMinutes * 60_000,
      transcribes: config.transcriber !== undefined,
      ...(config.languageModel ? { secondOpinion: config.languageModel.outside ? { outside: config.languageModel.outside } : {} } : {}),
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    },
    sayWhen,
  }
}
