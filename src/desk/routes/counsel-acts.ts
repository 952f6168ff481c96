import type { Decision, Effect, HandoffView } from '../../core/turn.ts'
import { isOnDuty } from '../../core/roster.ts'
import type { Counsel } from '../../core/roster.ts'
import { civilDate, compareDates, formatDate, parseDate, toMs } from '../../lang/index.ts'
import type { CivilDate } from '../../lang/index.ts'
import { send, take } from '../decide.ts'
import { candidatesFor, drainFor, sayReasons, stopClocks, teamClock } from '../handoff-offers.ts'
import { townName } from './person-words.ts'
import type { World } from '../world.ts'
import type { RouteContext } from './context.ts'

const MORNING_MS = 9 * 3_600_000

/** A counsel's turn: what is answered, and with what. */
export type Answer = (text: string, effects?: readonly Effect[]) => Decision

/** What is asked of a counsel in an offer: town, topic and urgency, and why they are asked. */
export const offerText = ({ world }: Pick<RouteContext, 'world'>, handoff: HandoffView, why: string | undefined): string =>
  world.texts('counsel.offer', {
    number: handoff.number,
    minutes: world.waits.answer,
    town: townName(world, handoff),
    topic: handoff.topic,
    urgency: world.texts(`urgency.${handoff.urgency}`),
    why: why === undefined ? '' : world.texts('counsel.why', { why }),
    team: (handoff.team ?? 1) > 1 ? world.texts('counsel.team', { team: handoff.team ?? 1 }) : '',
  })

/** Counsel comes on duty or has room again: what waits is offered, oldest first. */
export const drain = (context: RouteContext, counselId: string, held: number): readonly Effect[] => {
  const { world, snapshot } = context
  return drainFor(world, snapshot, counselId, held).flatMap(({ handoff, candidate }): readonly Effect[] => {
    const why = sayReasons(world, candidate.reasons)
    return [
      { kind: 'offer-handoff', handoffId: handoff.id, step: candidate.step, offers: [{ counselId, reasons: why }] },
      send(offerText(context, handoff, why), 'notice'),
    ]
  })
}

/** Hands a conversation to a colleague by name (转给 #3 名字), or has them talk along (加人 #3 名字). */
export const bringIn = (context: RouteContext, counselId: string, handoff: HandoffView, name: string, how: 'pass' | 'add', answer: Answer): Decision => {
  const { world, snapshot } = context
  const colleague = world.roster.counsel.find((one) => one.name === name.trim() || one.id === name.trim())
  if (!colleague || colleague.id === counselId) return answer(world.texts('counsel.no-colleague', { name: name.trim() }))
  const refused = refusal(context, handoff, colleague, how)
  if (refused) return answer(world.texts(`counsel.${refused}`, { name: colleague.name }))
  const { id: handoffId, conversationId, number } = handoff
  const told: Effect = {
    kind: 'tell',
    to: { conversation: conversationId },
    event: { kind: how === 'pass' ? 'passed-on' : 'joined', handoffId, number, counselId: colleague.id, counselName: colleague.name },
  }
  const detail = `${counselId} → ${colleague.id}`
  if (how === 'add')
    return answer(world.texts('counsel.added', { number, name: colleague.name }), [
      { kind: 'join-handoff', handoffId, counselId: colleague.id },
      told,
      { kind: 'audit', action: 'handoff-joined', subject: { kind: 'handoff', id: handoffId }, detail },
    ])
  const effects: readonly Effect[] = [
    { kind: 'transfer-handoff', handoffId, conversationId, from: counselId, to: colleague.id },
    told,
    { kind: 'audit', action: 'handoff-passed-on', subject: { kind: 'handoff', id: handoffId }, detail },
    ...drain(context, counselId, snapshot.handoffs.filter((one) => one.status === 'accepted').length - 1),
  ]
  return answer(world.texts('counsel.passed-on', { number, name: colleague.name }), effects)
}

const refusal = ({ world, snapshot }: RouteContext, handoff: HandoffView, colleague: Counsel, how: 'pass' | 'add'): string | undefined =>
  whyNot(world, snapshot.now, handoff, colleague) ?? (handoff.members?.includes(colleague.id) && how === 'add' ? 'already-there' : undefined)

/** Why a colleague may not come to a handoff now; undefined: they may. */
export const whyNot = (world: World, now: number, handoff: HandoffView, colleague: Counsel): 'conflicted' | 'full' | 'not-on-duty' | undefined => {
  const { counsel: _, ...places } = world.roster
  const alone = candidatesFor({ ...world, roster: { ...places, counsel: [colleague] } }, handoff, now)
  const why = alone.excluded[0]?.why
  if (handoff.excluded?.includes(colleague.id) || why === 'village-retains' || why === 'village-unknown' || why === 'client') return 'conflicted'
  if (why === 'full') return 'full'
  return isOnDuty(colleague, now, world.isWorkday) ? undefined : 'not-on-duty'
}

