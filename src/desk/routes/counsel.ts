import { textOf } from '../../core/message.ts'
import type { Content } from '../../core/message.ts'
import type { Decision, Effect, HandoffView, Snapshot } from '../../core/turn.ts'
import { civilDate, compareDates, formatDate, parseIso, toldFollowUp } from '../../lang/index.ts'
import type { CivilDate } from '../../lang/index.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take } from '../decide.ts'
import { stopClocks } from '../handoff-offers.ts'
import { bringIn, declineOffer, drain, followUp, followUpJob, joinTeam, lookUp, note, takenEffects } from './counsel-acts.ts'
import type { Answer } from './counsel-acts.ts'
import { talkWork } from '../work.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { fillIn, isFilling, resumeFlow } from './flow.ts'
import { townName } from './person-words.ts'
import { giveReturnCode } from './return-code.ts'

const LOOK_UP = /^\s*[/／]?查[\s:：]+(\S[\s\S]*)$/u
const NUMBERED = /^\s*[#＃]\s*(\d{1,9})[\s:：,，]*([\s\S]*)$/

/** What a counsel says: take, decline, close, duty, list, or words to the person they talk with. */
export const counselRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || party.role !== 'counsel' || party.staffId === undefined || conversation.group) return pass
  const counselId = party.staffId
  const about = 'about' in input.content ? input.content.about : undefined
  const said = staffCommandOf(world, 'counsel', input.text)
  // A form of the workbench says what it wants; a reply to a message that begins with #3 is about #3.
  const line: CounselLine | undefined = input.content.kind === 'talk' ? lineOfForm(input.content) : said && { ...said, number: said.number ?? about }
  const answer = (text: string, effects: readonly Effect[] = []): Decision =>
    take('handoff', { ...conversation.state, greeted: true }, [...effects, send(text, 'notice')])
  const lookedFor = LOOK_UP.exec(input.text)
  if (lookedFor) return lookUp(context, lookedFor[1] ?? '')
  switch (line?.command) {
    case 'take':
      return takeOver(context, counselId, line.number, answer)
    case 'decline': {
      const offered = offeredTo(snapshot, counselId)
      const handoff = line.number === undefined ? offered[0] : offered.find((one) => one.number === line.number)
      return handoff ? declineOffer(context, counselId, handoff, line.rest, answer) : answer(world.texts('counsel.nothing'))
    }
    case 'pass':
    case 'add':
    case 'note':
    case 'follow-up':
    case 'close':
    case 'send': {
      const handoff = meant(snapshot, counselId, line.number)
      const held = heldBy(snapshot, counselId)
      if (!handoff && line.number !== undefined) return answer(unknown(context, counselId, line.number))
      if (!handoff) return answer(world.texts(held.length > 1 ? 'counsel.which' : 'counsel.not-held', { number: held[0]?.number ?? 1 }))
      if (line.command === 'close') return close(context, counselId, handoff, line.rest, answer, line.on)
      if (line.command === 'note') return note(context, counselId, handoff, line.rest, answer)
      if (line.command === 'follow-up') return followUp(context, handoff, line.rest, answer)
      if (line.command === 'send') return sendCanned(context, counselId, handoff, answer)
      return bringIn(context, counselId, handoff, line.rest, line.command === 'pass' ? 'pass' : 'add', answer)
    }
    case 'on': {
      const waiting = drain(context, counselId, heldBy(snapshot, counselId).length)
      return take('handoff', { ...conversation.state, greeted: true }, [
        { kind: 'duty', counselId, onDuty: true },
        send(world.texts('counsel.on'), 'notice'),
        ...waiting,
      ])
    }
    case 'busy':
      return answer(world.texts('counsel.busy'), [{ kind: 'duty', counselId, onDuty: true, busy: true }])
    case 'off':
      return answer(world.texts('counsel.off'), [{ kind: 'duty', counselId, onDuty: false }])
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
      if (input.content.kind !== 'talk' && isFilling(snapshot) && heldBy(snapshot, counselId).length === 0) return pass
      return say(context, counselId, answer)
  }
}

