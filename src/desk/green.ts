import { evidenceOf, greenGroundIn } from '../core/green-channel.ts'
import type { GreenGround } from '../core/green-channel.ts'
import type { Casework } from '../core/casework.ts'
import type { ConversationState } from '../core/turn.ts'
import { leastPersons } from '../lang/index.ts'
import type { World } from './world.ts'

const MANY = 10

/** Whether a question is one of the green channel, and what is said of it behind its answer, once. Never where somebody may look on: violence says it too, but only in the talk itself. */
export const greenLine = (world: World, state: ConversationState, intent: string): { readonly green?: GreenGround; readonly line?: string } => {
  const ground = greenGroundIn(world.green, intent, state.question ?? '')
  if (!ground) return state.green === undefined ? {} : { green: state.green }
  if (ground === state.green) return { green: ground }
  const many = (ground === 'wages' || ground === 'work-injury') && leastPersons(state.heard?.persons ?? '') >= MANY
  return { green: ground, line: [world.caseTexts(`green.first.${ground}`), ...(many ? [world.caseTexts('green.many')] : [])].join('\n') }
}

/** What goes first, as a mark behind a case. */
export const priorityMark = ({ caseTexts }: World, { green, urgent }: Pick<Casework, 'green' | 'urgent'>): string =>
  `${green === undefined ? '' : caseTexts('green.mark')}${urgent ? caseTexts('urgent') : ''}`

/** What is still missing, a numbered line each; empty where nothing is, or the case is not on the channel. */
export const missingEvidence = (world: World, { green, answers, events }: Pick<Casework, 'green' | 'answers' | 'events'>): readonly string[] =>
  green === undefined
    ? []
    : evidenceOf(world.green[green].evidence, answers, events).lack.map(({ say }, index) => world.caseTexts('green.item', { n: index + 1, what: say }))

/** What an applicant of the channel is told when they have applied. */
export const greenFiled = (world: World, green: GreenGround, answers: Casework['answers']): readonly string[] => {
  const { caseTexts } = world
  const missing = missingEvidence(world, { green, answers, events: [] })
  return [
    caseTexts('green.filed'),
    ...(missing.length > 0 ? [caseTexts('green.missing'), ...missing] : []),
    ...(world.green[green].preserve ? [caseTexts('green.preserve')] : []),
  ]
}
