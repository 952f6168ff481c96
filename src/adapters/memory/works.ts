import { monthOf } from '../../core/figure-groups.ts'
import type { Instant } from '../../core/ids.ts'
import { monthNameOf, workAsked } from '../../core/work.ts'
import type { WorkEffect, WorkRecord } from '../../core/work.ts'
import type { PartyRow, Tables, Transaction } from './tables.ts'

const SHORT = 16

/** Writes of counsel's work. False where the turn must be decided again. */
export const applyWork = (tables: Tables, tx: Transaction, effect: WorkEffect): boolean => {
  if (effect.kind === 'record-work') {
    const { key, ...work } = effect.work
    if (!tables.works.has(key)) tx.put(tables.works, key, { ...work, number: tables.works.size + 1, status: 'recorded' })
    return true
  }
  for (const number of effect.numbers) {
    const found = [...tables.works].find(([, one]) => one.number === number)
    if (!found) return false
    const { reason: _, ...work } = found[1]
    tx.put(tables.works, found[0], { ...work, status: effect.status, by: effect.by, ...(effect.reason === undefined ? {} : { reason: effect.reason }) })
  }
  return true
}

/** Work that a line is about. Towns are not told apart in memory. */
export const worksOf = (tables: Tables, { role, staffId }: PartyRow, said: string, now: Instant): readonly WorkRecord[] => {
  const mine = (one: WorkRecord) =>
    role === 'counsel'
      ? one.counselId === staffId
      : role === 'agency'
        ? one.townCode === undefined
        : (role === 'clerk' || role === 'office-head') && one.townCode !== undefined
  const asked = workAsked(said)
  if (said === '' || (asked.month === undefined && asked.number === undefined && said.length > SHORT)) return []
  const own = [...tables.works.values()].filter(mine)
  if (asked.number !== undefined && asked.month === undefined) return own.filter((one) => one.number === asked.number)
  const { from, to } = monthOf(asked.month ?? monthNameOf(now))
  return own.filter((one) => one.at >= from && one.at < to).sort((a, b) => a.at - b.at || a.number - b.number)
}
