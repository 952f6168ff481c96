import type { Choice } from '../../core/message.ts'
import { dispatch } from '../../core/roster.ts'
import type { ConversationState, Effect, HandoffView, OpponentKind, Snapshot } from '../../core/turn.ts'
import { send, without } from '../decide.ts'
import type { World } from '../world.ts'
import { askVillage, handedToOffice } from './office.ts'

const RECENT_MS = 7 * 24 * 3_600_000
const OPPONENTS = ['village', 'employer', 'person', 'authority', 'none'] as const

/** What a route answers and what it leaves behind. */
export type Outcome = { readonly next: ConversationState; readonly effects: readonly Effect[] }

/** The kinds of other side, as choices. */
export const opponentChoices = (world: World): readonly Choice[] =>
  OPPONENTS.map((kind) => ({ value: `opponent:${kind}`, label: world.texts(`hand.opponents.${kind}`) }))

const recentCase = (snapshot: Snapshot) => snapshot.cases.find((one) => snapshot.now - one.submittedAt < RECENT_MS)

const villageOf = (snapshot: Snapshot): string | undefined => {
  const answered = snapshot.run?.state.answers['applicant-village']
  return snapshot.party.villageCode ?? (answered?.kind === 'village' ? answered.value : undefined) ?? recentCase(snapshot)?.villageCode
}

const opponentOf = (snapshot: Snapshot): OpponentKind | undefined => {
  const answered = snapshot.run?.state.answers['opponent-kind']
  const own = OPPONENTS.find((kind) => answered?.kind === 'choice' && answered.value === kind)
  if (own) return own
  const filed = recentCase(snapshot)?.opponent
  return filed === 'unknown' ? undefined : filed
}

/**
 * Begins or goes on with a request for a person: asks the village, then who the other side is (never the village's own counsel where
 * the village is that side), then makes the handoff. `known` is what was just answered; `skip`: the village is not to be asked.
 */
export const requestPerson = (
  world: World,
  snapshot: Snapshot,
  topic: string,
  known: { readonly village?: string; readonly opponent?: OpponentKind; readonly skip?: boolean } = {},
): Outcome => {
  const { texts } = world
  const { state } = snapshot.conversation
  if (snapshot.conversation.ownerId) {
    const counsel = world.roster.counsel.find((one) => one.id === snapshot.conversation.ownerId)
    return { next: state, effects: [send(texts('hand.already-held', { counsel: counsel?.name ?? texts('hand.counsel') }), 'notice')] }
  }
  if (snapshot.handoff) return { next: state, effects: [send(texts('hand.already-offered'))] }
  const village = known.village ?? villageOf(snapshot)
  if (village === undefined && !known.skip)
    return { next: { ...state, asking: { what: 'village', topic, misses: 0 } }, effects: [send(askVillage(world, snapshot))] }
  const opponent = known.opponent ?? opponentOf(snapshot)
  if (opponent === undefined)
    return {
      next: { ...state, asking: { what: 'opponent', topic, misses: 0 } },
      effects: [...setVillage(snapshot, known.village), send({ text: texts('hand.ask-opponent'), choices: opponentChoices(world) })],
    }
  const made = makeHandoff(world, snapshot, topic, village, opponent)
  return { next: without(state, 'asking'), effects: [...setVillage(snapshot, known.village), ...made] }
}

const setVillage = (snapshot: Snapshot, village: string | undefined): readonly Effect[] =>
  village !== undefined && village !== snapshot.party.villageCode ? [{ kind: 'set-village', villageCode: village }] : []

const makeHandoff = (world: World, snapshot: Snapshot, topic: string, villageCode: string | undefined, opponent: OpponentKind): readonly Effect[] => {
  const { texts, roster } = world
  const { now, conversation } = snapshot
  const found = dispatch(roster, {
    ...(villageCode === undefined ? {} : { village: villageCode }),
    topic: topic.split('/')[0] ?? topic,
    opponent,
    now,
    isWorkday: world.isWorkday,
  })
  const number = (snapshot.counters['handoff'] ?? 0) + 1
  const village = roster.villages.find((one) => one.code === villageCode)
  const toCounsel = found.counsel.length > 0
  const handoff: HandoffView = {
    id: `h${snapshot.inboxId}`,
    number,
    conversationId: conversation.id,
    status: 'offered',
    target: toCounsel ? 'counsel' : 'office',
    ...(villageCode === undefined ? {} : { villageCode }),
    ...(village ? { townCode: village.townCode } : {}),
    topic: topic === '' ? (recentCase(snapshot)?.matter ?? texts('topic.unknown')) : world.knowledge.topicTitle(topic),
    urgency: 'normal',
    requestedAt: now,
    offeredTo: found.counsel.map((one) => one.counsel.id),
  }
  const effects: Effect[] = [
    { kind: 'count', series: 'handoff', value: number },
    {
      kind: 'request-handoff',
      handoff,
      ...(found.office ? { officeId: found.office.id } : {}),
      opponent,
      offers: found.counsel.map((one) => ({ counselId: one.counsel.id, reasons: one.reasons.join(',') })),
    },
    { kind: 'audit', action: 'handoff-requested', subject: { kind: 'handoff', id: handoff.id }, detail: opponent },
  ]
  if (toCounsel) {
    for (const { counsel } of found.counsel) effects.push({ kind: 'tell', to: { counsel: counsel.id }, event: { kind: 'offer', handoff } })
    effects.push(send(texts('hand.offered', { who: texts('hand.counsel') })))
    return effects
  }
  effects.push({
    kind: 'notify-staff',
    notice: 'office-handoff',
    ...(found.office ? { officeId: found.office.id } : {}),
    text: texts('counsel.offer', { number, town: townName(world, handoff), topic: handoff.topic, urgency: texts('urgency.normal') }),
  })
  const why = found.conflict ? 'conflict' : villageCode === undefined ? 'none' : 'nobody'
  effects.push(send(handedToOffice(world, why, found.office, now)))
  return effects
}

/** Name of the town of a handoff, or "unknown". */
export const townName = (world: World, handoff: { readonly townCode?: string }): string =>
  world.roster.towns.find((town) => town.code === handoff.townCode)?.name ?? world.texts('topic.unknown')
