import { describe, expect, it } from 'vitest'
import pg from 'pg'
import { randomFrom } from '../../src/bench/random.ts'
import { hasRedis } from '../contract/redis.ts'
import { checkCounty } from './check-county.ts'
import { disturb } from './disturb.ts'
import type { Disturbance } from './disturb.ts'
import { openCounty } from './open-county.ts'
import type { County } from './open-county.ts'
import { hasPrivatePostgres } from './private-postgres.ts'
import { beginTraffic } from './traffic.ts'

/** `npm run test:faults` asks for fifty kills and every other fault; `npm test` has five. */
const KILLS = Number(process.env['XIANGFA_TEST_KILLS'] ?? 5)
const SEED = Number(process.env['XIANGFA_TEST_SEED'] ?? 1)
const WHOLE = KILLS >= 20
const DRAIN_MS = 120_000

const able = hasPrivatePostgres() && (await hasRedis())

/** Resolves when nothing waits any more: at the network, in the inbox, in the outbox of its doors. */
const settled = async (county: County): Promise<void> => {
  const until = performance.now() + DRAIN_MS
  const client = new pg.Client({ connectionString: county.database })
  await client.connect()
  try {
    let waits = 'something'
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      const { rows } = await client.query<{ readonly n: string }>(
        `SELECT (SELECT COUNT(*) FROM "Inbox" WHERE "status" = 'pending') + (SELECT COUNT(*) FROM "Outbox" WHERE "status" IN ('pending','aside') AND "channel" <> 'console') AS n`,
      )
      const unconfirmed = county.network.updates.unconfirmed()
      waits = `${rows[0]?.n} rows, ${unconfirmed} updates`
      if (rows[0]?.n === '0' && unconfirmed === 0) return
    }
    throw new Error(`after ${DRAIN_MS / 1_000} seconds ${waits} wait still`)
  } finally {
    await client.end()
  }
}

describe.runIf(able)('a service whose processes and servers fail under load', () => {
  it(
    `loses nothing, does nothing twice and keeps the order: ${KILLS} kills, seed ${SEED}`,
    async () => {
      const county = await openCounty()
      const noted: Disturbance[] = []
      try {
        const random = randomFrom(SEED)
        const traffic = beginTraffic(county, randomFrom(SEED + 1), WHOLE)
        await disturb(county, random, KILLS, WHOLE, noted)
        await traffic.finish()
        await settled(county)
        const found = await checkCounty(county, traffic.talkers)
        const trouble = () => county.processes.map((one) => `${one.role} begun ${one.begun()}\n${one.errors().slice(-2_000)}`).join('\n')
        expect(found.wrong, `${noted.map(({ what, atMs }) => `${atMs} ${what}`).join('\n')}\n${found.wrong.length > 0 ? trouble() : ''}`).toEqual([])
        expect(found.cases).toBeGreaterThan(0)
        // Twice only what was being sent when a door died, a connection broke or a lease was lost: of each such time one message a chat.
        expect(found.repeats).toBeLessThanOrEqual(noted.length * 7)
        if (process.env['XIANGFA_TEST_KILLS'] !== undefined) process.stdout.write(`${JSON.stringify({ ...found, disturbances: noted.length, seed: SEED })}\n`)
      } finally {
        await county.remove()
      }
    },
    WHOLE ? 30 * 60_000 : 240_000,
  )
})
