import { isDue } from '../../core/is-due.ts'
import type { OutboxRow, Store } from '../../ports/store.ts'
import type { OutboxEntry, Tables } from './tables.ts'

type Outbox = Pick<Store, 'dueDeliveries' | 'pendingOutbox' | 'isHeld' | 'settle' | 'hurry'>

/** The sending half of the store in memory. `waiting`: rows still to be sent, in order. */
export const createOutbox = (tables: Tables, waiting: () => readonly OutboxEntry[]): Outbox => {
  const change = (row: OutboxRow, to: Partial<OutboxEntry>) => {
    const stored = tables.outbox.get(row.key)
    if (stored) tables.outbox.set(row.key, { ...stored, ...to })
  }
  return {
    async dueDeliveries(channels, now, limit) {
      const due = waiting().filter((row) => isDue(row, now) && channels.includes(row.address.channel))
      return [...new Set(due.map((row) => row.conversationId))].slice(0, limit)
    },
    async pendingOutbox(conversationId) {
      const rows = waiting()
        .filter((row) => row.conversationId === conversationId)
        .map(({ status, ...row }) => ({ ...row, aside: status === 'aside' }))
      return [...rows.filter((row) => row.class === 'safety'), ...rows.filter((row) => row.class !== 'safety')]
    },
    isHeld: async (conversationId) => tables.conversations.get(conversationId)?.ownerId !== undefined,
    async settle(row, delivery, staffNotice) {
      switch (delivery.kind) {
        case 'sent':
          change(row, { status: 'sent', attempts: row.attempts + 1 })
          break
        case 'withheld':
          change(row, { status: 'withheld' })
          break
        case 'moved':
          change(row, { status: 'pending', address: delivery.to, refusedAt: [...row.refusedAt, row.address], attempts: 0, nextAt: delivery.at })
          break
        case 'again': {
          const { nextAt, failingSince, aside } = delivery
          change(row, { status: aside ? 'aside' : 'pending', nextAt, failingSince, attempts: row.attempts + 1 })
          break
        }
        case 'dead':
          change(row, { status: 'dead', attempts: row.attempts + 1 })
          break
      }
      if (staffNotice !== undefined)
        tables.written.set(tables.written.size + 1, {
          at: delivery.kind === 'again' ? delivery.nextAt : delivery.at,
          partyId: '',
          effect: { kind: 'notify-staff', notice: 'dead-letter', text: staffNotice },
        })
    },
    async hurry(conversationIds, now) {
      for (const row of waiting()) if (conversationIds.includes(row.conversationId) && row.nextAt > now) change(row, { nextAt: now })
    },
  }
}
