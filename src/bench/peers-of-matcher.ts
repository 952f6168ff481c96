import { createRequire } from 'node:module'
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js'
import { AppError } from '../core/errors.ts'
import type { Asked, Topic } from '../knowledge/index.ts'
import type { Segmenter } from '../ports/system.ts'

/** A classifier of others, trained on the same phrasings. */
export type Peer = (topics: readonly Topic[], segmenter: Segmenter) => Promise<(text: string) => Asked | Promise<Asked>>

const MOST = 5
const require = createRequire(import.meta.url)

/** A package that only comparisons need. Throws `peer.missing` where it is not installed. */
const load = async (name: string): Promise<unknown> => {
  try {
    return await import(require.resolve(name))
  } catch (cause) {
    throw new AppError('peer.missing', { name }, cause)
  }
}

const wordsOf = (segmenter: Segmenter, text: string): readonly string[] => segmenter.cut(text.toLowerCase()).filter((word) => /[\p{L}\p{N}]/u.test(word))

/** natural's naive Bayes over nodejieba's words. */
const bayes: Peer = async (topics, segmenter) => {
  const classifier = new BayesClassifier()
  for (const intent of topics.flatMap((topic) => topic.intents))
    for (const text of intent.phrasings) classifier.addDocument([...wordsOf(segmenter, text)], intent.id)
  classifier.train()
  return (text) => ({
    ranked: classifier
      .getClassifications([...wordsOf(segmenter, text)])
      .slice(0, MOST)
      .map(({ label }) => label),
  })
}

type MiniSearchLike = {
  readonly addAll: (documents: readonly object[]) => void
  readonly search: (text: string) => readonly { readonly id: unknown; readonly intent?: unknown }[]
}
type MiniSearchClass = new (options: object) => MiniSearchLike
const isClass = <T>(value: unknown): value is T => typeof value === 'function'

/** BM25 (minisearch) over phrasings, titles and answers, cut into nodejieba's words; the best document of an intent counts. */
const bm25: Peer = async (topics, segmenter) => {
  const loaded = await load('minisearch')
  const MiniSearch = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined
  if (!isClass<MiniSearchClass>(MiniSearch)) throw new AppError('peer.missing', { name: 'minisearch' })
  const index = new MiniSearch({
    fields: ['text'],
    storeFields: ['intent'],
    tokenize: (text: string) => [...wordsOf(segmenter, text)],
    searchOptions: { combineWith: 'OR' },
  })
  const intents = topics.flatMap((topic) => topic.intents)
  index.addAll(
    intents.flatMap((intent) => [...intent.phrasings, intent.title, intent.answer].map((text, at) => ({ id: `${intent.id} ${at}`, text, intent: intent.id }))),
  )
  return (text) => ({ ranked: [...new Set(index.search(text).map((found) => String(found.intent)))].slice(0, MOST) })
}

type Container = { readonly use: (part: unknown) => unknown; readonly get: (name: string) => NlpLike }
type NlpLike = {
  readonly settings: Record<string, unknown>
  readonly addLanguage: (name: string) => void
  readonly addDocument: (language: string, text: string, intent: string) => void
  readonly train: () => Promise<void>
  readonly process: (language: string, text: string) => Promise<{ readonly classifications: readonly { readonly intent: string; readonly score: number }[] }>
}
const part = (loaded: unknown, name: string): unknown => {
  const whole: unknown = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
}

/** nlp.js with its Chinese language as it comes. It tells its training to the console, which is kept quiet meanwhile. */
const nlpjs: Peer = async (topics) => {
  const { log } = console
  console.log = () => undefined
  try {
    return await trainNlpjs(topics)
  } finally {
    console.log = log
  }
}

const trainNlpjs = async (topics: readonly Topic[]): Promise<(text: string) => Promise<Asked>> => {
  const bootstrap = part(await load('@nlpjs/core'), 'containerBootstrap')
  if (!isClass<() => Promise<Container>>(bootstrap)) throw new AppError('peer.missing', { name: '@nlpjs/core' })
  const container = await bootstrap()
  container.use(part(await load('@nlpjs/nlp'), 'Nlp'))
  container.use(part(await load('@nlpjs/lang-zh'), 'LangZh'))
  const nlp = container.get('nlp')
  Object.assign(nlp.settings, { autoSave: false, autoLoad: false, forceNER: false })
  nlp.addLanguage('zh')
  for (const intent of topics.flatMap((topic) => topic.intents)) for (const text of intent.phrasings) nlp.addDocument('zh', text, intent.id)
  await nlp.train()
  return async (text) => ({ ranked: (await nlp.process('zh', text)).classifications.slice(0, MOST).map(({ intent }) => intent) })
}

/** What `kb evaluate --compare` knows. */
export const peers: Readonly<Record<string, Peer>> = { bayes, nlpjs, bm25 }
