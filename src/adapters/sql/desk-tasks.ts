import { over } from '../../core/case-status.ts'
import type { Complaint } from '../../core/complaint.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { DeskTask, DeskTasks } from '../../ports/desk-tasks.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'
import { COMPLAINT, MEDIATION, whose } from './service-rows.ts'

const TASK = 'SELECT "id","number","kind","title","addressee","officeId","caseId","status","facts","createdAt","dueAt" FROM "Task"'

/** Of somebody whose matter is on the green channel. */
const GREEN = `EXISTS (SELECT 1 FROM "Case" k WHERE k."partyId" = "Task"."partyId" AND k."green" IS NOT NULL AND k."status" NOT IN (${over.map((one) => `'${one}'`).join(',')}))`

/** What was asked of the staff through forms, the green channel first, and mediations, for the lists of the workbench. */
export const createDeskTasks = (driver: SqlDriver, sealing: Sealing): DeskTasks => {
  const taskOf = (row: SqlRow): DeskTask => ({
    id: text(row, 'id'),
    number: text(row, 'number'),
    kind: text(row, 'kind'),
    title: text(row, 'title'),
    addressee: text(row, 'addressee') as DeskTask['addressee'],
    ...given('officeId', maybe(row, 'officeId')),
    ...given('caseId', maybe(row, 'caseId')),
    status: text(row, 'status') === 'done' ? 'done' : 'open',
    createdAt: number(row, 'createdAt'),
    ...given('dueAt', row['dueAt'] === null ? undefined : number(row, 'dueAt')),
    answers: sealing.open<{ answers: Answers }>(row['facts'], 'task').answers,
  })
  return {
    async open(addressees, officeId) {
      if (addressees.length === 0) return []
      const where = `"status" = 'open' AND "addressee" IN (${addressees.map(() => '?').join(',')})${officeId === undefined ? '' : ' AND "officeId" = ?'}`
      const params = [...addressees, ...(officeId === undefined ? [] : [officeId])]
      const rows = await driver.all(
        `${TASK} WHERE ${where} ORDER BY CASE WHEN ${GREEN} THEN 0 ELSE 1 END,CASE WHEN "dueAt" IS NULL THEN 1 ELSE 0 END,"dueAt","createdAt" LIMIT 500`,
        params,
      )
      return rows.map(taskOf)
    },
    async find(id) {
      const row = (await driver.all(`${TASK} WHERE "id" = ?`, [id]))[0]
      return row && taskOf(row)
    },
    async mediations(officeId) {
      const where = officeId === undefined ? '' : 'WHERE "officeId" = ?'
      const rows = await driver.all(`${MEDIATION} ${where} ORDER BY "openedAt" DESC,"id" DESC LIMIT 200`, officeId === undefined ? [] : [officeId])
      return rows.map((row) => whose<Mediation>(row, sealing, 'mediation'))
    },
    async mediation(id) {
      const row = (await driver.all(`${MEDIATION} WHERE "id" = ?`, [id]))[0]
      return row && whose<Mediation>(row, sealing, 'mediation')
    },
    async complaints() {
      const rows = await driver.all(`${COMPLAINT} WHERE "status" IN ('filed','taken') ORDER BY "openedAt","id" LIMIT 200`, [])
      return rows.map((row) => whose<Complaint>(row, sealing, 'complaint'))
    },
    async complaint(id) {
      const row = (await driver.all(`${COMPLAINT} WHERE "id" = ?`, [id]))[0]
      return row && whose<Complaint>(row, sealing, 'complaint')
    },
  }
}

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
