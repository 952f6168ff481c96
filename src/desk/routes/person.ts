import type { Choice } from '../../core/message.ts'
import { servesVillage, villageOf } from '../../core/roster.ts'
import type { Exclusion } from '../../core/dispatch.ts'
import type { TownCode } from '../../core/ids.ts'
import type { Audience } from '../../core/roster.ts'
import type { ConversationState, Effect, HandoffView, OpponentKind, Snapshot } from '../../core/turn.ts'
import { leastPersons, namesCommittee } from '../../lang/index.ts'
import { send, without } from '../decide.ts'
import type { World } from '../world.ts'
import { candidatesFor, offersOf, sayReasons, startClocks, tellOffice, wakeClock, waveOf } from '../handoff-offers.ts'
import { askVillage, handedToOffice } from './office.ts'
import { townName } from './person-words.ts'

const RECENT_MS = 7 * 24 * 3_600_000
const OPPONENTS = ['village', 'employer', 'person', 'authority', 'none'] as const

/** What a route answers and what it leaves behind. */
export type Outcome = { readonly next: ConversationState; readonly effects: readonly Effect[] }

/** The kinds of other side, as choices. */
export const opponentChoices = (world: World): readonly Choice[] =>
  OPPONENTS.map((kind) => ({ value: `opponent:${kind}`, label: world.texts(`hand.opponents.${kind}`) }))

const recentCase = (snapshot: Snapshot) => snapshot.cases.find((one) => snapshot.now - one.submittedAt < RECENT_MS)

const knownVillage = (snapshot: Snapshot): string | undefined => {
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
  known: { readonly village?: string; readonly town?: TownCode; readonly opponent?: OpponentKind; readonly skip?: boolean } = {},
): Outcome => {
  const { texts } = world
  const { state } = snapshot.conversation
  if (snapshot.conversation.ownerId) {
    const counsel = world.roster.counsel.find((one) => one.id === snapshot.conversation.ownerId)
    return { next: state, effects: [send(texts('hand.already-held', { counsel: counsel?.name ?? texts('hand.counsel') }), 'notice')] }
  }
  if (snapshot.handoff) return { next: state, effects: [send(texts('hand.already-offered'))] }
  const village = known.village ?? knownVillage(snapshot)
  if (village === undefined && !known.skip)
    return { next: { ...state, asking: { what: 'village', topic, misses: 0 } }, effects: [send(askVillage(world, snapshot))] }
  const told = state.heard?.opponent
  const before = known.opponent ?? opponentOf(snapshot)
  const opponent = before ?? told?.kind
  if (opponent === undefined)
    return {
      next: { ...state, asking: { what: 'opponent', topic, misses: 0, ...(known.town === undefined ? {} : { town: known.town }) } },
      effects: [...setVillage(snapshot, known.village), send({ text: texts('hand.ask-opponent'), choices: opponentChoices(world) })],
    }
  // Never where that person may be looking on.
  const heard = before === undefined && told && topic.split('/')[0] !== NEUTRAL ? [send(texts('hand.heard-opponent', { word: told.word }))] : []
  const made = [...setVillage(snapshot, known.village), ...heard, ...makeHandoff(world, snapshot, topic, { village, town: known.town }, opponent)]
  if (topic.split('/')[0] !== NEUTRAL || state.safeContact !== undefined) return { next: without(state, 'asking'), effects: made }
  return { next: { ...state, asking: { what: 'safe-contact', topic, misses: 0 } }, effects: [...made, send(texts('hand.ask-safe'))] }
}

const setVillage = (snapshot: Snapshot, village: string | undefined): readonly Effect[] =>
  village !== undefined && village !== snapshot.party.villageCode ? [{ kind: 'set-village', villageCode: village }] : []

/** Steps of forms that ask for the other side by name. */
const OPPONENT_NAME = /^(opponents?|employer)\b.*name$/
/** Topic in which the other side may be looking at the phone. */
const NEUTRAL = 'violence'
const CONFLICTS: ReadonlySet<Exclusion> = new Set<Exclusion>(['village-retains', 'village-unknown', 'client'])
const TEAM_OF_TWO = 10
const TEAM_OF_THREE = 30

/** Who the other side is by name, where a form was told. */
const opponentNameOf = (snapshot: Snapshot): string | undefined => {
  const names = Object.entries(snapshot.run?.state.answers ?? {}).flatMap(([step, answer]) =>
    OPPONENT_NAME.test(step) && answer.kind === 'text' ? [answer.value] : [],
  )
  return names.length === 0 ? undefined : names.join('、')
}

type Home = { readonly village: string | undefined; readonly town: TownCode | undefined }

