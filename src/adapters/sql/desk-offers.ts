import type { DeskOffers, OpenRequest } from '../../ports/desk-offers.ts'
import type { SqlDriver } from './driver.ts'
import { maybe, number, text } from './sealing.ts'

const OPEN = `SELECT h."id",h."number",h."townCode",h."villageCode",h."topic",h."urgency",h."neutral",h."target",h."step",h."requestedAt" FROM "Handoff" h
  WHERE h."status" = 'offered'`
const MOST = 300

/** Offers under way: which requests wait, and who was asked. */
export const createDeskOffers = (driver: SqlDriver): DeskOffers => ({
  async open(towns) {
    if (towns?.length === 0) return []
    const where = towns ? ` AND h."townCode" IN (${towns.map(() => '?').join(',')})` : ''
    const order = `ORDER BY CASE WHEN h."urgency" = 'urgent' THEN 0 ELSE 1 END,h."requestedAt" LIMIT ${MOST}`
    const rows = await driver.all(`${OPEN}${where} ${order}`, [...(towns ?? [])])
    if (rows.length === 0) return []
    const ids = rows.map((row) => text(row, 'id'))
    const offers = await driver.all(
      `SELECT "handoffId","counselId","status","at" FROM "HandoffOffer" WHERE "handoffId" IN (${ids.map(() => '?').join(',')}) ORDER BY "at","counselId"`,
      ids,
    )
    return rows.map((row): OpenRequest => {
      const townCode = maybe(row, 'townCode')
      const villageCode = maybe(row, 'villageCode')
      return {
        number: number(row, 'number'),
        ...(townCode === undefined ? {} : { townCode }),
        ...(villageCode === undefined ? {} : { villageCode }),
        topic: text(row, 'topic'),
        urgent: text(row, 'urgency') === 'urgent',
        neutral: row['neutral'] === true || row['neutral'] === 1,
        target: text(row, 'target') === 'office' ? 'office' : 'counsel',
        step: text(row, 'step'),
        requestedAt: number(row, 'requestedAt'),
        offers: offers
          .filter((one) => text(one, 'handoffId') === text(row, 'id'))
          .map((one) => ({ counselId: text(one, 'counselId'), status: text(one, 'status'), at: number(one, 'at') })),
      }
    })
  },
})
