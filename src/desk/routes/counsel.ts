import { textOf } from '../../core/message.ts'
import type { Decision, Effect, HandoffView, Snapshot } from '../../core/turn.ts'
import { officeOf } from '../../core/roster.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { fillIn, isFilling, resumeFlow } from './flow.ts'
import { handedToOffice } from './office.ts'
import { townName } from './person.ts'
import { giveReturnCode } from './return-code.ts'

const NUMBERED = /^\s*[#＃]\s*(\d{1,9})[\s:：,，]*([\s\S]*)$/

/** What a counsel says: take, decline, close, duty, list, or words to the person they talk with. */
export const counselRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || party.role !== 'counsel' || party.staffId === undefined || conversation.group) return pass
  const counselId = party.staffId
  const line = staffCommandOf(world, 'counsel', input.text)
  const answer = (text: string, effects: readonly Effect[] = []): Decision =>
    take('handoff', { ...conversation.state, greeted: true }, [...effects, send(text, 'notice')])
  switch (line?.command) {
    case 'take':
      return takeOver(context, counselId, line.number, answer)
    case 'decline':
      return decline(context, counselId, line.number, answer)
    case 'close':
      return close(context, counselId, line.number, line.rest, answer)
    case 'on':
    case 'off':
      return answer(world.texts(`counsel.${line.command}`), [{ kind: 'duty', counselId, onDuty: line.command === 'on' }])
    case 'list':
      return answer(list(world, snapshot, counselId))
    case 'fill':
      return fillIn(context)
    case 'resume':
      return snapshot.run && heldBy(snapshot, counselId).length === 0 ? resumeFlow(context) : say(context, counselId, answer)
    case 'return':
      return giveReturnCode(context, line.rest)
    case 'help':
      return answer(world.texts('counsel.help'))
    default:
      if (isFilling(snapshot) && heldBy(snapshot, counselId).length === 0) return pass
      return say(context, counselId, answer)
  }
}

type Answer = (text: string, effects?: readonly Effect[]) => Decision

const offeredTo = (snapshot: Snapshot, counselId: string): readonly HandoffView[] =>
  snapshot.handoffs.filter((one) => one.status === 'offered' && one.offeredTo.includes(counselId))
const heldBy = (snapshot: Snapshot, counselId: string): readonly HandoffView[] =>
  snapshot.handoffs.filter((one) => one.status === 'accepted' && one.counselId === counselId)

const takeOver = ({ world, snapshot }: RouteContext, counselId: string, number: number | undefined, answer: Answer): Decision => {
  const offered = offeredTo(snapshot, counselId)
  const handoff = number === undefined ? offered[0] : offered.find((one) => one.number === number)
  if (!handoff) return answer(number === undefined ? world.texts('counsel.nothing') : world.texts('counsel.unknown', { number }))
  const others = handoff.offeredTo.filter((id) => id !== counselId)
  const next = { ...snapshot.conversation.state, greeted: true, current: handoff.id }
  return take('handoff', next, [
    { kind: 'claim-handoff', handoffId: handoff.id, conversationId: handoff.conversationId, counselId },
    {
      kind: 'tell',
      to: { conversation: handoff.conversationId },
      event: { kind: 'claimed', handoffId: handoff.id, number: handoff.number, counselId, counselName: snapshot.party.name },
    },
    ...others.map((id): Effect => ({ kind: 'tell', to: { counsel: id }, event: { kind: 'offer-gone', number: handoff.number } })),
    { kind: 'audit', action: 'handoff-taken', subject: { kind: 'handoff', id: handoff.id }, detail: counselId },
    send(world.texts('counsel.taken', { number: handoff.number }), 'notice'),
  ])
}

