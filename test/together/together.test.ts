import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasRedis } from '../contract/redis.ts'
import { hasPostgres } from '../contract/stores.ts'
import { arrival, openService, testDoor, until } from './open-service.ts'
import type { Process, Service } from './open-service.ts'

const able = (await hasRedis()) && (await hasPostgres())

describe.runIf(able)('several processes of one service', () => {
  let service: Service
  const begun: Process[] = []
  let release: () => void = () => undefined
  beforeAll(async () => {
    service = await openService()
  }, 180_000)
  afterAll(() => service.remove())
  const begin: Service['begin'] = async (...given) => {
    const process = await service.begin(...given)
    begun.push(process)
    return process
  }
  const endAll = async () => {
    for (const process of begun.splice(0)) await process.close()
  }

  // A test that fails must not leave its processes to the next one.
  afterEach(async () => {
    release()
    await endAll()
  }, 120_000)

  it('begin at the same time on an empty database: one fills it, all serve it', async () => {
    const all = await Promise.all([begin(['web']), begin(['worker']), begin(['door'], { doors: [testDoor('telegram')] })])
    for (const { house } of all) {
      expect(house.world().roster.counsel.length).toBeGreaterThan(0)
      expect(await house.readiness()).toMatchObject({ ready: true, database: 'up', redis: 'up' })
    }
  })

  it('show an answer on a page that another web process has open', async () => {
    const first = await begin(['web'])
    const second = await begin(['web'])
    await begin(['worker'])
    const cookie = (await first.ask('/')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const stream = (await first.ask('/chat/events', { headers })).body?.getReader()
    const other = (await second.ask('/chat/events', { headers })).body?.getReader()
    const posted = await second.ask('/chat/messages', {
      method: 'POST',
      headers,
      body: JSON.stringify({ clientId: 'abcdefgh1', kind: 'text', text: '借出去的钱要不回来' }),
    })
    expect(posted.status).toBe(202)
    for (const reader of [stream, other]) {
      let heard = ''
      while (!heard.includes('起诉')) heard += new TextDecoder().decode((await reader?.read())?.value)
      expect(heard.match(/"id":"o\d+:1"/g)).toHaveLength(1)
      await reader?.cancel()
    }
  })

  it('share conversations: everything answered once and in order, however many workers there are', async () => {
    const door = testDoor('telegram')
    const entrance = await begin(['door'], { doors: [door] })
    await begin(['worker'])
    await begin(['worker'])
    const chats = Array.from({ length: 12 }, (_, index) => `shared-${index}`)
    const words = ['帮助', '借出去的钱要不回来', '谢谢', '离婚孩子归谁']
    const ids = new Map<number, { readonly chat: string; readonly at: number }>()
    await Promise.all(
      chats.map(async (chat) => {
        for (const [at, text] of words.entries())
          ids.set((await entrance.house.desk.accept(arrival('telegram', chat, text, `${chat}-${at}`))).inboxId, { chat, at })
      }),
    )
    await until(async () => (await entrance.house.store.unsettled(undefined)) === 0)
    const keys = door.sent.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const chat of chats) {
      const order = door.sent.filter((one) => one.chat === chat).map(({ key }) => ids.get(Number(key.split(':')[0]))?.at)
      expect([...new Set(order)]).toEqual([0, 1, 2, 3])
      expect([...order].sort()).toEqual(order)
    }
  })

  it('refuse what a worker commits late, after another one did its turn', async () => {
    const door = testDoor('telegram')
    const pause = new Promise<void>((resolve) => {
      release = resolve
    })
    let paused = false
    const slow = await begin(['worker'], {
      reached: (point) => {
        if (point !== 'decided') return
        paused = true
        return pause
      },
    })
    const entrance = await begin(['door'], { doors: [door] })
    await entrance.house.desk.accept(arrival('telegram', 'late', '借出去的钱要不回来', 'late-1'))
    await until(() => paused)
    // Without Redis nobody's lock holds any more, as that of one who was given up for dead.
    await service.redis.kill()
    await begin(['worker'])
    await until(() => door.sent.some(({ chat }) => chat === 'late'))
    release()
    await slow.house.desk.idle()
    await service.redis.begin()
    await until(async () => (await entrance.house.store.unsettled(undefined)) === 0)
    const keys = door.sent.filter(({ chat }) => chat === 'late').map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(keys.map((key) => key.split(':')[0])).size).toBe(1)
  })

  it('go on while Redis is away', async () => {
    const door = testDoor('telegram')
    const entrance = await begin(['door'], { doors: [door] })
    await begin(['worker'])
    await service.redis.kill()
    await entrance.house.desk.accept(arrival('telegram', 'away', '借出去的钱要不回来', 'away-1'))
    await until(() => door.sent.some(({ chat }) => chat === 'away'))
    expect(await entrance.house.readiness()).toMatchObject({ redis: 'down' })
    await service.redis.begin()
    await until(async () => (await entrance.house.readiness()).redis === 'up')
    await entrance.house.desk.accept(arrival('telegram', 'back', '借出去的钱要不回来', 'back-1'))
    await until(() => door.sent.some(({ chat }) => chat === 'back'))
  })

  it('have an account open in one process only; another one takes over when that ends', async () => {
    const [one, two] = [testDoor('telegram'), testDoor('telegram')]
    const first = await begin(['door'], { doors: [one] })
    const second = await begin(['door'], { doors: [two] })
    await second.house.desk.holdOn()
    expect([one.started, two.started]).toEqual([1, 0])
    await begin(['worker'])
    await second.house.desk.accept(arrival('telegram', 'moved', '帮助', 'moved-1'))
    await until(() => one.sent.length > 0)
    expect(two.sent).toEqual([])
    await first.close()
    expect(one.stopped).toBe(1)
    await until(() => two.started === 1)
    await second.house.desk.accept(arrival('telegram', 'moved', '谢谢', 'moved-2'))
    await until(() => two.sent.length > 0)
  })

  it('know of a change of the roster that another one made', async () => {
    const one = await begin(['worker'])
    const two = await begin(['worker'])
    const counsel = one.house.world().roster.counsel[0]
    if (!counsel) throw new Error('nobody in the roster')
    await one.house.desk.accept({ ...arrival('console', `counsel:${counsel.name}`, '下线', 'off-1'), role: 'counsel', staffId: counsel.id })
    const off = (process: Process) => process.house.world().roster.counsel.find(({ id }) => id === counsel.id)?.onDuty === false
    await until(() => off(one) && off(two))
  })
})