/** One of a team comes to a conversation that the first has taken. */
export const joinTeam = ({ world, snapshot }: RouteContext, counselId: string, handoff: HandoffView, answer: Answer): Decision =>
  answer(world.texts('counsel.joined-team', { number: handoff.number }), [
    { kind: 'join-handoff', handoffId: handoff.id, counselId },
    {
      kind: 'tell',
      to: { conversation: handoff.conversationId },
      event: { kind: 'joined', handoffId: handoff.id, number: handoff.number, counselId, counselName: snapshot.party.name },
    },
    { kind: 'audit', action: 'handoff-joined', subject: { kind: 'handoff', id: handoff.id }, detail: counselId },
  ])

/** Looks something up in the knowledge base (/查 欠条); `发 #3` sends it on. */
export const lookUp = ({ world, snapshot }: RouteContext, said: string): Decision => {
  const { state } = snapshot.conversation
  const understood = world.knowledge.understand(said, { misses: 0 })
  const intent = understood.kind === 'answer' ? understood.intent : understood.kind === 'clarify' ? understood.intents[0] : undefined
  const opinion = intent === undefined ? undefined : world.knowledge.opinion(intent, 'full')
  if (intent === undefined || !opinion) return take('handoff', state, [send(world.texts('counsel.not-found', { text: said }), 'notice')])
  const text = [world.knowledge.title(intent), opinion.text, opinion.basis].filter((line) => line !== '').join('\n')
  return take('handoff', { ...state, canned: text.slice(text.indexOf('\n') + 1) }, [send(world.texts('counsel.found', { text }), 'notice')])
}

/** A note for colleagues; the villager never sees it. */
export const note = ({ world }: RouteContext, counselId: string, handoff: HandoffView, text: string, answer: Answer): Decision =>
  text === ''
    ? answer(world.texts('counsel.note-empty'))
    : answer(world.texts('counsel.noted', { number: handoff.number }), [{ kind: 'note-handoff', handoffId: handoff.id, counselId, text }])

/** Reminds the counsel on the morning of a day: `said` begins with it (12月5日 问钱到账没有). */
export const followUp = ({ world, snapshot }: RouteContext, handoff: HandoffView, said: string, answer: Answer): Decision => {
  const { number } = handoff
  const [first = '', ...rest] = said.trim().split(/[\s,，:：]+/u)
  const today = civilDate(snapshot.now)
  const read = parseDate(first, today, { prefer: 'future' })
  if (!read || compareDates(read.date, today) <= 0) return answer(world.texts('counsel.follow-up-when', { number }))
  return answer(world.texts('counsel.follow-up', { number, date: formatDate(read.date) }), [followUpJob(handoff, read.date, rest.join(' '))])
}

/** The work of looking after a request again, on the morning of a day; a later day takes its place. */
export const followUpJob = ({ id, number, topic }: HandoffView, date: CivilDate, text: string): Effect => ({
  kind: 'schedule',
  key: `follow-up ${id}`,
  job: { kind: 'follow-up', number, topic, text },
  dueAt: toMs(date) + MORNING_MS,
})

/** Declines with a reason; where everybody asked has declined, the person's conversation asks the next. */
export const declineOffer = ({ world }: RouteContext, counselId: string, handoff: HandoffView, reason: string, answer: Answer): Decision =>
  answer(world.texts('counsel.declined', { number: handoff.number }), [
    { kind: 'decline-offer', handoffId: handoff.id, counselId },
    { kind: 'audit', action: 'handoff-declined', subject: { kind: 'handoff', id: handoff.id }, detail: `${counselId} ${reason}`.trim() },
    ...(handoff.offeredTo.every((id) => id === counselId)
      ? [{ kind: 'tell', to: { conversation: handoff.conversationId }, event: { kind: 'unanswered', handoffId: handoff.id } } satisfies Effect]
      : []),
  ])

/** The clocks and the offers of a handoff that somebody took. A team goes on being asked for until it is complete. */
export const takenEffects = (world: World, handoff: HandoffView, counselId: string, now: number): readonly Effect[] => [
  ...stopClocks(handoff.id),
  ...((handoff.team ?? 1) > 1 ? [teamClock(world, handoff, now)] : []),
  ...((handoff.team ?? 1) > 1
    ? []
    : handoff.offeredTo
        .filter((id) => id !== counselId)
        .map((id): Effect => ({ kind: 'tell', to: { counsel: id }, event: { kind: 'offer-gone', number: handoff.number } }))),
]
