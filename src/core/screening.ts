import { addMonths, compareDates, compareNames } from '../lang/index.ts'
import type { CivilDate } from '../lang/index.ts'
import type { CaseId, Instant, OfficeId, PartyId } from './ids.ts'
import type { DepartmentAnswer, LookupPurpose, RegistryRecord, StatusKind } from './registry.ts'

/** What the applicant said of themselves. `exemption`: value of that step, its article first. `monthlyIncome` in fen. */
export type Stated = {
  readonly name: string
  readonly birth?: CivilDate
  readonly exemption: string
  readonly matter: string
  readonly monthlyIncome?: number
}

/** Item of 法律援助法 32 (no condition of hardship) or 42 (hardship is not checked). */
export type Ground = { readonly article: 32 | 42; readonly item: 1 | 2 | 3 | 4 }

/** How a record stands on the day. */
export type Finding = { readonly record: RegistryRecord; readonly standing: 'current' | 'expired' | 'not-yet'; readonly ground?: Ground }

/**
 * What only a person can judge. `name`: registered under another name; `name-similar`: written so that it may be the same; `former-name`: an earlier
 * name; `sources`: departments disagree; `livelihood`: said to have no fixed livelihood, yet draws a pension or pays insurance; `income`: said to earn nothing, yet so.
 */
export type Flag = { readonly kind: 'name' | 'name-similar' | 'former-name' | 'sources' | 'livelihood' | 'income'; readonly department: string }

/** What must still be shown: of relief, of no fixed livelihood, of work in town, of disability, of what article 32 names, or of one's means. */
export type Proof = 'relief' | 'livelihood' | 'worker' | 'disability' | 'martyr' | 'bravery' | 'violence' | 'acquittal' | 'means'

/**
 * What the registers say of an application. It never decides: there is no outcome that refuses, and whatever does not fit goes to a person
 * (个人信息保护法 24; who decides is the agency, 法律援助法 43).
 */
export type Screening = {
  readonly outcome: 'confirmed' | 'not-found' | 'expired' | 'conflicting' | 'unavailable'
  /** The exemption that current records support. */
  readonly ground?: Ground
  readonly findings: readonly Finding[]
  readonly flags: readonly Flag[]
  readonly proofs: readonly Proof[]
  /** Departments that could not be asked. */
  readonly unavailable: readonly string[]
}

/** A screening of a case. `by`: row of the roster, or 'system'. */
export type CaseScreening = {
  readonly id: string
  readonly caseId: CaseId
  readonly number: string
  readonly partyId: PartyId
  readonly officeId?: OfficeId
  readonly by: string
  readonly purpose: LookupPurpose
  readonly at: Instant
  /** The applicant is told only that there is news. */
  readonly discreet: boolean
  readonly screening: Screening
}

const RELIEF: readonly StatusKind[] = [
  'subsistence-allowance',
  'extreme-poverty',
  'low-income-margin',
  'rigid-expenditure',
  'disaster-relief',
  'temporary-hardship',
  'judicial-relief',
  'preferential-treatment',
]
/** Signs of a fixed livelihood or income. */
const MEANS: readonly StatusKind[] = ['pension', 'social-insurance']
/** Flags that make two accounts of the same thing. */
const CONFLICTS: readonly Flag['kind'][] = ['name', 'sources', 'livelihood', 'income']
/** 老年人权益保障法 2: from 60; 未成年人保护法 2: under 18. */
const OLD_MONTHS = 60 * 12
const MINOR_MONTHS = 18 * 12

const NEEDS: Readonly<Record<string, Proof>> = {
  'article-42-relief': 'relief',
  'article-42-worker': 'worker',
  'article-32-violence': 'violence',
  'article-32-bravery': 'bravery',
  'article-32-martyr': 'martyr',
  'article-32-acquitted': 'acquittal',
}

/** Compares what departments answered with what an applicant stated, as of `today`. */
export const screen = (stated: Stated, answers: readonly DepartmentAnswer[], today: CivilDate): Screening => {
  const findings = answers.flatMap((answer) => (answer.kind === 'answered' ? answer.records.map((record) => findingOf(record, stated, today)) : []))
  const current = findings.filter((one) => one.standing === 'current')
  const flags = unique([...findings.flatMap(({ record }) => nameFlag(record, stated)), ...disagreements(findings), ...contradictions(current, stated)])
  // A record under another name is perhaps somebody else's: it supports nothing until a person has looked.
  const doubtful = new Set(flags.filter((flag) => flag.kind === 'name' || flag.kind === 'sources').map((flag) => flag.department))
  const grounds = current.flatMap(({ ground, record }) => (ground && !doubtful.has(record.department) ? [ground] : []))
  const ground = grounds.find((one) => claims(stated, one)) ?? grounds[0]
  const proofs = ground ? [] : proofsFor(stated, current, today)
  const unavailable = answers.flatMap((answer) => (answer.kind === 'unavailable' ? [answer.department] : []))
  return { outcome: outcomeOf(stated, findings, flags, ground, unavailable), ...(ground ? { ground } : {}), findings, flags, proofs, unavailable }
}

