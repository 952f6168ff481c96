import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createWorkbenchStore } from '../../src/adapters/sql/workbench-store.ts'
import type { WorkbenchStore } from '../../src/adapters/sql/workbench-store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)

describe.each(stores.filter(({ name }) => name !== 'memory'))('administration on $name', ({ open }) => {
  let opened: Opened
  let desk: WorkbenchStore
  beforeAll(async () => {
    opened = await open()
    if (!opened.driver) throw new Error('no database')
    desk = createWorkbenchStore(opened.driver, createAesCipher(randomBytes(32)))
  })
  afterAll(() => opened.close())

  const log = (actor: string, action: string, id: string, at: number) =>
    desk.accounts.audit({ at, actor, action, subject: { kind: 'case', id }, detail: `${action} of ${id}` })
  const found = async (search: Parameters<WorkbenchStore['administration']['audit']>[0], limit = 10) =>
    (await desk.administration.audit(search, limit)).map(({ action, subject }) => `${action} ${subject.id}`)

  it('finds rows of the log by who, what, about what and when, newest first', async () => {
    const { conversationId } = await opened.store.accept(
      {
        externalId: 'm-1',
        address: { channel: 'web', account: 'desk', chat: 'clerk:s-1' },
        sender: { id: 'clerk:s-1', name: '李' },
        content: { kind: 'text', text: '案件' },
        sentAt: NOW,
      },
      'clerk',
      's-1',
      NOW,
    )
    const rows = await opened.driver?.all('SELECT "partyId" FROM "Conversation" WHERE "id" = ?', [conversationId])
    await log(`party:${String(rows?.[0]?.['partyId'])}`, 'case-seen', 'a', NOW)
    await log('staff:s-1', 'invited', 'b', NOW + 1)
    await log('staff:s-2', 'case-seen', 'a', NOW + 2)
    await log('system', 'case-alarm', 'c', NOW + 3)
    expect(await found({})).toEqual(['case-alarm c', 'case-seen a', 'invited b', 'case-seen a'])
    expect(await found({}, 1)).toEqual(['case-alarm c'])
    // What somebody did in chat and what they did at the workbench.
    expect(await found({ by: { role: 'clerk', staffId: 's-1', accountId: 'staff:s-1' } })).toEqual(['invited b', 'case-seen a'])
    expect(await found({ looks: true })).toEqual(['case-seen a', 'case-seen a'])
    expect(await found({ about: 'c', from: NOW + 3, until: NOW + 4 })).toEqual(['case-alarm c'])
    expect(await found({ until: NOW + 1 })).toEqual(['case-seen a'])
    const [newest, second] = await desk.administration.audit({}, 2)
    expect([newest?.actor, second?.actor]).toEqual([{ kind: 'system' }, { kind: 'staff', role: 'staff', staffId: 's-2' }])
    expect(await found({ before: second?.id ?? 0 })).toEqual(['invited b', 'case-seen a'])
    expect(await desk.administration.auditActions()).toEqual(['case-alarm', 'case-seen', 'invited'])
  })

  it('puts a parked message back into its lane, once, and leaves others alone', async () => {
    const inbound = {
      externalId: 'm-2',
      address: { channel: 'web', account: '', chat: 'v' },
      sender: { id: 'v', name: '王' },
      content: { kind: 'text', text: '问' },
      sentAt: NOW,
    } as const
    const { conversationId } = await opened.store.accept(inbound, 'villager', undefined, NOW)
    const row = await opened.store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    expect(await desk.administration.turnAgain([row.id])).toBe(0)
    await opened.store.failInbox(row, { now: NOW, effects: [] })
    expect((await desk.administration.turns(10)).map(({ id, channel }) => [id, channel])).toEqual([[row.id, 'web']])
    expect(await desk.administration.turnAgain([row.id])).toBe(1)
    expect((await opened.store.nextInbox(conversationId))?.id).toBe(row.id)
    expect(await desk.administration.turns(10)).toEqual([])
    expect(await desk.administration.sendAgain([], NOW)).toBe(0)
  })

  it('knows whether anybody has a password, and takes an account away with its devices', async () => {
    await desk.accounts.invite('staff:s-9', 'a token of an invitation', NOW, NOW + 1_000)
    expect(await desk.administration.anyPassword(['staff:s-9'])).toBe(false)
    await desk.accounts.join('a token of an invitation', { password: 'hash' }, NOW)
    expect(await desk.administration.anyPassword(['staff:s-8', 'staff:s-9'])).toBe(true)
    const session = { id: 'd-1', accountId: 'staff:s-9', device: 'phone', createdAt: NOW, usedAt: NOW, expiresAt: NOW + 1_000 }
    await desk.accounts.open(session, 'a token of a device')
    await desk.accounts.remove('staff:s-9')
    expect(await desk.accounts.account('staff:s-9')).toBeUndefined()
    expect(await desk.accounts.session('a token of a device', NOW)).toBeUndefined()
    expect(await desk.administration.anyPassword(['staff:s-9'])).toBe(false)
  })
})
