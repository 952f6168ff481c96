import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSqlLeases } from '../../src/adapters/sql/leases.ts'
import { createHold, LEASE_MS } from '../../src/desk/hold.ts'
import type { Leases } from '../../src/ports/leases.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

describe.each(stores.filter(({ name }) => name !== 'memory'))('leases on $name', ({ open }) => {
  let opened: Opened
  let leases: Leases
  beforeAll(async () => {
    opened = await open()
    if (!opened.driver) throw new Error('no database')
    leases = createSqlLeases(opened.driver)
  })
  afterAll(() => opened.close())

  /** Two processes, each with a clock of its own. */
  const two = (name: string) => {
    const time = { a: 0, b: 1_000_000 }
    return { time, a: createHold(leases, name, 'a', () => time.a), b: createHold(leases, name, 'b', () => time.b) }
  }

  it('go to one, who keeps it by renewing', async () => {
    const { time, a, b } = two('kept')
    expect(await a.step()).toBe('taken')
    expect(await b.step()).toBe('waiting')
    for (let round = 0; round < 10; round += 1) {
      time.a += LEASE_MS / 4
      time.b += LEASE_MS / 4
      expect(await a.step()).toBe('held')
      expect(await b.step()).toBe('waiting')
    }
    expect([a.holds(), b.holds()]).toEqual([true, false])
    expect((await leases.held()).map(({ name, holder }) => `${name} ${holder}`)).toContain('kept a')
  })

  it('go over from one that died, whatever the clocks say', async () => {
    const { time, a, b } = two('died')
    await a.step()
    await b.step()
    time.b += LEASE_MS - 1
    expect(await b.step()).toBe('waiting')
    time.b += 1
    expect(await b.step()).toBe('taken')
    expect(b.holds()).toBe(true)
  })

  it('are not trusted by one that was paused past them, who learns that it lost', async () => {
    const { time, a, b } = two('paused')
    await a.step()
    await b.step()
    time.a += LEASE_MS
    time.b += LEASE_MS
    expect(a.holds()).toBe(false)
    expect(await b.step()).toBe('taken')
    expect(await a.step()).toBe('lost')
    expect([a.holds(), b.holds()]).toEqual([false, true])
    expect(await a.step()).toBe('waiting')
  })

  it('go on where a pause was noticed by nobody', async () => {
    const { time, a } = two('alone')
    await a.step()
    time.a += 3 * LEASE_MS
    expect(a.holds()).toBe(false)
    expect(await a.step()).toBe('held')
    expect(a.holds()).toBe(true)
  })

  it('are free at once when given back, and go to one of many', async () => {
    const { a } = two('freed')
    await a.step()
    await a.free()
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => createHold(leases, 'freed', `p${index}`, () => 0).step()))
    expect(all.filter((found) => found === 'taken')).toHaveLength(1)
  })
})
