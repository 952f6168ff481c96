import { caseReferencesIn } from './case-reference.ts'
import type { CaseId, ConversationId, CounselId, Instant, OfficeId } from './ids.ts'

/** What one person asks for: `fen` of an `item`. */
export type Claim = { readonly item: string; readonly fen: number; readonly note: string }

/** Somebody of a collective matter as its roll has them. Who has not applied yet stands in it too. */
export type MatterPerson = { readonly name: string; readonly mobile: string; readonly claims: readonly Claim[] }

/** What happened to a matter beside the moves of its cases. */
export type MatterEvent = {
  readonly what: 'opened' | 'joined' | 'elected' | 'team' | 'evidence' | 'claims' | 'closed'
  readonly at: Instant
  readonly by: string
  readonly note: string
}

/**
 * One dispute of several people: one roll, one set of representatives, one team, one pool of evidence. Each applies for themselves and has a case of their own
 * (法律援助法 41, 43), so that a decision is always on one person.
 */
export type Matter = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly status: 'open' | 'closed'
  readonly title: string
  readonly opponents: readonly string[]
  readonly officeId?: OfficeId
  /** How many they say they are, where that is more than the roll has. */
  readonly expected: number
  readonly people: readonly MatterPerson[]
  readonly representatives: readonly string[]
  readonly team: readonly CounselId[]
  readonly evidence: readonly { readonly name: string; readonly by: string; readonly at: Instant }[]
  readonly openedAt: Instant
  readonly events: readonly MatterEvent[]
}

/** A case of a matter, as everybody who works on the matter may see it. */
export type MatterCase = {
  readonly id: CaseId
  readonly number: string
  readonly status: string
  readonly name: string
  readonly conversationId: ConversationId
}

/** A matter with its cases; none where it was not asked for by name. */
export type MatterView = Matter & { readonly cases: readonly MatterCase[] }

/** Somebody of a matter with their case, where they have applied. */
export type RollLine = MatterPerson & { readonly applied?: MatterCase }

/** From so many on a dispute is one of many, and representatives may act (劳动争议调解仲裁法 7; 民事诉讼法 56 says only that they are many). */
export const MANY = 10

/** Everybody of a matter, the roll first, then who applied and is not in it. Namesakes are told apart by their order. */
export const rollOf = ({ people, cases }: Pick<MatterView, 'people' | 'cases'>): readonly RollLine[] => {
  const left = [...cases]
  const roll = people.map((person): RollLine => {
    const at = left.findIndex(({ name }) => name === person.name)
    const [applied] = at < 0 ? [] : left.splice(at, 1)
    return applied ? { ...person, applied } : person
  })
  return [...roll, ...left.map((applied): RollLine => ({ name: applied.name, mobile: '', claims: [], applied }))]
}

/** How many they are: as the roll has them, or as they say. */
export const sizeOf = (matter: Pick<MatterView, 'people' | 'cases' | 'expected'>): number => Math.max(matter.expected, rollOf(matter).length)

/** What is asked for in all, and of each item, in the order in which items come. */
export const totalsOf = (people: readonly Pick<MatterPerson, 'claims'>[]): { readonly all: number; readonly items: readonly (readonly [string, number])[] } => {
  const items = new Map<string, number>()
  for (const { claims } of people) for (const { item, fen } of claims) items.set(item, (items.get(item) ?? 0) + fen)
  return { all: [...items.values()].reduce((sum, fen) => sum + fen, 0), items: [...items] }
}

/** Why representatives cannot be taken down. */
export type ElectionProblem =
  | { readonly kind: 'few'; readonly size: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'strangers'; readonly names: readonly string[] }

/**
 * Takes down whom they chose from among themselves. Their acts bind those they stand for, but to give up or change a claim, admit the other side's or settle needs
 * the consent of each (民事诉讼法 56).
 */
export const elect = (matter: MatterView, names: readonly string[], at: Instant, by: string): Matter | ElectionProblem => {
  const roll = rollOf(matter)
  const size = sizeOf(matter)
  if (size < MANY) return { kind: 'few', size }
  if (names.length === 0) return { kind: 'none' }
  const strangers = names.filter((name) => !roll.some((one) => one.name === name))
  if (strangers.length > 0) return { kind: 'strangers', names: strangers }
  return changed(matter, { representatives: names }, { what: 'elected', at, by, note: names.join('、') })
}

/** A matter after something happened to it. */
export const changed = ({ cases: _, ...matter }: Matter & { readonly cases?: unknown }, more: Partial<Matter>, event: MatterEvent): Matter => ({
  ...matter,
  ...more,
  version: matter.version + 1,
  events: [...matter.events, event],
})

/** Whether a reference in a text, with its prefix, is this number. */
const isNumber = (number: string, { whole, year, n }: ReturnType<typeof caseReferencesIn>[number]): boolean => {
  const prefix = whole.slice(0, whole.indexOf('〔'))
  return prefix !== '' && number === `${prefix}〔${year}〕${n}号`
}

/** The matter whose number a text names in full; a bare 2026-1 is a case's. */
export const matterNamed = <T extends { readonly number: string }>(matters: readonly T[], text: string): T | undefined =>
  caseReferencesIn(text).flatMap((reference) => matters.find(({ number }) => isNumber(number, reference)) ?? [])[0]