/** A counsel's line read: the command, the number it names, and what else it says. */
type CounselLine = { readonly command: string; readonly number?: number | undefined; readonly rest: string; readonly on?: CivilDate | undefined }

const lineOfForm = ({ act, number, text, on }: Extract<Content, { kind: 'talk' }>): CounselLine => ({
  command: act,
  number,
  rest: text.trim(),
  on: on === undefined ? undefined : parseIso(on),
})

const offeredTo = (snapshot: Snapshot, counselId: string): readonly HandoffView[] =>
  snapshot.handoffs.filter((one) => one.status === 'offered' && one.offeredTo.includes(counselId))
const heldBy = (snapshot: Snapshot, counselId: string): readonly HandoffView[] =>
  snapshot.handoffs.filter((one) => one.status === 'accepted' && (one.counselId === counselId || one.members?.includes(counselId)))

/** The conversation a command is about: by number, the only one, or the current one. */
const meant = (snapshot: Snapshot, counselId: string, number: number | undefined): HandoffView | undefined => {
  const held = heldBy(snapshot, counselId)
  if (number !== undefined) return held.find((one) => one.number === number)
  return held.length === 1 ? held[0] : held.find((one) => one.id === snapshot.conversation.state.current)
}

/** Why there is nobody under a number to speak to. */
const unknown = ({ world, snapshot }: RouteContext, counselId: string, number: number): string =>
  world.texts(offeredTo(snapshot, counselId).some((one) => one.number === number) ? 'counsel.take-first' : 'counsel.unknown', { number })

const takeOver = (context: RouteContext, counselId: string, number: number | undefined, answer: Answer): Decision => {
  const { world, snapshot } = context
  const offered = offeredTo(snapshot, counselId)
  const handoff = number === undefined ? offered[0] : offered.find((one) => one.number === number)
  const team = (snapshot.joinable ?? []).find((one) => number === undefined || one.number === number)
  if (!handoff && team) return joinTeam(context, counselId, team, answer)
  if (!handoff) return answer(number === undefined ? world.texts('counsel.nothing') : world.texts('counsel.unknown', { number }))
  const counsel = world.roster.counsel.find((one) => one.id === counselId)
  const held = heldBy(snapshot, counselId).length
  if (counsel && held >= counsel.capacity) return answer(world.texts('counsel.at-capacity', { capacity: counsel.capacity }))
  const next = { ...snapshot.conversation.state, greeted: true, current: handoff.id }
  return take('handoff', next, [
    { kind: 'claim-handoff', handoffId: handoff.id, conversationId: handoff.conversationId, counselId },
    {
      kind: 'tell',
      to: { conversation: handoff.conversationId },
      event: { kind: 'claimed', handoffId: handoff.id, number: handoff.number, counselId, counselName: snapshot.party.name },
    },
    ...takenEffects(world, handoff, counselId, snapshot.now),
    { kind: 'audit', action: 'handoff-taken', subject: { kind: 'handoff', id: handoff.id }, detail: counselId },
    send(world.texts('counsel.taken', { number: handoff.number }), 'notice'),
  ])
}

