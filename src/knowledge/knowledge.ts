import { renderOpinion } from './answer.ts'
import type { Opinion } from './answer.ts'
import { isFollowUp, leavesTopic } from './context.ts'
import { decide } from './decide.ts'
import type { Understood } from './decide.ts'
import { createMatcher } from './matcher.ts'
import type { Candidate, Explained } from './matcher.ts'
import type { FeatureDeps } from './features.ts'
import type { Model } from './model.ts'
import type { Intent, Topic } from './schema.ts'
import { questionsIn } from './sentences.ts'
import { WEIGHTS } from './weights.ts'
import type { Weights } from './weights.ts'

/** The knowledge base at work. */
export type Knowledge = {
  /** `misses`: messages in a row not understood before this one; `intent`: the one under discussion. */
  readonly understand: (text: string, context: { readonly misses: number; readonly intent?: string }) => Understood
  /** Candidates for a text, best first; '' is none of the intents. */
  readonly match: (text: string) => readonly Candidate[]
  /** Ids of intents that a text may mean, likeliest first. */
  readonly candidates: (text: string) => readonly string[]
  readonly explain: (text: string, intent: string) => Explained
  /** Texts that are alike: places in the list, the largest group first, in each the first one leads. */
  readonly groups: (texts: readonly string[]) => readonly (readonly number[])[]
  readonly opinion: (intent: string, form: 'short' | 'full') => Opinion | undefined
  /** Ids of all intents. */
  readonly ids: readonly string[]
  /** Title of an intent; its id where there is none. */
  readonly title: (intent: string) => string
  /** Title of the topic that an intent belongs to; the id where there is none. */
  readonly topicTitle: (intent: string) => string
}

/** What a knowledge base is made with, beside its topics and the model learnt from them. */
export type KnowledgeDeps = FeatureDeps & { readonly model: Model /** Label before the citations. */; readonly basis: string; readonly weights?: Weights }

const CANDIDATES = 8

/** Makes matcher and answers ready. */
export const createKnowledge = (topics: readonly Topic[], deps: KnowledgeDeps): Knowledge => {
  const weights = deps.weights ?? WEIGHTS
  const matcher = createMatcher(deps.model, deps, weights)
  const intents = new Map<string, Intent>(topics.flatMap((topic) => topic.intents.map((intent): [string, Intent] => [intent.id, intent])))
  const titles = new Map(topics.map((topic) => [topic.topic, topic.title]))
  const akin = (one: string, other: string): boolean => intents.get(one)?.related.includes(other) === true || intents.get(other)?.related.includes(one) === true
  const match = (text: string): readonly Candidate[] => matcher.match(text, CANDIDATES)
  const decided = (text: string, misses: number): Understood => decide(match(text), misses, akin, weights)
  /** The questions of a message that are each clear by themselves, beside the one that the whole is about. */
  const furtherIn = (text: string, answered: string): readonly string[] => {
    const found = questionsIn(text).flatMap((question) => {
      const one = decided(question, 0)
      return one.kind === 'answer' ? [one.intent] : []
    })
    return [...new Set(found)].filter((intent) => intent !== answered && topicOf(intent) !== 'service')
  }
  return {
    match,
    candidates: (text) => match(text).flatMap(({ intent }) => (intent === '' ? [] : [intent])),
    explain: matcher.explain,
    groups: matcher.groups,
    understand(text, { misses, intent }) {
      if (leavesTopic(text)) return { kind: 'leave' }
      const topic = intent === undefined ? undefined : intents.get(intent)
      const alone = decided(text, misses)
      if (!topic || !isFollowUp(text)) {
        if (alone.kind !== 'answer') return alone
        const further = furtherIn(text, alone.intent)
        return further.length === 0 ? alone : { ...alone, further }
      }
      if (alone.kind === 'answer' && topicOf(alone.intent) === topicOf(topic.id)) return alone
      const joined = match(`${topic.title} ${text}`).find((one) => one.intent !== '')
      return { kind: 'answer', intent: joined && intents.has(joined.intent) && topicOf(joined.intent) === topicOf(topic.id) ? joined.intent : topic.id }
    },
    opinion(id, form) {
      const intent = intents.get(id)
      return intent && renderOpinion(intent, form, deps.basis, (one) => intents.get(one)?.title)
    },
    ids: [...intents.keys()],
    title: (id) => intents.get(id)?.title ?? id,
    topicTitle: (id) => titles.get(topicOf(id)) ?? id,
  }
}

const topicOf = (id: string): string => id.split('/')[0] ?? id
