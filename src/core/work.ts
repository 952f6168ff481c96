import { civilDate } from '../lang/index.ts'
import type { CounselId, Instant, TownCode, VillageCode } from './ids.ts'

/** What a counsel does for villages, by the names of the yearly check of village counsel; a case has its own subsidy (法律援助法 52). */
export const workKinds = ['consultation', 'visit', 'mediation', 'publicity', 'case-report', 'case-closed'] as const
export type WorkKind = (typeof workKinds)[number]

/** *disputed*: the office does not count it, and says why. */
export type WorkStatus = 'recorded' | 'confirmed' | 'disputed'

/** Work as it is written down when it happens. `key`: the same work again is the same. `note`: a topic, or the counsel's own words; no villager's name belongs there. */
export type NewWork = {
  readonly key: string
  readonly counselId: CounselId
  readonly kind: WorkKind
  readonly at: Instant
  readonly villageCode?: VillageCode
  readonly townCode?: TownCode
  readonly note?: string
}

/** Work that was written down. `number` names it to people; `reason`: why it is disputed; `by`: who of the office settled it. */
export type WorkRecord = Omit<NewWork, 'key'> & {
  readonly number: number
  readonly status: WorkStatus
  readonly reason?: string
  readonly by?: string
}

/** What a decision may know of work: rows of the month or number that the message names; a counsel's own, an office's of its town, the agency's of no town. */
export type WorkView = { readonly works?: readonly WorkRecord[] }

/** What a turn writes of it. */
export type WorkEffect =
  | { readonly kind: 'record-work'; readonly work: NewWork }
  | {
      readonly kind: 'settle-work'
      readonly numbers: readonly number[]
      readonly status: 'confirmed' | 'disputed'
      readonly by: string
      readonly reason?: string
    }

/** Yuan for one of a kind, as the county says. `verified: false` is shown as 待核. */
export type Rates = Readonly<Record<WorkKind, { readonly yuan: number; readonly source: string; readonly verified: boolean }>>

/** The month (YYYY-MM) and the number that a message names. */
export const workAsked = (said: string): { readonly month?: string; readonly number?: number } => {
  const month = /(?<!\d)20\d{2}-(?:0[1-9]|1[0-2])(?![\d-])/.exec(said)?.[0]
  const number = /^\s*[^\d\s]{1,8}\s*[#＃]?\s*(\d{1,9})(?=$|\s)/u.exec(said)?.[1]
  return { ...(month === undefined ? {} : { month }), ...(number === undefined ? {} : { number: Number(number) }) }
}

/** One line of the monthly sheet: a counsel in a village ('' where none is known). Disputed work is counted apart and paid nothing; `fen` is for all other, `confirmedFen` for what the office confirmed. */
export type WorkLine = {
  readonly counselId: CounselId
  readonly villageCode: string
  readonly counts: Readonly<Record<WorkKind, number>>
  readonly open: number
  readonly disputed: number
  readonly fen: number
  readonly confirmedFen: number
}

const NONE = Object.fromEntries(workKinds.map((kind) => [kind, 0])) as Readonly<Record<WorkKind, number>>

/** The sheet of some work, by counsel and village. */
export const workSheet = (works: readonly WorkRecord[], rates?: Rates): readonly WorkLine[] => {
  const lines = new Map<string, WorkLine>()
  for (const { counselId, villageCode = '', kind, status } of works) {
    const key = `${counselId} ${villageCode}`
    const line = lines.get(key) ?? { counselId, villageCode, counts: NONE, open: 0, disputed: 0, fen: 0, confirmedFen: 0 }
    const paid = rates && status !== 'disputed' ? Math.round(rates[kind].yuan * 100) : 0
    lines.set(key, {
      ...line,
      counts: status === 'disputed' ? line.counts : { ...line.counts, [kind]: line.counts[kind] + 1 },
      open: line.open + Number(status === 'recorded'),
      disputed: line.disputed + Number(status === 'disputed'),
      fen: line.fen + paid,
      confirmedFen: line.confirmedFen + (status === 'confirmed' ? paid : 0),
    })
  }
  return [...lines.values()].sort((a, b) => (a.counselId < b.counselId ? -1 : a.counselId > b.counselId ? 1 : a.villageCode < b.villageCode ? -1 : 1))
}

/** The month of an instant in China, as YYYY-MM. */
export const monthNameOf = (at: Instant): string => {
  const { year, month } = civilDate(at)
  return `${year}-${String(month).padStart(2, '0')}`
}
