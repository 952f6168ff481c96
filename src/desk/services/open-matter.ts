import type { Casework } from '../../core/casework.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { Matter, MatterPerson } from '../../core/matter.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { civilDate } from '../../lang/index.ts'
import { nextNumber, textIn } from '../submit/submission.ts'
import type { World } from '../world.ts'

/** What a form says that somebody asks for; nothing where no sum is stated. */
export const claimsIn = (answers: Answers, step: string, item: string): MatterPerson['claims'] => {
  const value = answers[step]
  return value?.kind === 'money' ? [{ item, fen: value.value, note: '' }] : []
}

/** Begins a matter: one row with its number, and who it began with. */
export const openMatter = (
  world: World,
  snapshot: Snapshot,
  made: Pick<Matter, 'id' | 'title' | 'opponents' | 'expected' | 'people'> & { readonly officeId?: string; readonly by: string },
): { readonly matter: Matter; readonly effects: readonly Effect[] } => {
  const { year } = civilDate(snapshot.now)
  const { value, effect } = nextNumber(snapshot, `matter-${year}`)
  const number = world.serviceTexts('matter.number', { year, n: String(value).padStart(4, '0') })
  const { by, ...rest } = made
  const matter: Matter = {
    ...rest,
    ...{ number, version: 0, status: 'open', representatives: [], team: [], evidence: [], openedAt: snapshot.now },
    events: [{ what: 'opened', at: snapshot.now, by, note: '' }],
  }
  return {
    matter,
    effects: [effect, { kind: 'open-matter', matter }, { kind: 'audit', action: 'matter-opened', subject: { kind: 'matter', id: matter.id }, detail: number }],
  }
}

/** The applicant of a case, as the roll of a matter has them. */
export const personOf = ({ answers, matter }: Pick<Casework, 'answers' | 'matter'>): MatterPerson => ({
  name: textIn(answers, 'applicant-name') ?? '',
  mobile: textIn(answers, 'applicant-mobile') ?? '',
  claims: claimsIn(answers, 'amount', matter),
})
