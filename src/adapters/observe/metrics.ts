import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { OpinionResult } from '../../core/second-opinion.ts'
import { DOOR_DOWN_MS } from '../../core/readiness.ts'
import type { CommitResult, Delivery, InboxRow, OutboxRow, Store, TurnCommit } from '../../ports/store.ts'
import type { Clock } from '../../ports/system.ts'
import type { Vitals, Waiting } from '../../ports/vitals.ts'

/** Numbers for a monitor. Labels are names of doors, routes and kinds: never a person, a place or a word that was said. */
export type Metrics = {
  /** The same store, counted as it is used. */
  readonly watch: (store: Store) => Store
  /** Counts what came of asking for a second opinion. */
  readonly opinion: (result: OpinionResult) => void
  /** Prometheus' text of everything, with the state of the work read afresh. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** Counts turns and sendings of one house; `vitals` says how the work stands. `doors` are the names of the networks' doors. */
export const createMetrics = (clock: Clock, vitals: () => Promise<Vitals>, doors: readonly string[]): Metrics => {
  const registers = [new Registry()]
  const [registry] = registers
  if (!registry) throw new Error('no registry')
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({ name: 'xiangfa_turns_total', help: 'Turns made, by route and result', labelNames: ['route', 'result'], registers })
  const turnSeconds = new Histogram({ name: 'xiangfa_turn_seconds', help: 'From received to decided and stored', buckets: SECONDS, registers })
  const accepted = new Counter({ name: 'xiangfa_messages_total', help: 'Messages received, by door', labelNames: ['door', 'result'], registers })
  const failed = new Counter({ name: 'xiangfa_turns_failed_total', help: 'Tries of a turn that failed; parked: given up', labelNames: ['result'], registers })
  const sends = new Counter({
    name: 'xiangfa_sends_total',
    help: 'Tries to send, by door and result; dead: refused or given up',
    labelNames: ['door', 'result'],
    registers,
  })
  const opinions = new Counter({
    name: 'xiangfa_second_opinions_total',
    help: 'Second opinions asked for, by what came of it',
    labelNames: ['result'],
    registers,
  })
  const texts = new Counter({ name: 'xiangfa_text_messages_total', help: 'Tries to send a text message, by result', labelNames: ['result'], registers })
  const sendSeconds = new Histogram({ name: 'xiangfa_send_seconds', help: 'From decided to sent', labelNames: ['door'], buckets: SECONDS, registers })
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) => new Gauge({ name, help, labelNames: [...labelNames], registers })
  const queue = gauge('xiangfa_queue_depth', 'Rows that wait, by queue', ['queue'])
  const lag = gauge('xiangfa_queue_lag_seconds', 'How long the oldest row waits, by queue', ['queue'])
  const troubles = gauge('xiangfa_troubles', 'Messages given up (dead), parked (last seven days) or set aside now', ['kind'])
  const tasks = gauge('xiangfa_tasks_at_risk', 'Open tasks overdue, or due within two days', ['when'])
  const doorUp = gauge('xiangfa_door_up', '1 where the door sends, 0 where it has failed for two minutes', ['door'])
  const databaseUp = gauge('xiangfa_database_up', '1 where the database answers')

  const show = (now: Vitals) => {
    const heap = (name: string, waiting: Waiting) => {
      queue.set({ queue: name }, waiting.count)
      lag.set({ queue: name }, waiting.since === undefined ? 0 : Math.max(0, clock.now() - waiting.since) / 1_000)
    }
    heap('inbox', now.inbox)
    heap('outbox', now.outbox)
    heap('handoffs', now.handoffs)
    heap('jobs', now.jobs)
    troubles.set({ kind: 'dead' }, now.dead)
    troubles.set({ kind: 'parked' }, now.parked)
    troubles.set({ kind: 'aside' }, now.aside)
    tasks.set({ when: 'overdue' }, now.tasks.overdue)
    tasks.set({ when: 'soon' }, now.tasks.soon)
    const down = now.failingDoors.filter(({ since }) => clock.now() - since >= DOOR_DOWN_MS).map(({ channel }): string => channel)
    for (const door of doors) doorUp.set({ door }, down.includes(door) ? 0 : 1)
  }

  return {
    contentType: registry.contentType,
    opinion: (result) => opinions.inc({ result }),
    watch(store) {
      // Rows being decided now: a lane commits what it has loaded.
      const receivedAt = new Map<number, number>()
      return {
        ...store,
        async accept(...given) {
          const result = await store.accept(...given)
          accepted.inc({ door: given[0].address.channel, result: result.kind })
          return result
        },
        load(row: InboxRow, now) {
          receivedAt.set(row.id, row.receivedAt)
          return store.load(row, now)
        },
        async commit(turn: TurnCommit): Promise<CommitResult> {
          const result = await store.commit(turn)
          turns.inc({ route: turn.route, result: result.kind })
          if (result.kind === 'clash') return result
          const since = receivedAt.get(turn.inboxId)
          receivedAt.delete(turn.inboxId)
          if (since !== undefined && result.kind === 'committed') turnSeconds.observe(Math.max(0, clock.now() - since) / 1_000)
          return result
        },
        async finishJob(job, event, now) {
          await store.finishJob(job, event, now)
          if (event?.kind === 'texted') texts.inc({ result: event.result })
        },
        async failInbox(row, park) {
          receivedAt.delete(row.id)
          failed.inc({ result: park === undefined ? 'again' : 'parked' })
          await store.failInbox(row, park)
        },
        async settle(row: OutboxRow, delivery: Delivery, staffNotice) {
          await store.settle(row, delivery, staffNotice)
          sends.inc({ door: row.address.channel, result: delivery.kind })
          if (delivery.kind === 'sent') sendSeconds.observe({ door: row.address.channel }, Math.max(0, delivery.at - row.createdAt) / 1_000)
        },
      }
    },
    async text() {
      try {
        show(await vitals())
        databaseUp.set(1)
      } catch {
        // The monitor must hear of a database that is gone, not lose sight of the process.
        databaseUp.set(0)
      }
      return registry.metrics()
    },
  }
}
