import type { Load } from '../core/dispatch.ts'
import { backAt, nextDutyAt } from '../core/duty.ts'
import type { IsWorkday } from '../core/duty.ts'
import { isOnDuty } from '../core/roster.ts'
import type { Counsel } from '../core/roster.ts'
import type { HandoffClock } from '../core/task.ts'
import type { Effect, HandoffView } from '../core/turn.ts'
import type { County } from './county.ts'
import type { Call } from './month.ts'
import { randomFrom } from './random.ts'

/** What a way of serving may know when it decides. `waiting`: what nobody has taken, oldest first. */
export type Moment = { readonly now: number; readonly loads: ReadonlyMap<string, Load>; readonly waiting: readonly HandoffView[] }

/** A way of finding who answers, as effects of the desk's own kinds. */
export type Way = {
  readonly asked: (call: Call, index: number, moment: Moment) => readonly Effect[]
  readonly due: (call: Call, handoff: HandoffView, what: HandoffClock, moment: Moment) => readonly Effect[]
  readonly refused: (call: Call, handoff: HandoffView, moment: Moment) => readonly Effect[]
  /** Somebody closed a talk and has so many in hand. */
  readonly freed: (counselId: string, held: number, moment: Moment) => readonly Effect[]
}

/** What became of a call. Without `by` nobody of the counsel took it; then it is at the office or is still being offered. */
export type Served = { readonly call: Call; readonly handoff: HandoffView; readonly by?: string; readonly at?: number; readonly escalated: boolean }

type Event =
  | { readonly at: number; readonly kind: 'call'; readonly index: number }
  | { readonly at: number; readonly kind: 'clock'; readonly id: string; readonly what: HandoffClock; readonly key: string }
  | { readonly at: number; readonly kind: 'reacts'; readonly id: string; readonly counselId: string }
  | { readonly at: number; readonly kind: 'closes'; readonly id: string; readonly counselId: string }

const MINUTE = 60_000
const MONTH = 30 * 24 * 60 * MINUTE
/** After the last call it is watched so long what becomes of those that wait. */
const AFTER = 7 * 24 * 60 * MINUTE
const LOOKS_MINUTES = 5
const DECLINES = 0.06
const TALK_MINUTES = 200

/**
 * Lets people call and counsel answer, by a clock of its own. Each counsel sees an offer or does not, looks after minutes, declines some; off duty they look when they
 * are back, with all hands full they let it pass. The same counsel reacts to the same call alike whichever way it reaches them.
 */
