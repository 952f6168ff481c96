import type { CaseId, Instant, OfficeId, PartyId } from '../core/ids.ts'
import type {
  CaseToScreen,
  ChangeView,
  DepartmentAnswer,
  ImportView,
  LookupEntry,
  LookupPurpose,
  RegistryImport,
  RegistryRecord,
  StoredRecord,
  TouchedCase,
} from '../core/registry.ts'

/** Departments' confirmed statuses as they are kept. Ids of persons are kept as keyed hashes only. */
export interface RegistryStore {
  /** Keyed hash of a resident id of 18 figures, as records and cases keep it. */
  personOf(residentId: string): string
  /** Keyed hash of anything else that is to be compared without being kept. */
  digestOf(text: string): string
  /** What stands of a department, ended records too, and how many imports there were. */
  registryOf(department: string): Promise<{ readonly seq: number; readonly records: readonly StoredRecord[] }>
  /** Open cases of these persons. */
  openCasesOf(persons: readonly string[]): Promise<readonly TouchedCase[]>
  /** Writes an import whole. False where another import of the department went before: nothing was written. */
  importRegistry(one: RegistryImport): Promise<boolean>
  /** Imports, newest first; of one department or of all. */
  registryImports(department: string | undefined, limit: number): Promise<readonly ImportView[]>
  /** What an import changed, or what ever changed of one person (18 figures), newest first. */
  registryChanges(of: { readonly importId: string } | { readonly residentId: string }): Promise<readonly ChangeView[]>
  /** Every record of a person, ended ones too. */
  confirmedOf(residentId: string): Promise<readonly RegistryRecord[]>
  /** Departments of which there is an import. */
  importedDepartments(): Promise<readonly string[]>
  /** Logs look-ups, one row a field, before they are made; the same key again changes nothing. */
  logLookups(entries: readonly LookupEntry[]): Promise<void>
  /** undefined where there is no such case. */
  caseToScreen(caseId: CaseId): Promise<CaseToScreen | undefined>
}

/** Why, for whose case and by whom somebody is looked up. `key` makes the look-up once. */
export type LookupReason = {
  readonly key: string
  readonly caseId: CaseId
  readonly number: string
  readonly partyId: PartyId
  readonly by: string
  readonly purpose: LookupPurpose
  readonly at: Instant
  readonly officeId?: OfficeId
}

/** The registers of all departments, imported or asked live. */
export interface Registry {
  /** Asks every department that has something to say; each look-up is logged first. Never throws: who could not be asked is among the answers. Empty: no department is there. */
  lookUp(residentId: string, reason: LookupReason): Promise<readonly DepartmentAnswer[]>
}
