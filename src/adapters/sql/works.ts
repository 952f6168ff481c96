import type { Instant } from '../../core/ids.ts'
import { monthOf } from '../../core/figure-groups.ts'
import { monthNameOf, workAsked } from '../../core/work.ts'
import type { WorkEffect, WorkRecord } from '../../core/work.ts'
import type { Role } from '../../core/turn.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import { optional } from './handoff-views.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

/** A counsel's or clerk's line this short may be about the month under way. */
const SHORT = 16
const WORK = 'SELECT "id","counselId","kind","villageCode","townCode","at","status","by","body","reason" FROM "WorkRecord"'

type Body = Pick<WorkRecord, 'note'>

/** The rows of counsel's work: the same work is written once. */
export const workStatements = (effect: WorkEffect, sealing: Sealing): readonly SqlStatement[] => {
  if (effect.kind === 'record-work') {
    const { key, counselId, kind, villageCode, townCode, at, note } = effect.work
    return [
      {
        sql: `INSERT INTO "WorkRecord" ("key","counselId","kind","villageCode","townCode","at","status","body") VALUES (?,?,?,?,?,?,'recorded',?)
          ON CONFLICT ("key") DO NOTHING`,
        params: [key, counselId, kind, villageCode ?? null, townCode ?? null, at, sealing.seal({ ...optional('note', note) } satisfies Body, 'work')],
      },
    ]
  }
  const reason = effect.reason === undefined ? null : sealing.seal(effect.reason, 'work-reason')
  return effect.numbers.map((one) => ({
    sql: 'UPDATE "WorkRecord" SET "status" = ?, "by" = ?, "reason" = ? WHERE "id" = ?',
    params: [effect.status, effect.by, reason, one],
    expect: 1,
  }))
}

type Asking = { readonly role: Role; readonly staffId: string | undefined; readonly said: string; readonly now: Instant }

/** Work that a line is about: see `WorkView`. */
export const worksOf = async (driver: SqlDriver, sealing: Sealing, { role, staffId = '', said, now }: Asking): Promise<readonly WorkRecord[]> => {
  const [whose, owner] = ownerOf(role, staffId)
  if (whose === undefined || said === '') return []
  const asked = workAsked(said)
  if (asked.number !== undefined && asked.month === undefined) return read(driver, sealing, `${whose} AND "id" = ?`, [...owner, asked.number])
  if (asked.month === undefined && said.length > SHORT) return []
  const { from, to } = monthOf(asked.month ?? monthNameOf(now))
  return read(driver, sealing, `${whose} AND "at" >= ? AND "at" < ?`, [...owner, from, to])
}

const ownerOf = (role: Role, staffId: string): readonly [string | undefined, readonly string[]] => {
  if (role === 'counsel') return ['"counselId" = ?', [staffId]]
  if (role === 'clerk' || role === 'office-head')
    return ['"townCode" = (SELECT o."townCode" FROM "Staff" s JOIN "Office" o ON o."id" = s."officeId" WHERE s."id" = ?)', [staffId]]
  return role === 'agency' ? ['"townCode" IS NULL', []] : [undefined, []]
}

const read = async (driver: SqlDriver, sealing: Sealing, where: string, params: readonly SqlValue[]): Promise<readonly WorkRecord[]> =>
  (await driver.all(`${WORK} WHERE ${where} ORDER BY "at","id"`, params)).map((row) => workOf(row, sealing))

const workOf = (row: SqlRow, sealing: Sealing): WorkRecord => ({
  ...sealing.open<Body>(row['body'], 'work'),
  number: number(row, 'id'),
  counselId: text(row, 'counselId'),
  kind: text(row, 'kind') as WorkRecord['kind'],
  at: number(row, 'at'),
  ...optional('villageCode', maybe(row, 'villageCode')),
  ...optional('townCode', maybe(row, 'townCode')),
  status: text(row, 'status') as WorkRecord['status'],
  ...optional('reason', row['reason'] === null ? undefined : sealing.open<string>(row['reason'], 'work-reason')),
  ...optional('by', maybe(row, 'by')),
})

/** All work of a month, for the sheet. */
export const readWorks = (driver: SqlDriver, sealing: Sealing, month: string): Promise<readonly WorkRecord[]> => {
  const { from, to } = monthOf(month)
  return read(driver, sealing, '"at" >= ? AND "at" < ?', [from, to])
}