export const serveMonth = (county: County, calls: readonly Call[], way: Way, seed: number, isWorkday: IsWorkday): readonly Served[] => {
  const counselOf = new Map(county.roster.counsel.map((one) => [one.id, one]))
  const views = new Map<string, HandoffView>()
  const callOf = new Map<string, Call>()
  const taken = new Map<string, { readonly by: string; readonly at: number }>()
  const escalated = new Set<string>()
  const clocks = new Map<string, number>()
  const open = new Map<string, number>()
  const takenAt = new Map<string, number[]>()
  const events: Event[] = calls.map(({ at }, index) => ({ at, kind: 'call', index }))
  const add = (event: Event): void => {
    let low = 0
    let high = events.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((events[middle]?.at ?? 0) <= event.at) low = middle + 1
      else high = middle
    }
    events.splice(low, 0, event)
  }
  const momentAt = (now: number): Moment => ({
    now,
    loads: new Map([...takenAt].map(([id, times]) => [id, { open: open.get(id) ?? 0, month: times.filter((at) => at >= now - MONTH).length }])),
    waiting: [...views.values()].filter(({ status }) => status === 'offered'),
  })
  const offerTo = (handoff: HandoffView, counselId: string, now: number): void => {
    const counsel = counselOf.get(counselId)
    const at = counsel && reactionOf(counsel, handoff, seed, now, isWorkday)
    if (at !== undefined) add({ at, kind: 'reacts', id: handoff.id, counselId })
  }
  const apply = (effects: readonly Effect[], now: number, call?: Call): void => {
    for (const effect of effects) {
      if (effect.kind === 'request-handoff') {
        const { handoff } = effect
        views.set(handoff.id, { ...handoff, asked: handoff.offeredTo })
        if (call) callOf.set(handoff.id, call)
        for (const id of handoff.offeredTo) offerTo(handoff, id, now)
      } else if (effect.kind === 'offer-handoff') {
        const view = views.get(effect.handoffId)
        if (view?.status !== 'offered') continue
        const fresh = effect.offers.map((one) => one.counselId).filter((id) => !view.asked?.includes(id))
        views.set(view.id, { ...view, step: effect.step, offeredTo: [...view.offeredTo, ...fresh], asked: [...(view.asked ?? []), ...fresh] })
        for (const id of fresh) offerTo(view, id, now)
      } else if (effect.kind === 'redirect-handoff') {
        const view = views.get(effect.handoffId)
        if (view) views.set(view.id, { ...view, target: 'office' })
      } else if (effect.kind === 'schedule' && effect.job.kind === 'handoff') {
        clocks.set(effect.key, effect.dueAt)
        add({ at: effect.dueAt, kind: 'clock', id: effect.job.id, what: effect.job.what, key: effect.key })
      } else if (effect.kind === 'audit' && effect.action === 'handoff-escalated') escalated.add(effect.subject.id)
    }
  }
  const reacts = (view: HandoffView, counsel: Counsel, now: number): void => {
    const call = callOf.get(view.id)
    if (randomOf(view, counsel, seed + 1)() < DECLINES) {
      const left = { ...view, offeredTo: view.offeredTo.filter((id) => id !== counsel.id) }
      views.set(view.id, left)
      if (left.offeredTo.length === 0 && call) apply(way.refused(call, left, momentAt(now)), now)
      return
    }
    const held = open.get(counsel.id) ?? 0
    if (held >= counsel.capacity) return
    open.set(counsel.id, held + 1)
    takenAt.set(counsel.id, [...(takenAt.get(counsel.id) ?? []), now])
    views.set(view.id, { ...view, status: 'accepted', counselId: counsel.id })
    taken.set(view.id, { by: counsel.id, at: now })
    const talk = Math.ceil(-Math.log(1 - randomOf(view, counsel, seed + 2)()) * TALK_MINUTES + 10) * MINUTE
    add({ at: now + talk, kind: 'closes', id: view.id, counselId: counsel.id })
  }
  const ends = (calls.at(-1)?.at ?? 0) + AFTER
  for (let event = events.shift(); event && event.at <= ends; event = events.shift()) {
    const now = event.at
    if (event.kind === 'call') {
      const call = calls[event.index]
      if (call) apply(way.asked(call, event.index, momentAt(now)), now, call)
      continue
    }
    const view = views.get(event.id)
    if (!view) continue
    if (event.kind === 'closes') {
      open.set(event.counselId, Math.max(0, (open.get(event.counselId) ?? 0) - 1))
      views.set(view.id, { ...view, status: 'closed' })
      apply(way.freed(event.counselId, open.get(event.counselId) ?? 0, momentAt(now)), now)
      continue
    }
    if (view.status !== 'offered') continue
    if (event.kind === 'reacts') {
      const counsel = counselOf.get(event.counselId)
      if (counsel) reacts(view, counsel, now)
    } else if (clocks.get(event.key) === now) {
      clocks.delete(event.key)
      const call = callOf.get(view.id)
      if (call) apply(way.due(call, view, event.what, momentAt(now)), now)
    }
  }
  return [...views.values()].flatMap((handoff) => {
    const call = callOf.get(handoff.id)
    return call ? [{ call, handoff, ...taken.get(handoff.id), escalated: escalated.has(handoff.id) }] : []
  })
}

/** Numbers that belong to a counsel and a call. */
const randomOf = (handoff: HandoffView, counsel: Counsel, seed: number): (() => number) => {
  let mixed = seed
  for (const letter of `${handoff.id} ${counsel.id}`) mixed = (Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0)) | 0
  const random = randomFrom(mixed)
  random()
  return random
}

/** When a counsel looks at an offer; undefined where they never do. Some counsel are quick to see what comes, some are not. */
const reactionOf = (counsel: Counsel, handoff: HandoffView, seed: number, now: number, isWorkday: IsWorkday): number | undefined => {
  const random = randomOf(handoff, counsel, seed)
  const sees = 0.35 + 0.5 * randomFrom(Number(counsel.id.replaceAll(/\D/g, '')) + seed * 1_000)()
  if (random() >= sees) return undefined
  const at = now + Math.ceil((0.5 - Math.log(1 - random()) * LOOKS_MINUTES) * MINUTE)
  if (isOnDuty(counsel, at, isWorkday)) return at
  const back = nextDutyAt(counsel.duty, backAt(counsel.leave ?? [], at), isWorkday)
  return back === undefined ? undefined : back + (at - now)
}
