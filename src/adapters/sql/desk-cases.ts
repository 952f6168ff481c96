import { over } from '../../core/case-status.ts'
import type { Casework } from '../../core/casework.ts'
import type { DeskScope } from '../../core/desk-scope.ts'
import type { CaseAct, DeskCases } from '../../ports/desk-cases.ts'
import { CASE, caseworkOf } from './case-rows.ts'
import type { SqlDriver, SqlRow, SqlValue } from './driver.ts'
import { screeningsOf } from './registry.ts'
import { number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const OPEN_MOST = 1_000
const KEPT = 2_000
const OVER = over.map((status) => `'${status}'`).join(',')
const PAGE = 400

/** What may change without a move, and the version that says whether there was one. */
const KNOWN = 'SELECT k."id",k."version",k."partyId",k."conversationId" FROM "Case" k'

const TOLD = `SELECT a."at",a."action",a."detail",p."name" FROM "AuditRow" a LEFT JOIN "Party" p ON 'party:' || p."id" = a."actor"
  WHERE a."subjectKind" = 'case' AND a."subjectId" = ? AND a."action" = 'case-told' ORDER BY a."id" LIMIT 200`

/**
 * Cases as the workbench reads them. A case is what its events say, and events are never changed: what was opened once is kept for the version it has, so
 * that a list need not open everything anew; whatever else of a case may change is read each time.
 */
export const createDeskCases = (driver: SqlDriver, sealing: Sealing): DeskCases => {
  const kept = new Map<string, Casework>()
  const known = (row: SqlRow): Casework | undefined => {
    const found = kept.get(text(row, 'id'))
    return found?.version === number(row, 'version') ? found : undefined
  }
  const read = async (rows: readonly SqlRow[]): Promise<readonly Casework[]> => {
    const missing = rows.filter((row) => !known(row))
    for (let at = 0; at < missing.length; at += PAGE) {
      const ids = missing.slice(at, at + PAGE).map((row) => text(row, 'id'))
      const page = await driver.all(`${CASE} WHERE k."id" IN (${ids.map(() => '?').join(',')})`, ids)
      const events = await driver.all(`SELECT * FROM "CaseEvent" WHERE "caseId" IN (${ids.map(() => '?').join(',')}) ORDER BY "seq"`, ids)
      const byCase = new Map<string, SqlRow[]>(ids.map((id) => [id, []]))
      for (const event of events) byCase.get(text(event, 'caseId'))?.push(event)
      for (const row of page) kept.set(text(row, 'id'), caseworkOf(row, byCase.get(text(row, 'id')) ?? [], sealing))
    }
    const all = rows.flatMap((row) => {
      const found = kept.get(text(row, 'id'))
      return found ? [{ ...found, partyId: text(row, 'partyId'), conversationId: text(row, 'conversationId') }] : []
    })
    // The oldest go first: a map keeps the order in which things came.
    for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(id)
    return all
  }
  const one = async (where: string, value: string) => (await read(await driver.all(`${KNOWN} WHERE ${where}`, [value])))[0]
  return {
    async open(scope) {
      const [where, params] = within(scope)
      return read(await driver.all(`${KNOWN} WHERE ${where} AND k."status" NOT IN (${OVER}) ORDER BY k."submittedAt",k."id" LIMIT ${OPEN_MOST}`, params))
    },
    async over(scope, skip, most) {
      const [where, params] = within(scope)
      const closed = `${where} AND k."status" IN (${OVER})`
      const counted = await driver.all(`SELECT COUNT(*) AS "n" FROM "Case" k WHERE ${closed}`, params)
      const rows = await driver.all(`${KNOWN} WHERE ${closed} ORDER BY k."updatedAt" DESC,k."id" LIMIT ? OFFSET ?`, [...params, most, skip])
      return { cases: await read(rows), count: Number(counted[0]?.['n'] ?? 0) }
    },
    find: (id) => one('k."id" = ?', id),
    numbered: (whole) => one('k."number" = ?', whole),
    async told(id) {
      const rows = await driver.all(TOLD, [id])
      return rows.map(
        (row): CaseAct => ({
          at: number(row, 'at'),
          action: text(row, 'action'),
          actor: row['name'] instanceof Uint8Array ? sealing.open<string>(row['name'], 'party') : '',
          detail: sealing.open<string>(row['detail'], 'audit'),
        }),
      )
    },
    screenings: (id) => screeningsOf(driver, sealing, [id]),
  }
}

const within = ({ officeId, counselId }: DeskScope): readonly [string, readonly SqlValue[]] => {
  if (counselId !== undefined) return ['k."counselId" = ?', [counselId]]
  return officeId === undefined ? ['1 = 1', []] : ['k."officeId" = ?', [officeId]]
}