const outcomeOf = (
  stated: Stated,
  findings: readonly Finding[],
  flags: readonly Flag[],
  ground: Ground | undefined,
  unavailable: readonly string[],
): Screening['outcome'] => {
  if (flags.some((flag) => CONFLICTS.includes(flag.kind))) return 'conflicting'
  // A confirmed disability answers to the claim, though a fixed livelihood is still to be ruled out (法律援助法 42(1)).
  const half = stated.exemption === 'article-42-no-income' && findings.some(({ record, standing }) => record.status === 'disability' && standing === 'current')
  if (ground || half) return 'confirmed'
  if (unavailable.length > 0) return 'unavailable'
  return findings.some(({ record, standing }) => standing === 'expired' && groundOf(record.status, stated)) ? 'expired' : 'not-found'
}

const findingOf = (record: RegistryRecord, stated: Stated, today: CivilDate): Finding => {
  const over = record.endedAt !== undefined || (record.validTo !== undefined && compareDates(record.validTo, today) < 0)
  const early = record.validFrom !== undefined && compareDates(record.validFrom, today) > 0
  const ground = groundOf(record.status, stated)
  return { record, standing: over ? 'expired' : early ? 'not-yet' : 'current', ...(ground ? { ground } : {}) }
}

/** Which exemption a status supports by itself. A disability alone supports none: 42(1) asks for no fixed livelihood as well. */
const groundOf = (status: StatusKind, stated: Stated): Ground | undefined => {
  if (RELIEF.includes(status)) return { article: 42, item: 2 }
  switch (status) {
    case 'migrant-worker':
      return stated.matter === 'wages' || stated.matter === 'work-injury' ? { article: 42, item: 3 } : undefined
    case 'martyr-kin':
      return stated.exemption === 'article-32-martyr' ? { article: 32, item: 1 } : undefined
    case 'bravery':
      return stated.exemption === 'article-32-bravery' ? { article: 32, item: 2 } : undefined
    case 'violence-warning':
      return stated.exemption === 'article-32-violence' || stated.matter === 'domestic-violence' ? { article: 32, item: 4 } : undefined
    default:
      return undefined
  }
}

const claims = (stated: Stated, { article, item }: Ground): boolean =>
  article === 32
    ? stated.exemption.startsWith('article-32')
    : stated.exemption === (item === 2 ? 'article-42-relief' : item === 3 ? 'article-42-worker' : 'article-42-no-income')

const nameFlag = (record: RegistryRecord, { name }: Stated): readonly Flag[] => {
  if (record.name === undefined) return []
  const { department } = record
  const agreement = compareNames(name, record.name)
  if (agreement === 'same') return []
  if (record.formerNames.some((former) => compareNames(name, former) === 'same')) return [{ kind: 'former-name', department }]
  return [{ kind: agreement === 'similar' ? 'name-similar' : 'name', department }]
}

/** The same status, current by one department and over by another. */
const disagreements = (findings: readonly Finding[]): readonly Flag[] =>
  findings.flatMap(({ record, standing }) =>
    standing === 'expired' &&
    findings.some((other) => other.standing === 'current' && other.record.status === record.status && other.record.department !== record.department)
      ? [{ kind: 'sources' as const, department: record.department }]
      : [],
  )

const contradictions = (current: readonly Finding[], stated: Stated): readonly Flag[] =>
  current.flatMap(({ record }): readonly Flag[] => {
    if (!MEANS.includes(record.status)) return []
    if (stated.exemption === 'article-42-no-income') return [{ kind: 'livelihood', department: record.department }]
    return stated.exemption === 'none' && stated.monthlyIncome === 0 ? [{ kind: 'income', department: record.department }] : []
  })

/** What is still to be shown where no record supports an exemption. Article 42 asks for material, not for a certificate of a village (法律援助法 41, 42). */
const proofsFor = (stated: Stated, current: readonly Finding[], today: CivilDate): readonly Proof[] => {
  if (stated.exemption !== 'article-42-no-income') return [NEEDS[stated.exemption] ?? 'means']
  const { birth } = stated
  const isOld = birth !== undefined && compareDates(addMonths(birth, OLD_MONTHS), today) <= 0
  const isMinor = birth !== undefined && compareDates(addMonths(birth, MINOR_MONTHS), today) > 0
  const isDisabled = current.some(({ record }) => record.status === 'disability')
  return isOld || isMinor || isDisabled ? ['livelihood'] : ['disability', 'livelihood']
}

const unique = (flags: readonly Flag[]): readonly Flag[] =>
  flags.filter((flag, index) => flags.findIndex((one) => one.kind === flag.kind && one.department === flag.department) === index)
