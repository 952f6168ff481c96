import type { Answers, FieldDate } from './flow-state.ts'
import type { CaseId, Instant, OfficeId, PartyId } from './ids.ts'

/**
 * Statuses that departments confirm. Relief of 社会救助法 13 (低保, 特困, 低保边缘, 刚性支出困难, 受灾, 临时困难), 司法救助, 优抚, 残疾, 农民工实名
 * (保障农民工工资支付条例 28), 社保缴纳, 养老金领取, and what article 32 names: 英烈近亲属, 见义勇为, 家暴告诫或保护令.
 */
export const statusKinds = [
  'subsistence-allowance',
  'extreme-poverty',
  'low-income-margin',
  'rigid-expenditure',
  'disaster-relief',
  'temporary-hardship',
  'judicial-relief',
  'preferential-treatment',
  'disability',
  'migrant-worker',
  'social-insurance',
  'pension',
  'martyr-kin',
  'bravery',
  'violence-warning',
] as const
export type StatusKind = (typeof statusKinds)[number]

/** What a department confirms of one person. Dates are inclusive; without `validTo` it is good until the department's next list is due. */
export type ConfirmedStatus = {
  readonly status: StatusKind
  readonly name?: string
  readonly formerNames: readonly string[]
  readonly validFrom?: FieldDate
  readonly validTo?: FieldDate
  /** Number of the certificate. */
  readonly certificate?: string
}

/** A status with where it comes from. `asOf`: when the department said so; `endedAt`: when it no longer stood in the department's list. */
export type RegistryRecord = ConfirmedStatus & {
  readonly department: string
  readonly source: 'import' | 'live'
  readonly asOf: Instant
  readonly endedAt?: Instant
}

/** A record of the last import as the next one is compared with it. `digest`: keyed hash of what it says; `person`: of whose it is. */
export type StoredRecord = { readonly id: string; readonly status: StatusKind; readonly person: string; readonly digest: string; readonly endedAt?: Instant }

/** A row of a department's list, read. */
export type RegistryRow = { readonly line: number; readonly residentId: string; readonly says: ConfirmedStatus }

/** What an import changes of one person's status. */
export type RegistryChangeKind = 'added' | 'changed' | 'ended' | 'resumed'

/** What an import would do. `residentId` and `says` are absent where a record ends. */
export type RegistryChange = {
  readonly kind: RegistryChangeKind
  /** Of the record that is there; absent where it is new. */
  readonly id?: string
  readonly status: StatusKind
  readonly person: string
  readonly digest: string
  readonly says?: ConfirmedStatus
}

/** One import, written whole or not at all. `seq` counts a department's imports from 1: one that another went before is not written. */
export type RegistryImport = {
  readonly id: string
  readonly department: string
  readonly seq: number
  readonly file: string
  readonly by: string
  readonly at: Instant
  readonly rows: number
  readonly bad: number
  /** Records that say what they said before: said anew. */
  readonly same: readonly string[]
  readonly changes: readonly RegistryChange[]
  /** What those who work on open cases are told of the changes. */
  readonly notices: readonly { readonly officeId?: OfficeId; readonly text: string }[]
}

/** An import as the history tells it. */
export type ImportView = Pick<RegistryImport, 'id' | 'department' | 'seq' | 'file' | 'by' | 'at' | 'rows' | 'bad'> & {
  readonly same: number
  readonly counts: Readonly<Record<RegistryChangeKind, number>>
}

/** A change as the history tells it. */
export type ChangeView = Pick<RegistryChange, 'kind' | 'status' | 'says'> & { readonly department: string; readonly at: Instant }

/** An open case whose applicant a change is about. */
export type TouchedCase = { readonly caseId: CaseId; readonly number: string; readonly person: string; readonly officeId?: OfficeId }

/** A case as far as a look-up needs it. `answers`: of its form. */
export type CaseToScreen = {
  readonly caseId: CaseId
  readonly number: string
  readonly partyId: PartyId
  readonly officeId?: OfficeId
  readonly status: string
  readonly answers: Answers
  /** What the person said last of being looked up, beside the form; undefined: nothing. */
  readonly agreed?: boolean
}

/** Under which purpose a person's word on being looked up is kept. */
export const lookupConsent = (caseId: CaseId): string => `lookup ${caseId}`

/** Why somebody is looked up: to review an application (法律援助法 41, 43), or to see whether means have changed for good or ill (法律援助法 48). */
export const lookupPurposes = ['review', 'recheck'] as const
export type LookupPurpose = (typeof lookupPurposes)[number]

/** Fields that a look-up asks a department for; each is logged on its own. */
export const lookupFields = ['status', 'name', 'valid-from', 'valid-to', 'certificate'] as const
export type LookupField = (typeof lookupFields)[number]

/** A look-up, logged before it is made: who asked which department for which field, when, why, for which case. `key` makes it once. */
export type LookupEntry = {
  readonly key: string
  readonly caseId: CaseId
  readonly partyId: PartyId
  /** Row of the roster; 'system': the desk itself, on the consent given with the application; 'applicant': at their wish. */
  readonly by: string
  readonly purpose: LookupPurpose
  readonly department: string
  readonly fields: readonly LookupField[]
  readonly at: Instant
}

/** A look-up as the person it is about sees it. */
export type LookupView = Omit<LookupEntry, 'key' | 'partyId'> & { readonly number: string }

/** Cases that nobody decides on any more: a change of the registers is not shown for them, and nobody is looked up. */
export const endedCaseStatuses: readonly string[] = ['redirected', 'refused', 'terminated', 'closed-out', 'archived', 'withdrawn']

/** What came of asking one department. `unavailable`: it could not be asked now. */
export type DepartmentAnswer =
  | { readonly kind: 'answered'; readonly department: string; readonly records: readonly RegistryRecord[] }
  | { readonly kind: 'unavailable'; readonly department: string; readonly why: 'slow' | 'down' | 'wrong' | 'resting' }