const makeHandoff = (world: World, snapshot: Snapshot, topic: string, { village: villageCode, town }: Home, side: OpponentKind): readonly Effect[] => {
  const { texts, roster } = world
  const opponentName = opponentNameOf(snapshot)
  // A committee stays one, as whatever it was said to be.
  const opponent = namesCommittee(opponentName ?? '') ? 'village' : side
  const { now, conversation } = snapshot
  const number = (snapshot.counters['handoff'] ?? 0) + 1
  const village = villageOf(roster, villageCode)
  const townCode = village?.townCode ?? town
  const subject = topic.split('/')[0] ?? topic
  const persons = leastPersons(conversation.state.heard?.persons ?? '')
  const audience = audienceOf(world, subject)
  const asked: HandoffView = {
    id: `h${snapshot.inboxId}`,
    number,
    conversationId: conversation.id,
    status: 'offered',
    target: 'counsel',
    ...(villageCode === undefined ? {} : { villageCode }),
    ...(townCode === undefined ? {} : { townCode }),
    topic: topic === '' ? (recentCase(snapshot)?.matter ?? texts('topic.unknown')) : world.knowledge.topicTitle(topic),
    urgency: conversation.state.green === undefined ? 'normal' : 'urgent',
    requestedAt: now,
    offeredTo: [],
    subject,
    opponent,
    team: persons >= TEAM_OF_THREE ? 3 : persons >= TEAM_OF_TWO ? 2 : 1,
    ...(audience ? { audience } : {}),
    neutral: subject === NEUTRAL,
  }
  const { question } = conversation.state
  const found = candidatesFor(world, asked, now, {
    ...(opponentName === undefined ? {} : { opponentName }),
    ...(question === undefined ? {} : { words: question }),
  })
  const wave = waveOf(found, asked)
  const step = wave[0]?.step
  const conflicted = found.excluded.filter(({ why }) => CONFLICTS.has(why))
  const handoff: HandoffView = {
    ...asked,
    target: step ? 'counsel' : 'office',
    ...(step ? { step } : {}),
    offeredTo: wave.map((one) => one.counsel.id),
    excluded: conflicted.map(({ counsel }) => counsel.id),
  }
  const conflict =
    opponent === 'village' &&
    conflicted.some(({ counsel, why }) => why === 'village-unknown' || (village !== undefined && servesVillage(counsel, village.code)))
  return [
    { kind: 'count', series: 'handoff', value: number },
    {
      kind: 'request-handoff',
      handoff,
      ...(found.office ? { officeId: found.office.id } : {}),
      opponent,
      offers: wave.map((one) => ({ counselId: one.counsel.id, reasons: sayReasons(world, one.reasons) })),
    },
    {
      kind: 'audit',
      action: 'handoff-requested',
      subject: { kind: 'handoff', id: handoff.id },
      detail: [opponent, ...found.excluded.map(({ counsel, why }) => `${counsel.id} ${why}`)].join('; '),
    },
    ...startClocks(world, handoff.id, now),
    ...offersOf(world, handoff, wave, now),
    ...rightsCentre(world, handoff),
    ...(step
      ? [
          ...(step === 'own' ? [] : [tellOffice(world, { ...handoff, step: 'own' }, found, 'step-failed')]),
          send(`${conflict ? texts('hand.why-conflict') : ''}${texts('hand.offered', { who: texts(`step.${step}`) })}`),
        ]
      : [
          tellOffice(world, handoff, found, 'new'),
          ...wakeClock(handoff, found),
          send(handedToOffice(world, conflict ? 'conflict' : townCode === undefined ? 'none' : 'nobody', found.office, now)),
        ]),
  ]
}

const AUDIENCES: readonly Audience[] = ['workers', 'women-children', 'disabled', 'elderly']
const audienceOf = (world: World, subject: string): Audience | undefined =>
  AUDIENCES.find((audience) => (world.commands['audience']?.[audience] ?? []).includes(subject))

/** The rights centre whom the matter concerns is told first, and the person where it is. */
const rightsCentre = (world: World, handoff: HandoffView): readonly Effect[] => {
  const window = world.roster.windows?.find((one) => one.kind === 'rights-centre' && one.serves === handoff.audience)
  if (!window) return []
  const site = [...world.roster.offices, ...(world.roster.agency ? [world.roster.agency] : [])].find((one) => one.id === window.siteId)
  return [
    {
      kind: 'notify-staff',
      notice: 'office-handoff',
      officeId: window.siteId,
      text: world.texts('office-notice.rights', { number: handoff.number, window: window.name, topic: handoff.topic, town: townName(world, handoff) }),
    },
    ...(handoff.neutral
      ? []
      : [send(world.texts('hand.rights', { window: window.name, phone: window.phone ?? site?.phone ?? '12348', place: window.place ?? site?.address ?? '' }))]),
  ]
}
