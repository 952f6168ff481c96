import type { RegistryChange, RegistryRow, StoredRecord } from './registry.ts'

/** Shares of people who stop standing in a list that no month brings: more looks like half a file. */
const MOST_ENDING = 0.2
const FEW = 20

/** What a list changes against the one before. */
export type RegistryDiff = {
  readonly changes: readonly RegistryChange[]
  /** Records that say what they said before. */
  readonly same: readonly string[]
  /** Lines that name the same person and status again. */
  readonly twice: readonly { readonly line: number; readonly earlier: number }[]
  /** So many would end that the file may be only a part of the list. */
  readonly endsMany: boolean
}

/**
 * Compares a department's list with what stood before. `complete`: it is the whole list, so that whoever is missing has ended. `person` and `digest`
 * give the keyed hashes of an id and of what is said.
 */
export const diffRegistry = (
  before: readonly StoredRecord[],
  rows: readonly RegistryRow[],
  complete: boolean,
  hash: { readonly person: (residentId: string) => string; readonly digest: (says: RegistryRow['says']) => string },
): RegistryDiff => {
  const known = new Map(before.map((record) => [`${record.status} ${record.person}`, record]))
  const seen = new Map<string, number>()
  const changes: RegistryChange[] = []
  const twice: { line: number; earlier: number }[] = []
  const same: string[] = []
  for (const { line, residentId, says } of rows) {
    const person = hash.person(residentId)
    const key = `${says.status} ${person}`
    const earlier = seen.get(key)
    if (earlier !== undefined) {
      twice.push({ line, earlier })
      continue
    }
    seen.set(key, line)
    const old = known.get(key)
    const digest = hash.digest(says)
    const change = { status: says.status, person, digest, says }
    if (!old) changes.push({ kind: 'added', ...change })
    else if (old.endedAt !== undefined) changes.push({ kind: 'resumed', id: old.id, ...change })
    else if (old.digest !== digest) changes.push({ kind: 'changed', id: old.id, ...change })
    else same.push(old.id)
  }
  const current = before.filter((record) => record.endedAt === undefined)
  const gone = complete ? current.filter((record) => !seen.has(`${record.status} ${record.person}`)) : []
  for (const { id, status, person, digest } of gone) changes.push({ kind: 'ended', id, status, person, digest })
  return { changes, same, twice, endsMany: gone.length > FEW && gone.length > current.length * MOST_ENDING }
}
