import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isChineseWorkday } from './adapters/calendar/work-calendar.ts'
import { faultLine, loadContent } from './adapters/content/load-content.ts'
import type { Content } from './adapters/content/load-content.ts'
import { readYaml, textsOf } from './adapters/content/yaml-text.ts'
import type { Lookup } from './adapters/content/yaml-text.ts'
import { paperFields } from './adapters/document/paper-fields.ts'
import { loadPapers } from './adapters/document/load-papers.ts'
import type { PaperTemplate } from './adapters/document/paper-schema.ts'
import { createJiebaSegmenter } from './adapters/jieba/jieba-segmenter.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import type { Roster } from './core/roster.ts'
import { submitActions } from './desk/submit/submit.ts'
import type { CommandWords, FoundPlace, World } from './desk/world.ts'
import { createKnowledge, lawTableSchema } from './knowledge/index.ts'
import type { Knowledge, LawTable } from './knowledge/index.ts'
import { buildPlaceIndex, findPlaces, matchPlaceName, sayWhen } from './lang/index.ts'
import type { Log, Segmenter } from './ports/system.ts'
import { root } from './root.ts'

const text = (name: string) => join(root, 'src/texts', name)
const commandWords = z.record(z.string(), z.record(z.string(), z.array(z.string())))

/** Everything read from files: texts, commands, questions with their matcher, forms. */
export type Base = {
  readonly texts: Lookup
  readonly flowTexts: Lookup
  readonly webTexts: Lookup
  readonly commands: CommandWords
  readonly content: AllContent
  readonly knowledge: Knowledge
  readonly segmenter: Segmenter
  /** The same with intents/ and flows/ read again; undefined where they have faults, which are then in the log. */
  readonly reread: () => Base | undefined
}

/** The laws that may be cited. */
export const readLaws = (): LawTable => lawTableSchema.parse(readYaml(text('laws.yml')))

/** Everything that stands in intents/ and flows/, and what is wrong with it. */
export type AllContent = Content & { readonly papers: ReadonlyMap<string, PaperTemplate> }

/** Reads intents/ and flows/ with all their faults. */
export const readContent = (): AllContent => {
  const { papers, faults } = loadPapers(root)
  const content = loadContent(root, readLaws(), submitActions, [...papers.values()].map(paperFields))
  return { ...content, papers, faults: [...faults, ...content.faults] }
}

/** Reads everything. Throws `content.invalid` listing each fault with its place. */
export const loadBase = async (log: Log): Promise<Base> => {
  const content = readContent()
  if (content.faults.length > 0) throw new AppError('content.invalid', { detail: content.faults.map(faultLine).join('\n') })
  const lexicon = readYaml(text('lexicon.yml'))
  const words = readFileSync(text('legal-words.txt'), 'utf8').split('\n')
  const segmenter = await createJiebaSegmenter([...words, ...wordsIn(lexicon)], log)
  const texts = textsOf(text('desk.yml'))
  const fixed = {
    texts,
    segmenter,
    flowTexts: textsOf(text('flow.yml')),
    webTexts: textsOf(text('web.yml')),
    commands: commandWords.parse(readYaml(text('commands.yml'))),
  }
  const build = (read: AllContent): Base => ({
    ...fixed,
    content: read,
    knowledge: knowledgeOf(read, segmenter, lexicon, texts('labels.basis')),
    reread() {
      const next = readContent()
      if (next.faults.length === 0) return build(next)
      for (const fault of next.faults) log.error('content not taken', { fault: faultLine(fault) })
      return undefined
    },
  })
  return build(content)
}

/** Puts what was read and the roster together into what decisions are made with. */
export const buildWorld = (config: Config, base: Base, roster: Roster): World => {
  const towns = new Map(roster.towns.map((town) => [town.code, town.name]))
  const index = buildPlaceIndex(
    roster.villages.map(({ code, name, townCode, aliases }) => ({ code, name, town: townCode, townName: towns.get(townCode) ?? '', aliases })),
  )
  const places =
    (find: typeof findPlaces) =>
    (said: string, limit: number): readonly FoundPlace[] =>
      find(index, said, limit)
  return {
    texts: base.texts,
    flowTexts: base.flowTexts,
    commands: base.commands,
    roster,
    loads: new Map(),
    findPlaces: places(matchPlaceName),
    findPlacesIn: places(findPlaces),
    knowledge: base.knowledge,
    flows: base.content.flows,
    papers: [...base.content.papers.values()].map(paperFields),
    isWorkday: isChineseWorkday,
    settings: { demo: config.mode === 'demo', service: config.service, applicationNumber: config.applicationNumber },
    sayWhen,
  }
}

const knowledgeOf = (content: Content, segmenter: Segmenter, lexicon: unknown, basis: string): Knowledge =>
  createKnowledge(content.topics, { segmenter, lexicon, chatter: readYaml(text('chatter.yml')), basis })

/** Villagers' words and legal terms of the lexicon, to be kept whole when text is cut. */
const wordsIn = (lexicon: unknown): readonly string[] => {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    else if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        found.push(key)
        walk(inner)
      }
  }
  walk(lexicon)
  return found
}
