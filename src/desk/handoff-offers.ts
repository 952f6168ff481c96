import { dispatch, nextWave } from '../core/dispatch.ts'
import type { Candidate, Dispatch, Reason } from '../core/dispatch.ts'
import { nextDutyAt } from '../core/duty.ts'
import { servesVillage } from '../core/roster.ts'
import type { Effect, HandoffView, Snapshot } from '../core/turn.ts'
import type { HandoffClock } from '../core/task.ts'
import { addDays, civilDate, toMs } from '../lang/index.ts'
import { send } from './decide.ts'
import { handedToOffice, sayWait } from './routes/office.ts'
import { townName } from './routes/person-words.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
/** Asked at once: somebody is likely to answer, and nobody is worn out. */
const AT_ONCE = 3
const CLOCKS: readonly HandoffClock[] = ['next', 'office', 'agency', 'wake']

const clockKey = (handoffId: string, what: HandoffClock): string => `handoff ${what} ${handoffId}`
const clock = (handoffId: string, what: HandoffClock, dueAt: number): Extract<Effect, { kind: 'schedule' }> => ({
  kind: 'schedule',
  key: clockKey(handoffId, what),
  job: { kind: 'handoff', id: handoffId, what },
  dueAt,
})

/** The clocks of a new handoff: the office after two hours, the agency when the next working day begins. */
export const startClocks = (world: World, handoffId: string, now: number): readonly Effect[] => {
  const tomorrow = toMs(addDays(civilDate(now), 1))
  const { agency } = world.roster
  const opens = agency?.duty ? nextDutyAt(agency.duty, tomorrow, world.isWorkday) : tomorrow + 9 * 60 * MINUTE
  return [clock(handoffId, 'office', now + world.waits.office * MINUTE), clock(handoffId, 'agency', opens ?? tomorrow)]
}

/** Nothing is due any more: somebody took it, or it is closed. */
export const stopClocks = (handoffId: string): readonly Effect[] => CLOCKS.map((what) => ({ kind: 'unschedule', key: clockKey(handoffId, what) }))

/** Somebody of a team has taken it, or come along: who is still wanted is asked for later. */
export const teamClock = (world: World, { id, conversationId }: HandoffView, now: number): Effect => ({
  ...clock(id, 'next', now + world.waits.answer * MINUTE),
  conversation: conversationId,
})

/** Asks who may take a handoff now. */
export const candidatesFor = (
  world: World,
  handoff: HandoffView,
  now: number,
  said: { readonly opponentName?: string; readonly words?: string } = {},
): Dispatch => {
  const found = dispatch(world.roster, {
    ...(handoff.villageCode === undefined ? {} : { village: handoff.villageCode }),
    topic: handoff.subject ?? '',
    opponent: handoff.opponent ?? 'unknown',
    ...(handoff.townCode === undefined ? {} : { town: handoff.townCode }),
    ...said,
    now,
    isWorkday: world.isWorkday,
    loads: world.loads,
  })
  return { ...found, candidates: found.candidates.filter(({ counsel }) => !handoff.excluded?.includes(counsel.id)) }
}

/** Those to ask first or next; a team needs enough to choose from. */
export const waveOf = (found: Dispatch, handoff: Pick<HandoffView, 'asked' | 'team'>): readonly Candidate[] =>
  nextWave(found, new Set(handoff.asked), Math.max(AT_ONCE, (handoff.team ?? 1) + 1))

/** How many more counsel a request asks for that somebody has taken. */
export const teamShort = ({ status, team = 1, members = [] }: Pick<HandoffView, 'status' | 'team' | 'members'>): number =>
  Math.max(0, team - members.length - (status === 'accepted' ? 1 : 0))

/** Reasons as a person reads them: 本村顾问，值班中，擅长这类事，手上3件. */
export const sayReasons = (world: World, reasons: readonly Reason[]): string =>
  reasons.map((reason) => world.texts(`reason.${reason.key}`, { ...reason })).join(world.texts('reason.between'))

/** The offers of a wave, told to each, with the time to answer. */
export const offersOf = (world: World, handoff: HandoffView, wave: readonly Candidate[], now: number): readonly Effect[] => [
  ...wave.map(
    ({ counsel, reasons }): Effect => ({ kind: 'tell', to: { counsel: counsel.id }, event: { kind: 'offer', handoff, why: sayReasons(world, reasons) } }),
  ),
  ...(wave.length > 0 ? [clock(handoff.id, 'next', now + world.waits.answer * MINUTE)] : []),
]

