import type { Answers } from '../core/flow-state.ts'
import type { Instant } from '../core/ids.ts'
import { endedCaseStatuses } from '../core/registry.ts'
import { screen } from '../core/screening.ts'
import type { Stated } from '../core/screening.ts'
import type { JobBody } from '../core/task.ts'
import type { InternalEvent } from '../core/turn.ts'
import { civilDate, parseResidentId } from '../lang/index.ts'
import type { Registry } from '../ports/registry.ts'
import type { Store } from '../ports/store.ts'
import { isDiscreet } from './casework/is-discreet.ts'
import type { World } from './world.ts'

type ScreeningJob = Extract<JobBody, { kind: 'screening' }>

/** Whether the form agreed that departments are asked (法律援助法 41; 个人信息保护法 29). */
export const formAgrees = (answers: Answers): boolean => answers['authorise-check']?.kind === 'consent'

/** Asks the registers about a case. undefined where the case is over, nothing was agreed to, or nobody is there to be asked. Asked again after a crash, it is logged once. */
export const screenCase = async (
  deps: { readonly store: Store; readonly world: () => World; readonly registry?: Registry },
  job: { readonly id: number; readonly dueAt: Instant },
  { caseId, by, purpose, attempt }: ScreeningJob,
  at: Instant,
): Promise<InternalEvent | undefined> => {
  const found = deps.registry && (await deps.store.caseToScreen(caseId))
  if (!deps.registry || !found || endedCaseStatuses.includes(found.status)) return undefined
  const { answers, number, partyId, officeId } = found
  // Who asked by hand is always answered.
  const nothing = (key: string): InternalEvent | undefined =>
    by === 'system'
      ? undefined
      : {
          kind: 'notice',
          class: 'notice',
          parts: [{ text: deps.world().texts(by === 'applicant' ? `screening.applicant.${key}` : `screening.${key}`, { number }) }],
        }
  // What was said last counts: a consent may be taken back (个人信息保护法 15).
  if (!(found.agreed ?? formAgrees(answers))) return nothing('no-consent')
  const residentId = idIn(answers)
  if (residentId === undefined) return nothing('no-id')
  const key = `${job.id}:${job.dueAt}`
  const whose = { caseId, number, partyId, by, purpose, at, ...(officeId === undefined ? {} : { officeId }) }
  const told = await deps.registry.lookUp(residentId, { ...whose, key })
  if (told.length === 0) return nothing('no-source')
  const screening = screen(statedIn(answers), told, civilDate(at))
  return { kind: 'screened', attempt, result: { id: `s${key}`, ...whose, discreet: isDiscreet(found), screening } }
}

const idIn = (answers: Answers): string | undefined => {
  const value = answers['applicant-id']
  const id = value?.kind === 'text' ? parseResidentId(value.value) : undefined
  return id?.kind === 'ok' ? id.id : undefined
}

const choice = (answers: Answers, step: string): string => {
  const value = answers[step]
  return value?.kind === 'choice' ? value.value : ''
}

const statedIn = (answers: Answers): Stated => {
  const [name, id, income] = [answers['applicant-name'], answers['applicant-id'], answers['monthly-income']]
  return {
    name: name?.kind === 'text' ? name.value : '',
    ...(id?.kind === 'text' && id.birth ? { birth: id.birth } : {}),
    exemption: choice(answers, 'exemption') || 'none',
    matter: choice(answers, 'matter'),
    ...(income?.kind === 'money' ? { monthlyIncome: income.value } : {}),
  }
}
