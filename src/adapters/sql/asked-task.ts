import { caseReferencesIn } from '../../core/case-reference.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { StaffTask } from '../../core/task.ts'
import type { SqlDriver } from './driver.ts'
import { maybe, text } from './sealing.ts'

const TASK = 'SELECT "id","number","title","addressee","officeId","status","conversationId" FROM "Task"'

/** The task whose number a message of the staff names, as written or shortened; undefined where it names none. */
export const askedTask = async (driver: SqlDriver, role: string, said: string): Promise<StaffTask | undefined> => {
  const named = caseStaffRoles.includes(role) ? caseReferencesIn(said)[0] : undefined
  if (!named) return undefined
  const row = (
    await driver.all(`${TASK} WHERE "number" = ? OR "number" LIKE ? ORDER BY "number" = ? DESC LIMIT 1`, [
      named.whole,
      `%〔${named.year}〕${named.n}号`,
      named.whole,
    ])
  )[0]
  if (!row) return undefined
  const officeId = maybe(row, 'officeId')
  return {
    id: text(row, 'id'),
    number: text(row, 'number'),
    title: text(row, 'title'),
    addressee: text(row, 'addressee') as StaffTask['addressee'],
    ...(officeId === undefined ? {} : { officeId }),
    status: text(row, 'status') === 'done' ? 'done' : 'open',
    conversationId: text(row, 'conversationId'),
  }
}
