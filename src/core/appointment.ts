import type { Answers } from './flow-state.ts'
import type { Instant } from './ids.ts'

const SLOT = /^slot:(\d{12,14})$/

/** When somebody asked through a form to be met or called, and who; undefined: no hour of a list was chosen. */
export const appointmentIn = (answers: Answers): { readonly at: Instant; readonly name: string } | undefined => {
  const at = Object.values(answers).flatMap((value) => (value.kind === 'choice' ? (SLOT.exec(value.value)?.[1] ?? []) : []))[0]
  const name = answers['name']
  return at === undefined ? undefined : { at: Number(at), name: name?.kind === 'text' ? name.value : '' }
}