const decline = ({ world, snapshot }: RouteContext, counselId: string, number: number | undefined, answer: Answer): Decision => {
  const offered = offeredTo(snapshot, counselId)
  const handoff = number === undefined ? offered[0] : offered.find((one) => one.number === number)
  if (!handoff) return answer(world.texts('counsel.nothing'))
  const effects: Effect[] = [{ kind: 'decline-offer', handoffId: handoff.id, counselId }]
  // The last one to decline: the office of the town takes it on.
  if (handoff.offeredTo.every((id) => id === counselId)) {
    const office = officeOf(world.roster, handoff.townCode)
    effects.push(
      { kind: 'redirect-handoff', handoffId: handoff.id },
      {
        kind: 'notify-staff',
        notice: 'office-handoff',
        ...(office ? { officeId: office.id } : {}),
        text: world.texts('counsel.offer', {
          number: handoff.number,
          town: townName(world, handoff),
          topic: handoff.topic,
          urgency: world.texts(`urgency.${handoff.urgency}`),
        }),
      },
      {
        kind: 'tell',
        to: { conversation: handoff.conversationId },
        event: { kind: 'notice', class: 'notice', parts: [{ text: handedToOffice(world, 'refused', office, snapshot.now) }] },
      },
    )
  }
  return answer(world.texts('counsel.declined', { number: handoff.number }), effects)
}

const close = ({ world, snapshot }: RouteContext, counselId: string, number: number | undefined, rest: string, answer: Answer): Decision => {
  const held = heldBy(snapshot, counselId)
  const current = held.find((one) => one.id === snapshot.conversation.state.current)
  const handoff = number === undefined ? (held.length === 1 ? held[0] : current) : held.find((one) => one.number === number)
  if (!handoff) return answer(world.texts(held.length > 1 ? 'counsel.which' : 'counsel.not-held', { number: held[0]?.number ?? 1 }))
  return answer(world.texts('counsel.closed', { number: handoff.number }), [
    { kind: 'close-handoff', handoffId: handoff.id, conversationId: handoff.conversationId, conclusion: rest },
    {
      kind: 'tell',
      to: { conversation: handoff.conversationId },
      event: { kind: 'returned', number: handoff.number, counselName: snapshot.party.name, conclusion: rest },
    },
    { kind: 'audit', action: 'handoff-closed', subject: { kind: 'handoff', id: handoff.id }, detail: rest },
  ])
}

const list = (world: World, snapshot: Snapshot, counselId: string): string => {
  const line = (key: string) => (one: HandoffView) =>
    world.texts(key, { number: one.number, town: townName(world, one), topic: one.topic, urgency: world.texts(`urgency.${one.urgency}`) })
  const lines = [...heldBy(snapshot, counselId).map(line('counsel.list-held')), ...offeredTo(snapshot, counselId).map(line('counsel.list-offered'))]
  return lines.length === 0 ? world.texts('counsel.list-empty') : [world.texts('counsel.list'), ...lines].join('\n')
}

/** Words of a counsel: to the one person they talk with, or to the one whose number stands before them. */
const say = ({ world, snapshot, input }: RouteContext, counselId: string, answer: Answer): Decision => {
  if (input.kind !== 'message') return pass
  const held = heldBy(snapshot, counselId)
  const { state } = snapshot.conversation
  const numbered = NUMBERED.exec(textOf(input.content))
  if (held.length === 0) {
    if (numbered) return answer(world.texts('counsel.unknown', { number: Number(numbered[1]) }))
    return state.greeted ? pass : answer(`${world.texts('counsel.welcome', { name: snapshot.party.name })}\n${world.texts('counsel.help')}`)
  }
  const handoff = numbered ? held.find((one) => one.number === Number(numbered[1])) : held.length === 1 ? held[0] : held.find((one) => one.id === state.current)
  if (!handoff)
    return answer(numbered ? world.texts('counsel.unknown', { number: Number(numbered[1]) }) : world.texts('counsel.which', { number: held[0]?.number ?? 1 }))
  const content = numbered ? { kind: 'text' as const, text: numbered[2] ?? '' } : input.content
  if (content.kind === 'text' && content.text.trim() === '') return take('handoff', { ...state, current: handoff.id }, [])
  return take('handoff', { ...state, greeted: true, current: handoff.id }, [
    { kind: 'tell', to: { conversation: handoff.conversationId }, event: { kind: 'relay', number: handoff.number, from: snapshot.party.name, content } },
  ])
}