const close = (context: RouteContext, counselId: string, handoff: HandoffView, rest: string, answer: Answer, on: CivilDate | undefined): Decision => {
  const { world, snapshot } = context
  const colleagues = [...(handoff.counselId === undefined ? [] : [handoff.counselId]), ...(handoff.members ?? [])].filter((id) => id !== counselId)
  const today = civilDate(snapshot.now)
  const day = on && compareDates(on, today) > 0 ? on : toldFollowUp(rest, today)
  const said = [
    world.texts('counsel.closed', { number: handoff.number }),
    ...(day ? [world.texts('counsel.follow-up', { date: formatDate(day), number: handoff.number })] : []),
  ]
  return answer(said.join(''), [
    { kind: 'close-handoff', handoffId: handoff.id, conversationId: handoff.conversationId, conclusion: rest },
    ...stopClocks(handoff.id),
    ...talkWork(world, handoff, [counselId, ...colleagues], snapshot.now),
    ...(day ? [followUpJob(handoff, day, rest)] : []),
    {
      kind: 'tell',
      to: { conversation: handoff.conversationId },
      event: {
        kind: 'returned',
        number: handoff.number,
        counselName: snapshot.party.name,
        conclusion: rest,
        handoffId: handoff.id,
        ...(handoff.neutral ? { neutral: true } : {}),
      },
    },
    ...colleagues.map((id): Effect => ({ kind: 'tell', to: { counsel: id }, event: { kind: 'offer-gone', number: handoff.number, closed: true } })),
    { kind: 'audit', action: 'handoff-closed', subject: { kind: 'handoff', id: handoff.id }, detail: rest },
    ...drain(context, counselId, heldBy(snapshot, counselId).length - 1),
  ])
}

/** Sends what was looked up last to the person. */
const sendCanned = ({ world, snapshot }: RouteContext, counselId: string, handoff: HandoffView, answer: Answer): Decision => {
  const { canned } = snapshot.conversation.state
  if (canned === undefined) return answer(world.texts('counsel.nothing-looked-up'))
  return answer(world.texts('counsel.sent-canned', { number: handoff.number }), passOn(handoff, counselId, snapshot.party.name, { kind: 'text', text: canned }))
}

/** Words of a counsel to the person, and to the colleagues who talk along. */
const passOn = (handoff: HandoffView, counselId: string, from: string, content: Content): readonly Effect[] => {
  const event = { kind: 'relay', number: handoff.number, from, content } as const
  const colleagues = [...(handoff.counselId === undefined ? [] : [handoff.counselId]), ...(handoff.members ?? [])].filter((id) => id !== counselId)
  return [
    { kind: 'tell', to: { conversation: handoff.conversationId }, event },
    ...colleagues.map((id): Effect => ({ kind: 'tell', to: { counsel: id }, event })),
  ]
}

const list = (world: World, snapshot: Snapshot, counselId: string): string => {
  const line = (key: string) => (one: HandoffView) =>
    world.texts(key, { number: one.number, town: townName(world, one), topic: one.topic, urgency: world.texts(`urgency.${one.urgency}`) })
  const lines = [...heldBy(snapshot, counselId).map(line('counsel.list-held')), ...offeredTo(snapshot, counselId).map(line('counsel.list-offered'))]
  return lines.length === 0 ? world.texts('counsel.list-empty') : [world.texts('counsel.list'), ...lines].join('\n')
}

/** Words of a counsel: to the one person they talk with, or to the one whose number stands before them. */
const say = (context: RouteContext, counselId: string, answer: Answer): Decision => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const held = heldBy(snapshot, counselId)
  const { state } = snapshot.conversation
  const form = input.content.kind === 'talk' ? input.content : undefined
  const numbered = form ? null : NUMBERED.exec(textOf(input.content))
  const number = form ? form.number : numbered ? Number(numbered[1]) : 'about' in input.content ? input.content.about : undefined
  if (held.length === 0) {
    if (number !== undefined) return answer(unknown(context, counselId, number))
    return state.greeted ? pass : answer(`${world.texts('counsel.welcome', { name: snapshot.party.name })}\n${world.texts('counsel.help')}`)
  }
  const handoff = number !== undefined ? held.find((one) => one.number === number) : held.length === 1 ? held[0] : held.find((one) => one.id === state.current)
  if (!handoff) return answer(number !== undefined ? unknown(context, counselId, number) : world.texts('counsel.which', { number: held[0]?.number ?? 1 }))
  const content = form ? { kind: 'text' as const, text: form.text } : numbered ? { kind: 'text' as const, text: numbered[2] ?? '' } : input.content
  if (content.kind === 'text' && content.text.trim() === '') return take('handoff', { ...state, current: handoff.id }, [])
  return take('handoff', { ...state, greeted: true, current: handoff.id }, passOn(handoff, counselId, snapshot.party.name, content))
}
