import type { CaseEvent } from './case.ts'
import type { CaseStatus } from './case-status.ts'
import type { Answers } from './flow-state.ts'

/**
 * Who goes first: wages and injuries of migrant workers (法律援助法 42, 保障农民工工资支付条例 45), children, the elderly and the disabled without a fixed
 * income (法律援助法 42; 未成年人保护法 104), victims of violence at home (法律援助法 32).
 */
export const greenGrounds = ['wages', 'work-injury', 'minor', 'elderly', 'disabled', 'violence'] as const
export type GreenGround = (typeof greenGrounds)[number]

/** What is looked for as evidence. `has`: choices of the form's step that count as it; `words`: what a later material says. */
export type EvidenceItem = { readonly say: string; readonly has: readonly string[]; readonly words: readonly string[] }

/** Of each ground: which first messages are on it, whether property may be gone, what evidence is looked for. */
export type GreenGuide = Readonly<
  Record<
    GreenGround,
    { readonly intents: readonly string[]; readonly words: readonly string[]; readonly preserve: boolean; readonly evidence: readonly EvidenceItem[] }
  >
>

const GROWN_UP = 18
const OLD = 60

const choice = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value?.kind === 'choice' ? value.value : undefined
}

/** The ground by which an application goes first; undefined: none. The more discreet ground goes before the others. */
export const greenGroundOf = (answers: Answers): GreenGround | undefined => {
  const [matter, exemption] = [choice(answers, 'matter'), choice(answers, 'exemption')]
  if (matter === 'domestic-violence' || exemption === 'article-32-violence') return 'violence'
  if (exemption === 'article-42-worker' && (matter === 'wages' || matter === 'work-injury')) return matter
  const id = answers['applicant-id']
  const age = id?.kind === 'text' ? id.age : undefined
  if (choice(answers, 'proxy-ground') === 'child' || (age !== undefined && age < GROWN_UP)) return 'minor'
  if (exemption !== 'article-42-no-income') return undefined
  return age !== undefined && age >= OLD ? 'elderly' : 'disabled'
}

/** The ground of a first message, by what it was understood as, else by its words. */
export const greenGroundIn = (guide: GreenGuide, intent: string, text: string): GreenGround | undefined =>
  greenGrounds.find((ground) => guide[ground].intents.includes(intent)) ??
  greenGrounds.find((ground) => guide[ground].words.some((word) => text.includes(word)))

/** Which evidence a case has and lacks: by the form, by what came later and is called, and by the pool of the matter it is one of. */
export const evidenceOf = (
  items: readonly EvidenceItem[],
  answers: Answers,
  events: readonly CaseEvent[],
  pool: readonly string[] = [],
): { readonly have: readonly EvidenceItem[]; readonly lack: readonly EvidenceItem[] } => {
  const stated = answers['evidence']
  const ticked = stated?.kind === 'choices' ? stated.value : []
  const called = [...pool, ...events.flatMap(({ move, facts }) => (move === 'add-material' || move === 'supplement' ? (facts.items ?? []) : []))]
  const has = ({ has: choices, words }: EvidenceItem) =>
    choices.some((one) => ticked.includes(one)) || called.some((name) => words.some((word) => name.includes(word)))
  return { have: items.filter(has), lack: items.filter((item) => !has(item)) }
}

const DONE: readonly CaseStatus[] = ['refused', 'terminated', 'closed-out', 'archived', 'withdrawn', 'redirected']

/** Whether a case of the channel is watched each working day: until it is before a court, board or authority, or over. */
export const isWatched = (events: readonly CaseEvent[]): boolean =>
  events.every(({ facts }) => facts.filed !== true) && !DONE.includes(events.at(-1)?.to ?? 'draft')

/** When preservation was asked for; undefined: not yet. */
export const preservedAt = (events: readonly CaseEvent[]): number | undefined => events.find(({ facts }) => facts.preserved === true)?.at

/** Sorts what is urgent or on the green channel before the rest, the oldest first in each. */
export const byPriority = (
  a: { readonly urgent: boolean; readonly green?: GreenGround; readonly submittedAt: number; readonly id: string },
  b: typeof a,
): number => Number(goesFirst(b)) - Number(goesFirst(a)) || a.submittedAt - b.submittedAt || (a.id < b.id ? -1 : 1)

const goesFirst = ({ urgent, green }: { readonly urgent: boolean; readonly green?: GreenGround }): boolean => urgent || green !== undefined