/** What the office is told of a request: never who asks. */
export const tellOffice = (world: World, handoff: HandoffView, found: Dispatch, key: string): Effect => ({
  kind: 'notify-staff',
  notice: 'office-handoff',
  ...(found.office ? { officeId: found.office.id } : {}),
  text: world.texts(`office-notice.${key}`, {
    number: handoff.number,
    town: townName(world, handoff),
    topic: handoff.topic,
    urgency: world.texts(`urgency.${handoff.urgency}`),
    step: world.texts(`step.${handoff.step ?? 'own'}`),
    waited: sayWait(world),
    team: handoff.team ?? 1,
    short: teamShort(handoff),
    excluded: found.excluded
      .slice(0, 8)
      .map(({ counsel, why }) => `${counsel.name}（${world.texts(`exclusion.${why}`)}）`)
      .join('、'),
  }),
})

/** When somebody off duty comes on, they are asked: the clock for it. */
export const wakeClock = (handoff: HandoffView, found: Dispatch): readonly Effect[] =>
  found.wakesAt === undefined ? [] : [clock(handoff.id, 'wake', found.wakesAt)]

/**
 * Nobody asked has answered, all declined, or somebody came on duty: the next are asked, and the office is told of the step that
 * failed. Where nobody is left, the office takes it on, and whoever comes on duty is asked then.
 */
export const offerNext = (world: World, snapshot: Snapshot, handoff: HandoffView, why: 'unanswered' | 'refused' | 'woken'): readonly Effect[] => {
  const { now } = snapshot
  const { question } = snapshot.conversation.state
  const found = candidatesFor(world, handoff, now, question === undefined ? {} : { words: question })
  const wave = waveOf(found, handoff)
  const step = wave[0]?.step
  const failed = why === 'woken' ? [] : [tellOffice(world, handoff, found, step ? 'step-failed' : 'all-failed')]
  if (step) {
    const words = handoff.neutral ? 'hand.neutral' : 'hand.going-on'
    const next = { ...handoff, step }
    return [
      {
        kind: 'offer-handoff',
        handoffId: handoff.id,
        step,
        offers: wave.map((one) => ({ counselId: one.counsel.id, reasons: sayReasons(world, one.reasons) })),
      },
      ...failed,
      ...offersOf(world, next, wave, now),
      ...(step === handoff.step ? [] : [send(world.texts(words, { who: world.texts(`step.${step}`) }), 'notice')]),
    ]
  }
  const wake = wakeClock(handoff, found)
  if (handoff.target === 'office') return [...failed, ...wake]
  return [
    { kind: 'redirect-handoff', handoffId: handoff.id },
    ...failed,
    ...wake,
    send(handoff.neutral ? world.texts('hand.neutral') : handedToOffice(world, why === 'woken' ? 'nobody' : why, found.office, now), 'notice'),
  ]
}

/** A team that is not complete: the next are asked to come along; where nobody is left the office is told. The villager, who has somebody, hears nothing. */
export const offerTeam = (world: World, snapshot: Snapshot, handoff: HandoffView): readonly Effect[] => {
  const found = candidatesFor(world, handoff, snapshot.now)
  const wave = waveOf(found, handoff)
  const step = wave[0]?.step
  if (!step) return [tellOffice(world, handoff, found, 'team')]
  return [
    {
      kind: 'offer-handoff',
      handoffId: handoff.id,
      step,
      taken: true,
      offers: wave.map((one) => ({ counselId: one.counsel.id, reasons: sayReasons(world, one.reasons) })),
    },
    ...offersOf(world, { ...handoff, step }, wave, snapshot.now),
  ]
}

/** A waiting request for somebody who is there now, with what speaks for it. */
export type Drained = { readonly handoff: HandoffView; readonly candidate: Candidate }

/** Requests that wait and this counsel may take, now that they are there: those of their villages and those nobody else is left for, oldest first, up to their capacity. */
export const drainFor = (world: World, snapshot: Snapshot, counselId: string, held: number): readonly Drained[] => {
  const counsel = world.roster.counsel.find((one) => one.id === counselId)
  if (!counsel) return []
  const { busy: _, ...there } = counsel
  const thereNow = { ...world, roster: { ...world.roster, counsel: [{ ...there, onDuty: true }] } }
  const room = counsel.capacity - held
  const drained: Drained[] = []
  for (const one of snapshot.waiting ?? []) {
    if (drained.length >= room) break
    const theirs = one.target === 'office' || (one.villageCode !== undefined && servesVillage(counsel, one.villageCode))
    const candidate = theirs ? candidatesFor(thereNow, one, snapshot.now).candidates[0] : undefined
    if (candidate) drained.push({ handoff: one, candidate })
  }
  return drained
}
