import type { Choice } from '../../core/message.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { send, take, without } from '../decide.ts'
import { officeOf, villageOf } from '../../core/roster.ts'
import type { World } from '../world.ts'
import type { RouteContext } from './context.ts'

const MARKS = [4, 3, 2, 1] as const
const LOW = 2

/** How it was, best first. */
export const ratingChoices = (world: World, handoffId: string): readonly Choice[] =>
  MARKS.map((mark) => ({ value: `rate:${mark}:${handoffId}`, label: world.texts(`rating.marks.${mark}`) }))

/** Keeps a villager's rating of the talk that ended last, once; a low one is told to the office, without the words of the talk. */
export const rate = ({ world, snapshot }: RouteContext, value: string): Decision => {
  const [, mark = '', handoffId = ''] = value.split(':')
  const { state } = snapshot.conversation
  const { toRate } = state
  if (toRate?.handoffId !== handoffId) return take('command', state, [send(world.texts('rating.over'))])
  const rating = Number(mark)
  const office = officeOf(world.roster, villageOf(world.roster, snapshot.party.villageCode)?.townCode)
  const low: readonly Effect[] =
    rating <= LOW
      ? [
          {
            kind: 'notify-staff',
            notice: 'task',
            ...(office ? { officeId: office.id } : {}),
            text: world.texts('rating.low', { mark: world.texts(`rating.marks.${mark}`), number: toRate.number }),
          },
        ]
      : []
  return take('command', without(state, 'toRate'), [
    { kind: 'rate-handoff', handoffId, rating },
    ...low,
    send(world.texts(rating <= LOW ? 'rating.sorry' : 'rating.thanks')),
  ])
}
