import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from '../../ports/system.ts'

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** A clock that begins at an instant and goes on from there at the usual pace; for demonstrations. */
export const clockFrom = (start: number): Clock => {
  const begun = process.hrtime.bigint()
  return { now: () => start + Number((process.hrtime.bigint() - begun) / 1_000_000n) }
}

/** Ids of 26 characters: time in milliseconds, then 80 random bits. */
export const randomIds: Ids = {
  next: () => Date.now().toString(36).padStart(9, '0') + randomBytes(10).toString('hex').slice(0, 17),
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
}
