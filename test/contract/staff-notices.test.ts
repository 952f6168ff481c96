import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/core/turn.ts'
import { stores } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)

describe.each(stores.filter(({ name }) => name !== 'memory'))('notices to staff on $name', ({ open }) => {
  it('are seen by what their office says next, and by nobody of another one', async () => {
    const { store, driver, close } = await open()
    let count = 0
    const turn = async (at: number, ...effects: readonly Effect[]): Promise<void> => {
      count += 1
      const address = { channel: 'web', account: '', chat: 'v' } as const
      const inbound = { externalId: `x${count}`, address, sender: { id: 'v', name: 'v' }, content: { kind: 'text', text: '好' }, sentAt: at } as const
      const { conversationId } = await store.accept(inbound, 'villager', undefined, at)
      const row = await store.nextInbox(conversationId)
      if (!row) throw new Error('nothing waits')
      const { conversation, party } = await store.load(row, at)
      const place = { inboxId: row.id, conversationId, version: conversation.version, partyId: party.id, route: 'question', address } as const
      expect((await store.commit({ ...place, now: at, next: conversation.state, effects, sensitive: false })).kind).toBe('committed')
    }
    const seen = async () =>
      ((await driver?.all('SELECT "kind","officeId","seenAt" FROM "StaffNotice" ORDER BY "id"', [])) ?? []).map((row) => (row['seenAt'] === null ? '' : 'seen'))
    try {
      await turn(
        NOW,
        { kind: 'notify-staff', notice: 'task', officeId: 'a', text: '一' },
        { kind: 'notify-staff', notice: 'task', officeId: 'b', text: '二' },
        { kind: 'notify-staff', notice: 'parked', text: '三' },
      )
      await turn(NOW + 1, { kind: 'see-notices', officeId: 'a', before: NOW })
      expect(await seen()).toEqual(['', '', ''])
      await turn(NOW + 2, { kind: 'see-notices', officeId: 'a', before: NOW + 2 })
      expect(await seen()).toEqual(['seen', '', ''])
      await turn(NOW + 3, { kind: 'see-notices', notices: ['parked', 'door'], before: NOW + 3 })
      expect(await seen()).toEqual(['seen', '', 'seen'])
    } finally {
      await close()
    }
  })
})
