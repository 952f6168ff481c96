import type { CaseEvent } from '../../src/core/case.ts'

/** The event that opens a case filed at `at` by the party `id`. */
export const openingEvent = (at: number, id = 'p'): CaseEvent => ({
  seq: 1,
  move: 'submit',
  from: 'draft',
  to: 'submitted',
  actor: { role: 'applicant', id, name: '王小明' },
  door: 'web',
  at,
  facts: { confirmed: true },
})
