import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBullQueue } from '../../src/adapters/queue/bull-queue.ts'
import { createInProcessQueue } from '../../src/adapters/queue/in-process-queue.ts'
import type { Lane, Queue } from '../../src/ports/queue.ts'
import type { Log } from '../../src/ports/system.ts'
import { hasRedis, privateRedis } from './redis.ts'
import type { PrivateRedis } from './redis.ts'

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const lane = (name: string, heap = 'work'): Lane => ({ heap, name })
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20))
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await soon()
}

type Kind = { readonly name: string; readonly begin: () => Promise<void>; readonly end: () => Promise<void>; readonly make: (prefix: string) => Queue }
let redis: PrivateRedis
const inProcess: Kind = { name: 'in process', begin: async () => undefined, end: async () => undefined, make: () => createInProcessQueue(4) }
const bull: Kind = {
  name: 'Bull',
  begin: async () => {
    redis = await privateRedis()
  },
  end: () => redis.remove(),
  make: (prefix) => createBullQueue({ url: redis.url, prefix, log: quiet, atOnce: 4 }),
}
const withRedis = await hasRedis()

describe.each([inProcess, ...(withRedis ? [bull] : [])])('a queue, $name', ({ begin, end, make }) => {
  const made: Queue[] = []
  beforeAll(begin)
  afterAll(async () => {
    for (const queue of made) await queue.stop()
    await end()
  })
  const open = (handle: (lane: Lane) => Promise<void>, prefix = randomUUID()) => {
    const queue = make(prefix)
    made.push(queue)
    queue.start(handle)
    queue.take('work')
    return queue
  }

  it('handles what is woken, each lane by itself and others meanwhile', async () => {
    const seen: string[] = []
    let going = 0
    let most = 0
    const queue = open(async ({ name }) => {
      going += 1
      most = Math.max(most, going)
      await soon()
      seen.push(name)
      going -= 1
    })
    for (const name of ['a', 'b', 'c']) queue.wake(lane(name))
    await until(() => seen.length === 3)
    await queue.idle()
    expect(seen.sort()).toEqual(['a', 'b', 'c'])
    expect(most).toBeGreaterThan(1)
  })

  it('never handles a lane twice at once, and once more where it is woken meanwhile', async () => {
    let going = 0
    let times = 0
    let overlaps = 0
    const queue = open(async () => {
      going += 1
      times += 1
      if (going > 1) overlaps += 1
      if (times === 1) queue.wake(lane('a'))
      await soon()
      going -= 1
    })
    queue.wake(lane('a'))
    await until(() => times === 2)
    await queue.idle()
    expect({ overlaps, times }).toEqual({ overlaps: 0, times: 2 })
  })

  it('goes on when a handler fails', async () => {
    const seen: string[] = []
    const queue = open(async ({ name }) => {
      seen.push(name)
      if (name === 'bad') throw new Error('bad')
    })
    queue.wake(lane('bad'))
    await until(() => seen.length === 1)
    queue.wake(lane('good'))
    queue.wake(lane('bad'))
    await until(() => seen.length === 3)
    expect(seen.sort()).toEqual(['bad', 'bad', 'good'])
  })

  it('handles lanes of the heaps it took only, and no more once it left them', async () => {
    const seen: string[] = []
    const queue = open(async ({ heap }) => void seen.push(heap))
    const ofPage = () => seen.filter((heap) => heap === 'send web').length
    queue.wake(lane('a', 'send web'))
    queue.wake(lane('a'))
    await until(() => seen.length > 0)
    await soon()
    expect(seen).toEqual(['work'])
    queue.take('send web')
    queue.wake(lane('a', 'send web'))
    await until(() => ofPage() > 0)
    await queue.idle()
    queue.leave('send web')
    const before = ofPage()
    queue.wake(lane('a', 'send web'))
    queue.wake(lane('b'))
    await until(() => seen.filter((heap) => heap === 'work').length === 2)
    await soon()
    expect(ofPage()).toBe(before)
  })

  it('wakes after a while', async () => {
    const begun = performance.now()
    let at = 0
    const queue = open(async () => {
      at = performance.now() - begun
    })
    queue.wake(lane('a'), 300)
    await until(() => at > 0)
    expect(at).toBeGreaterThanOrEqual(290)
  })

  it('finishes what is in hand when it stops', async () => {
    let begun = false
    let ended = false
    const queue = open(async () => {
      begun = true
      await soon()
      ended = true
    })
    queue.wake(lane('a'))
    await until(() => begun)
    await queue.stop()
    expect(ended).toBe(true)
  })
})

