import type { Choice } from '../../core/message.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { send, take } from '../decide.ts'
import type { World } from '../world.ts'
import type { RouteContext } from './context.ts'

const MARKS = [4, 3, 2, 1] as const
const LOW = 2

/** How it was, best first. */
export const ratingChoices = (world: World, handoffId: string): readonly Choice[] =>
  MARKS.map((mark) => ({ value: `rate:${mark}:${handoffId}`, label: world.texts(`rating.marks.${mark}`) }))

/** Keeps a villager's rating; a low one is told to the office, without the words of the talk. */
export const rate = ({ world, snapshot }: RouteContext, value: string): Decision => {
  const [, mark = '', handoffId = ''] = value.split(':')
  const rating = Number(mark)
  const low: readonly Effect[] =
    rating <= LOW
      ? [{ kind: 'notify-staff', notice: 'task', text: world.texts('rating.low', { mark: world.texts(`rating.marks.${mark}`), handoff: handoffId }) }]
      : []
  return take('command', snapshot.conversation.state, [
    { kind: 'rate-handoff', handoffId, rating },
    ...low,
    send(world.texts(rating <= LOW ? 'rating.sorry' : 'rating.thanks')),
  ])
}
