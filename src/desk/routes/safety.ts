import type { Content } from '../../core/message.ts'
import type { Effect } from '../../core/turn.ts'
import { isOnDuty, servesVillage } from '../../core/roster.ts'
import { findDanger } from '../../lang/index.ts'
import { pass, send, take } from '../decide.ts'
import { relayToCounsel } from './relay.ts'
import type { RouteContext } from './context.ts'

/** Doors keep of a danger cried out in a group only its kind, as `danger:KIND`. */
const dangerOf = (content: Content, text: string) => {
  const kind = content.kind === 'unsupported' && content.what.startsWith('danger:') ? content.what.slice(7) : undefined
  return DANGERS.find((one) => one.kind === kind) ?? findDanger(text)
}

const DANGERS = (['violence', 'suicide', 'kidnap', 'fire-or-accident', 'child-harm', 'threat'] as const).map((kind) => ({ kind }))

/** Present danger to life is answered first, in every state, also while a counsel holds the chat; staff are noticed. */
export const safetyRoute = ({ world, snapshot, input }: RouteContext) => {
  const { party, conversation, now } = snapshot
  if (input.kind !== 'message' || party.role !== 'villager') return pass
  const danger = dangerOf(input.content, input.text)
  if (!danger) return pass
  const { texts, roster } = world
  const effects: Effect[] = []
  if (conversation.group) {
    effects.push(send({ text: texts('group.danger'), privately: true }, 'safety'))
    effects.push({ kind: 'tell', to: { privateOf: party.id }, event: { kind: 'notice', class: 'safety', parts: [{ text: texts(`safety.${danger.kind}`) }] } })
  } else {
    effects.push(send({ text: texts(`safety.${danger.kind}`) }, 'safety'))
    effects.push(
      send(
        {
          text: texts('safety.again'),
          choices: [
            { value: 'do:person', label: texts('choices.person') },
            ...(snapshot.run && !snapshot.run.state.paused ? [{ value: 'do:resume', label: texts('choices.resume') }] : []),
          ],
        },
        'safety',
      ),
    )
    effects.push(...relayToCounsel(world, snapshot, input.content))
  }
  const text = texts('safety.staff', { kind: texts(`danger.${danger.kind}`), conversation: conversation.id })
  effects.push({ kind: 'notify-staff', notice: 'safety', text })
  const village = party.villageCode ?? conversation.groupVillage
  const near = roster.counsel.filter((counsel) => (village ? servesVillage(counsel, village) : true) && isOnDuty(counsel, now, world.isWorkday))
  for (const counsel of near) effects.push({ kind: 'tell', to: { counsel: counsel.id }, event: { kind: 'notice', class: 'safety', parts: [{ text }] } })
  effects.push({ kind: 'audit', action: 'safety', subject: { kind: 'conversation', id: conversation.id }, detail: danger.kind })
  return take('safety', conversation.state, effects)
}
