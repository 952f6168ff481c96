import { caseReferencesIn } from '../../core/case-reference.ts'
import { textOf } from '../../core/message.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { StaffTask } from '../../core/task.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { Tables } from './tables.ts'

/** The task whose number a message of the staff names. */
export const askedTask = (tables: Tables, role: string, { body }: InboxRow): { readonly asked?: StaffTask } => {
  const named = body.kind === 'message' && caseStaffRoles.includes(role) ? caseReferencesIn(textOf(body.content))[0] : undefined
  if (!named) return {}
  const all = [...tables.tasks.values()]
  const found = all.find((one) => one.number === named.whole) ?? all.find((one) => one.number.endsWith(`〔${named.year}〕${named.n}号`))
  if (!found) return {}
  const { id, number, title, addressee, officeId, status, conversationId } = found
  return { asked: { id, number, title, addressee, ...(officeId === undefined ? {} : { officeId }), status, conversationId } }
}
