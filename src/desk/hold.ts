import type { LeaseRow, Leases } from '../ports/leases.ts'

/** How long a holder that does not renew counts as alive. */
export const LEASE_MS = 8_000
/** A holder trusts its lease a little shorter than others do. */
const MARGIN_MS = 1_000

/** One process's hold on one lease. */
export type Hold = {
  /** Whether it may act on it at this very moment: asked just before each act. A process that was paused does not. */
  readonly holds: () => boolean
  /**
   * Renews or tries to take it; to be called every quarter of LEASE_MS. `taken`: it is ours from now on. `lost`: it was ours and somebody
   * else has it. Where the database cannot be asked it throws, and what is held runs out.
   */
  readonly step: () => Promise<'taken' | 'held' | 'waiting' | 'lost'>
  readonly free: () => Promise<void>
}

/**
 * No clock is compared with another machine's: whoever waits for a lease takes it when its count has stood still for LEASE_MS of their own
 * time. `elapsed`: milliseconds of a clock that never goes back and runs on while the process is paused. `holder` is unique to the process.
 */
export const createHold = (leases: Leases, name: string, holder: string, elapsed: () => number): Hold => {
  let until = Number.NEGATIVE_INFINITY
  let owned = false
  let seen: { readonly row: LeaseRow; readonly at: number } | undefined
  const take = async (row: LeaseRow | undefined, at: number): Promise<'taken' | 'held' | 'waiting'> => {
    if (!(await leases.take(name, holder, row))) return 'waiting'
    until = at + LEASE_MS - MARGIN_MS
    const before = owned
    owned = true
    return before ? 'held' : 'taken'
  }
  return {
    holds: () => elapsed() < until,
    async step() {
      const at = elapsed()
      const row = await leases.read(name)
      if (row === undefined || row.holder === '' || row.holder === holder) return take(row, at)
      if (owned) {
        owned = false
        until = Number.NEGATIVE_INFINITY
        return 'lost'
      }
      if (seen?.row.holder !== row.holder || seen.row.count !== row.count) seen = { row, at }
      return at - seen.at >= LEASE_MS ? take(row, at) : 'waiting'
    },
    async free() {
      until = Number.NEGATIVE_INFINITY
      if (owned) await leases.free(name, holder)
      owned = false
    },
  }
}
