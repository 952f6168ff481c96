import type { FlowState } from '../core/flow-state.ts'
import type { InternalEvent } from '../core/internal-event.ts'
import type { ConversationState, Effect, HandoffView, Snapshot, TurnInput } from '../core/turn.ts'
import { drain } from '../desk/routes/counsel-acts.ts'
import { internalRoute } from '../desk/routes/internal.ts'
import { requestPerson } from '../desk/routes/person.ts'
import type { World } from '../desk/world.ts'
import type { Call } from './month.ts'
import type { Moment, Way } from './serve-month.ts'

/** The desk's own decisions: requests, clocks, refusals and offers of what waits are what the bot itself would write. */
export const deskWay = (world: World): Way => ({
  asked: (call, index, moment) => {
    const snapshot = { ...snapshotOf(call, moment), inboxId: index + 1, counters: { handoff: index } }
    const { village, town, opponent } = call
    return requestPerson(loaded(world, moment), snapshot, call.topic, {
      opponent,
      ...(village === undefined ? { skip: true } : { village }),
      ...(town === undefined ? {} : { town }),
    }).effects
  },
  due: (call, handoff, what, moment) =>
    decided(loaded(world, moment), snapshotOf(call, moment, handoff), { kind: 'due', job: { kind: 'handoff', id: handoff.id, what } }),
  refused: (call, handoff, moment) => decided(loaded(world, moment), snapshotOf(call, moment, handoff), { kind: 'unanswered', handoffId: handoff.id }),
  freed: (counselId, held, moment) => {
    const snapshot: Snapshot = { ...emptySnapshot(moment.now, { misses: 0 }), waiting: moment.waiting.filter((one) => !one.asked?.includes(counselId)) }
    return drain({ world: loaded(world, moment), snapshot, input: nothing, mayPass: true }, counselId, held)
  },
})

const nothing: TurnInput = { kind: 'message', content: { kind: 'text', text: '' }, text: '', sentAt: 0 }

const loaded = (world: World, { loads }: Moment): World => ({ ...world, loads })

const decided = (world: World, snapshot: Snapshot, event: InternalEvent): readonly Effect[] => {
  const decision = internalRoute({ world, snapshot, input: { kind: 'internal', event }, mayPass: true })
  return decision.kind === 'take' ? decision.effects : []
}

/** As the store would load it for somebody who has asked nothing else. The other side's name stands in the form they have open. */
const snapshotOf = (call: Call, { now }: Moment, handoff?: HandoffView): Snapshot => {
  const snapshot = emptySnapshot(now, { misses: 0, heard: { persons: String(call.persons) } })
  const named = { ...snapshot, ...(handoff ? { handoff } : {}) }
  if (call.opponentName === undefined) return named
  const state: FlowState = { ...FORM, answers: { 'opponent-name': { kind: 'text', value: call.opponentName, shown: call.opponentName } } }
  return { ...named, run: { id: 'run', state, startedAt: now } }
}

const FORM = { flow: 'legal-aid-application', version: 1, step: 'opponent-name', trail: [], misses: 0, answers: {} }

/** What a store would load for somebody of whom nothing is known. */
export const emptySnapshot = (now: number, state: ConversationState): Snapshot => ({
  now,
  inboxId: 0,
  conversation: { id: 'conversation', version: 0, address: { channel: 'web', account: '', chat: 'chat' }, state },
  party: { id: 'party', role: 'villager', name: '' },
  doors: [],
  cases: [],
  casework: [],
  tasks: [],
  consents: [],
  secret: '',
  handoffs: [],
  counters: {},
  history: [],
  lookups: [],
  mediations: [],
  complaints: [],
  matters: [],
  corrections: [],
  registers: [],
  screenings: [],
})
