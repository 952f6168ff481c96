import { speaksOfPublicity } from '../lang/index.ts'
import type { ConversationId, Instant, PartyId } from './ids.ts'
import type { InternalEvent } from './internal-event.ts'
import { textOf } from './message.ts'
import type { Content } from './message.ts'
import type { Role } from './turn.ts'

/** A piece of publicity. `villages`: codes of villages, or beginnings of codes (a town's, the county's); `short`: what a group gets; `intent`: of the knowledge base, where it was picked there. */
export type Piece = {
  readonly id: string
  readonly number: number
  readonly status: 'planned' | 'sent' | 'cancelled'
  readonly title: string
  readonly text: string
  readonly short: string
  readonly intent?: string
  readonly villages: readonly string[]
  readonly by: { readonly role: Role; readonly staffId: string; readonly name: string }
  /** The author's thread, which sends it and is told. */
  readonly conversationId: ConversationId
  readonly dueAt: Instant
  readonly sentAt?: Instant
}

/** A piece as it stands; `questions`: how many of the same kind came from its villages within two days of it. */
export type PieceView = Piece & { readonly questions: number }

/** A piece being written, shown back and not confirmed. */
export type PieceDraft = Pick<Piece, 'title' | 'text' | 'short' | 'intent' | 'villages' | 'dueAt'>

/** A question of a test. `options`: intents whose answers are offered, of which `intent` is the right one. */
export type QuizQuestion = { readonly intent: string; readonly options: readonly string[]; readonly by: 'law' | 'advice' }
/** A test under way: at which question, how many were right. */
export type Quiz = { readonly questions: readonly QuizQuestion[]; readonly at: number; readonly right: number }

/** One test that somebody took to its end. */
export type QuizResult = {
  readonly id: string
  readonly partyId: PartyId
  readonly role: Role
  readonly staffId?: string
  readonly villageCode?: string
  readonly right: number
  readonly total: number
  readonly at: Instant
}

/** What a decision may know of publicity; loaded for who speaks of it. */
export type PublicityView = {
  /** Of a counsel or office their own pieces, newest first. */
  readonly pieces?: readonly PieceView[]
  /** Whom the piece being written would reach now. */
  readonly reach?: { readonly groups: number; readonly people: number }
  /** For an office: tests of the last two months, newest first. */
  readonly quizzes?: readonly QuizResult[]
}

/** What a turn writes of it. */
export type PublicityEffect =
  /** `number` is the series' next. */
  | { readonly kind: 'plan-piece'; readonly piece: Piece }
  /** Clashes where it is no longer planned. */
  | { readonly kind: 'end-piece'; readonly id: string; readonly status: 'sent' | 'cancelled' }
  /** Whether the turn's person wants pieces. */
  | { readonly kind: 'subscribe'; readonly on: boolean }
  | { readonly kind: 'record-quiz'; readonly result: QuizResult }

/** A question counts to a piece for so long. */
export const FOLLOWED_MS = 48 * 3_600_000
/** Tests are shown, and kept, for so long: a year. */
export const QUIZ_KEPT_MS = 366 * 24 * 3_600_000
/** Questions of a test. */
export const QUIZ_LENGTH = 5
const OPTIONS = 3

/** Whether what is to be decided is about publicity or tests. */
export const isAboutPublicity = (
  body: { readonly kind: 'message'; readonly content: Content } | { readonly kind: 'internal'; readonly event: InternalEvent },
): boolean => (body.kind === 'message' ? speaksOfPublicity(textOf(body.content)) : body.event.kind === 'due' && body.event.job.kind === 'piece')

/** Draws a test from the knowledge base: each question of another topic, wrong answers of other topics still. `seed`: fresh random text; the same one draws the same test. */
export const drawQuiz = (ids: readonly string[], seed: string): readonly QuizQuestion[] => {
  const pick = picker(seed)
  const topicOf = (id: string) => id.split('/')[0]
  const left = [...ids]
  const questions: QuizQuestion[] = []
  while (questions.length < QUIZ_LENGTH && left.length > 0) {
    const [intent = ''] = left.splice(pick(left.length), 1)
    if (questions.some((one) => topicOf(one.intent) === topicOf(intent))) continue
    const others = ids.filter((id) => topicOf(id) !== topicOf(intent))
    if (others.length < OPTIONS) return questions
    const wrong = new Set<string>()
    while (wrong.size < OPTIONS - 1) wrong.add(others[pick(others.length)] ?? '')
    const options = [...wrong]
    options.splice(pick(OPTIONS), 0, intent)
    questions.push({ intent, options, by: questions.length % 2 === 0 ? 'advice' : 'law' })
  }
  return questions
}

/** Numbers below a bound, one after another, out of a text. */
const picker = (seed: string): ((below: number) => number) => {
  let state = 2_166_136_261
  const stir = (value: number): void => {
    state = Math.imul(state ^ value, 16_777_619) >>> 0
  }
  for (const character of seed) stir(character.codePointAt(0) ?? 0)
  return (below) => {
    stir(state >>> 15)
    stir(below)
    return (state >>> 8) % below
  }
}
