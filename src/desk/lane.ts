import { AppError } from '../core/errors.ts'
import type { ConversationId } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { SecondOpinion } from '../core/second-opinion.ts'
import type { Effect } from '../core/turn.ts'
import type { InboxRow, Store, TurnCommit } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import { send } from './decide.ts'
import type { Reached } from './fail-points.ts'
import type { AskSecond } from './second-opinion.ts'
import { decideTurn } from './turn.ts'
import { tellStaff } from './staff-notice.ts'
import type { World } from './world.ts'

/** Tries of one message before it is parked with an apology and a notice to staff. */
const MOST_TRIES = 5
/** Times that a decision is made again because something changed meanwhile. */
const MOST_CLASHES = 50
/** What is due later than this is left to the sweep. */
const SOON_MS = 3_600_000

/** What a lane works with. `world` is asked for each turn: content may have been reloaded. */
export type LaneDeps = {
  readonly store: Store
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  /** Told which conversations have something to do now. */
  readonly wake: (conversations: readonly ConversationId[]) => void
  /** `at`: the doors that have something to send; absent: it may be any. */
  readonly deliver: (conversation: ConversationId, at?: Iterable<ChannelId>) => void
  /** Told that a turn left work that is due after so many milliseconds. */
  readonly due: (afterMs: number) => void
  readonly reached: Reached
  /** Absent: nobody is asked for a second opinion. */
  readonly askSecond?: AskSecond
  /** Whether a message waits for its file, which is then being fetched. */
  readonly waitsFor: (row: InboxRow) => boolean
  /** Whether sensitive data may pass a door. */
  readonly mayPass: (channel: ChannelId) => boolean
}

/** Makes the turns of one conversation, oldest message first, until none is waiting or one waits for its file. */
export const runLane = async (deps: LaneDeps, conversationId: ConversationId): Promise<void> => {
  for (;;) {
    const row = await deps.store.nextInbox(conversationId)
    // Woken again when the file is there.
    if (!row || deps.waitsFor(row)) return
    try {
      await makeTurn(deps, row)
    } catch (error) {
      // No fault of the message: it waits until the database is there again.
      if (error instanceof AppError && error.code === 'store.unavailable') throw error
      await failTurn(deps, row, error)
    }
  }
}

const makeTurn = async (deps: LaneDeps, row: InboxRow): Promise<void> => {
  const { store, clock, reached } = deps
  let opinion: SecondOpinion | undefined
  let asked = false
  for (let clashes = 0; clashes < MOST_CLASHES; clashes += 1) {
    const snapshot = await store.load(row, clock.now())
    await reached('loaded')
    const decide = () => decideTurn(deps.world(), opinion ? { ...snapshot, opinion } : snapshot, row, deps.mayPass(snapshot.conversation.address.channel))
    const first = decide()
    // Asked once a message, with nothing of the store held; only this conversation waits.
    if (first.unsure && deps.askSecond && !asked) {
      asked = true
      opinion = await deps.askSecond(first.unsure)
    }
    const { unsure: _asked, ...turn } = first.unsure && opinion ? decide() : first
    await reached('decided')
    const result = await store.commit(turn)
    if (result.kind === 'clash') continue
    await reached('committed')
    if (result.kind === 'committed') {
      deps.wake(result.woken)
      for (const effect of turn.effects) if (effect.kind === 'schedule' && effect.dueAt - turn.now <= SOON_MS) deps.due(Math.max(0, effect.dueAt - turn.now))
      if (result.sends) deps.deliver(row.conversationId, doorsOf(turn))
    }
    return
  }
  throw new Error(`the turn of message ${row.id} clashed ${MOST_CLASHES} times`)
}

const doorsOf = (turn: TurnCommit): ReadonlySet<ChannelId> =>
  new Set(turn.effects.flatMap((effect) => (effect.kind === 'send' ? [(effect.to ?? turn.address).channel] : [])))

/** Counts the failure; the fifth time the message leaves the queue with an apology, and staff are told. It never blocks its lane. */
export const failTurn = async (deps: Omit<LaneDeps, 'waitsFor'>, row: InboxRow, error: unknown): Promise<void> => {
  const { store, clock, log } = deps
  log.error('turn failed', { inbox: row.id, conversation: row.conversationId, attempt: row.attempts + 1, error })
  if (row.attempts + 1 < MOST_TRIES) return store.failInbox(row, undefined)
  const { texts } = deps.world()
  const notices: readonly Effect[] = [
    { kind: 'notify-staff', notice: 'parked', text: texts('failure.staff', { inbox: row.id, conversation: row.conversationId }) },
  ]
  const apology = row.body.kind === 'message' ? [send(texts('failure.parked'), 'notice')] : []
  const effects: readonly Effect[] = [...apology, ...notices, ...tellStaff(deps.world(), notices)]
  await store.failInbox(row, { now: clock.now(), effects })
  deps.deliver(row.conversationId)
}
