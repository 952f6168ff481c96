import { renderOpinion } from './answer.ts'
import type { Opinion } from './answer.ts'
import { isFollowUp, leavesTopic } from './context.ts'
import { decide } from './decide.ts'
import type { Understood } from './decide.ts'
import { createLexicon, lexiconSchema } from './lexicon.ts'
import { createMatcher } from './matcher.ts'
import type { Candidate } from './matcher.ts'
import { chatterSchema } from './schema.ts'
import type { Intent, Topic } from './schema.ts'
import type { Segmenter } from './segmenter-port.ts'
import { piecesOf } from './sentences.ts'

/** The knowledge base at work. */
export type Knowledge = {
  /** `misses`: messages in a row not understood before this one; `intent`: the one under discussion. */
  readonly understand: (text: string, context: { readonly misses: number; readonly intent?: string }) => Understood
  readonly match: (text: string) => readonly Candidate[]
  readonly opinion: (intent: string, form: 'short' | 'full') => Opinion | undefined
  /** Title of an intent; its id where there is none. */
  readonly title: (intent: string) => string
  /** Title of the topic that an intent belongs to; the id where there is none. */
  readonly topicTitle: (intent: string) => string
}

/** What a knowledge base is made with. `lexicon` and `chatter` as their YAML files say them; throws where they are not of that shape. */
export type KnowledgeDeps = {
  readonly segmenter: Segmenter
  readonly lexicon: unknown
  readonly chatter: unknown /** Label before the citations. */
  readonly basis: string
}

/** Second looks at sentences of a long message count a little less than the whole. */
const PIECE = 0.9

/** Trains the matcher and makes the answers ready. */
export const createKnowledge = (topics: readonly Topic[], deps: KnowledgeDeps): Knowledge => {
  const { chatter } = chatterSchema.parse(deps.chatter)
  const matcher = createMatcher(topics, chatter, { segmenter: deps.segmenter, lexicon: createLexicon(lexiconSchema.parse(deps.lexicon)) })
  const intents = new Map<string, Intent>(topics.flatMap((topic) => topic.intents.map((intent): [string, Intent] => [intent.id, intent])))
  const titles = new Map(topics.map((topic) => [topic.topic, topic.title]))
  const match = (text: string): readonly Candidate[] => {
    const best = new Map<string, Candidate>()
    for (const [index, piece] of piecesOf(text).entries())
      for (const candidate of matcher.match(piece, 8)) {
        const probability = candidate.probability * (index === 0 ? 1 : PIECE)
        if (probability > (best.get(candidate.intent)?.probability ?? 0)) best.set(candidate.intent, { ...candidate, probability })
      }
    return [...best.values()].sort((a, b) => b.probability - a.probability)
  }
  return {
    match,
    understand(text, { misses, intent }) {
      if (leavesTopic(text)) return { kind: 'leave' }
      const topic = intent === undefined ? undefined : intents.get(intent)
      if (!topic || !isFollowUp(text)) return decide(match(text), misses)
      const [joined] = match(`${topic.title} ${text}`).filter((one) => one.intent !== '')
      const alone = decide(match(text), misses)
      if (alone.kind === 'answer') return alone
      return {
        kind: 'answer',
        intent: joined && intents.has(joined.intent) && joined.intent.split('/')[0] === topic.id.split('/')[0] ? joined.intent : topic.id,
      }
    },
    opinion(id, form) {
      const intent = intents.get(id)
      return intent && renderOpinion(intent, form, deps.basis, (one) => intents.get(one)?.title)
    },
    title: (id) => intents.get(id)?.title ?? id,
    topicTitle: (id) => titles.get(id.split('/')[0] ?? '') ?? id,
  }
}