describe.runIf(withRedis)('several processes over Bull', () => {
  beforeAll(bull.begin)
  afterAll(bull.end)

  it('share the lanes: each is handled by one at a time, and no wake-up of another process is lost', async () => {
    const handled = new Map<string, number>()
    const going = new Set<string>()
    let overlaps = 0
    const handle = async ({ name }: Lane) => {
      if (going.has(name)) overlaps += 1
      going.add(name)
      await soon()
      going.delete(name)
      handled.set(name, (handled.get(name) ?? 0) + 1)
    }
    const both = [bull.make('shared'), bull.make('shared')]
    const waker = bull.make('shared')
    for (const queue of both) {
      queue.start(handle)
      queue.take('work')
    }
    const names = Array.from({ length: 40 }, (_, index) => `lane ${index}`)
    for (const name of names) waker.wake(lane(name))
    await until(() => going.size > 0)
    // Woken while some are in hand: those are handled once more.
    const inHand = [...going]
    const before = new Map(inHand.map((name) => [name, handled.get(name) ?? 0]))
    for (const name of inHand) waker.wake(lane(name))
    await until(() => names.every((name) => handled.has(name)) && inHand.every((name) => (handled.get(name) ?? 0) > (before.get(name) ?? 0) + 1))
    expect(overlaps).toBe(0)
    for (const queue of [...both, waker]) await queue.stop()
  })

  it('hold a heap to its limit together', async () => {
    const at: number[] = []
    const limited = () => createBullQueue({ url: redis.url, prefix: 'limit', log: quiet, limits: { 'send x': { max: 2, duration: 400 } } })
    const both = [limited(), limited()]
    for (const queue of both) {
      queue.start(async () => void at.push(performance.now()))
      queue.take('send x')
    }
    for (let index = 0; index < 6; index += 1) both[0]?.wake(lane(`${index}`, 'send x'))
    await until(() => at.length === 6)
    expect((at[5] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(700)
    for (const queue of both) await queue.stop()
  })

  it('handle a lane whose id Bull holds and gives to nobody, as after Redis was emptied while a lane was in hand', async () => {
    const queue = bull.make('emptied')
    let handled = 0
    queue.start(async () => {
      handled += 1
    })
    queue.take('work')
    const client = new Redis(redis.url)
    await client.hset('emptied:work:held', 'failedReason', 'Job held is not in the active state')
    client.disconnect()
    // As the sweep does, for as long as something waits there.
    const sweep = setInterval(() => queue.wake(lane('held')), 500)
    await until(() => handled > 0)
    clearInterval(sweep)
    await queue.stop()
  })

  it('go on while Redis is away, after it comes back, and after it lost everything', async () => {
    const seen: string[] = []
    const queue = createBullQueue({ url: redis.url, prefix: 'outage', log: quiet })
    queue.start(async ({ name }) => void seen.push(name))
    queue.take('work')
    queue.wake(lane('before'))
    await until(() => seen.includes('before'))
    await redis.kill()
    // The sweep of a real desk does this each second.
    const sweeping = setInterval(() => {
      if (!seen.includes('during')) queue.wake(lane('during'))
    }, 50)
    await until(() => seen.includes('during'))
    clearInterval(sweeping)
    await redis.begin()
    const after = setInterval(() => queue.wake(lane('after')), 50)
    await until(() => seen.includes('after') && queue.up())
    clearInterval(after)
    await redis.flush()
    queue.wake(lane('flushed'))
    await until(() => seen.includes('flushed'))
    await queue.stop()
  })
})
