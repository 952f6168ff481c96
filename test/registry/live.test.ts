import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createRegistry } from '../../src/adapters/registry/create-registry.ts'
import { departmentsSchema } from '../../src/adapters/registry/department-schema.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import type { LookupReason } from '../../src/ports/registry.ts'
import { openDepartment, SECRET } from './department.ts'
import type { DepartmentService } from './department.ts'

const ID = '11010519491231002X'
const NOW = Date.UTC(2026, 10, 25, 2)
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const folder = mkdtempSync(join(tmpdir(), 'xiangfa-department-'))
const secret = join(folder, 'secret')
writeFileSync(secret, `${SECRET}\n`)
afterAll(() => rmSync(folder, { recursive: true }))

const departmentsAt = (url: string, over: Record<string, unknown> = {}) =>
  departmentsSchema.parse({
    'civil-affairs': {
      name: '县民政局',
      basis: '《社会救助法》第四十二条',
      live: {
        url,
        auth: { kind: 'hmac', 'key-id': 'xiangfa', 'secret-file': secret },
        'timeout-seconds': 20,
        request: { id: 'sfzh', purpose: 'mudi', case: 'anjian', fixed: { xt: '法律援助' } },
        response: {
          good: { path: 'code', equals: '0' },
          records: 'data.list',
          name: 'xm',
          status: { path: 'lx', values: { DB: 'subsistence-allowance' } },
          'valid-to': 'jsrq',
        },
        ...over,
      },
    },
  })

describe("a department's service asked live", () => {
  let service: DepartmentService
  let now = NOW
  beforeAll(async () => {
    service = await openDepartment()
  })
  afterAll(() => service.close())
  beforeEach(() => {
    now = NOW
    service.mood = 'good'
    service.records = [{ xm: '王秀英', lx: 'DB', jsrq: '2026/12/31' }]
    service.asked.length = 0
  })
  let count = 0
  const open = (over: Record<string, unknown> = {}) => {
    const store = createMemoryStore(randomIds)
    const registry = createRegistry(departmentsAt(service.url, over), { store, clock: { now: () => now }, ids: randomIds, log: silent })
    const ask = () => {
      count += 1
      const reason: LookupReason = { key: `k${count}`, caseId: 'c1', number: '2026-1', partyId: 'p1', by: 'staff-1', purpose: 'review', at: now }
      return registry.lookUp(ID, reason)
    }
    return { store, ask }
  }

  it('is asked with a signature, a purpose and a case, the id in the body alone, and its answer is read by the settings', async () => {
    const { ask, store } = open()
    expect(await ask()).toEqual([
      {
        kind: 'answered',
        department: 'civil-affairs',
        records: [
          {
            ...{ status: 'subsistence-allowance', name: '王秀英', formerNames: [], validTo: { year: 2026, month: 12, day: 31 } },
            ...{ department: 'civil-affairs', source: 'live', asOf: NOW },
          },
        ],
      },
    ])
    expect(service.asked[0]?.body).toEqual({ sfzh: ID, mudi: 'review', anjian: '2026-1', xt: '法律援助' })
    expect(service.asked[0]?.url).not.toContain(ID)
    expect([...store.tables.registry.lookups.values()]).toMatchObject([
      {
        caseId: 'c1',
        partyId: 'p1',
        by: 'staff-1',
        purpose: 'review',
        department: 'civil-affairs',
        fields: ['status', 'name', 'valid-from', 'valid-to', 'certificate'],
      },
    ])
  })

  it.each([
    ['slow', 'slow'],
    ['dripping', 'slow'],
    ['wrong', 'wrong'],
    ['lies', 'wrong'],
    ['huge', 'wrong'],
    ['down', 'down'],
    ['redirects', 'wrong'],
  ] as const)('%s: said to be so, logged, never thrown', async (mood, why) => {
    const { ask, store } = open(why === 'slow' ? { 'timeout-seconds': 0.2 } : {})
    service.mood = mood
    expect(await ask()).toEqual([{ kind: 'unavailable', department: 'civil-affairs', why }])
    expect(store.tables.registry.lookups.size).toBe(1)
    expect(service.asked).toHaveLength(1)
  })

  it('is left alone after three failures, and asked once to see whether it is back', async () => {
    const { ask } = open()
    service.mood = 'down'
    for (let tries = 0; tries < 5; tries += 1) await ask()
    expect(service.asked).toHaveLength(3)
    now += 31_000
    service.mood = 'good'
    const [first, second] = await Promise.all([ask(), ask()])
    expect(first[0]?.kind).toBe('answered')
    expect(second).toEqual([{ kind: 'unavailable', department: 'civil-affairs', why: 'resting' }])
    expect((await ask())[0]?.kind).toBe('answered')
  })

  it('keeps an answer while it is good: by its hours, and not beyond the last day', async () => {
    const { ask, store } = open({ 'cache-hours': 720 })
    await ask()
    await ask()
    expect(service.asked).toHaveLength(1)
    // Each look-up is logged, also one that the last answer serves.
    expect(store.tables.registry.lookups.size).toBe(2)
    now = Date.UTC(2026, 11, 31, 16, 1)
    await ask()
    expect(service.asked).toHaveLength(2)
  })

  it('where it fails the last list answers', async () => {
    const { ask, store } = open()
    const says = { status: 'subsistence-allowance' as const, name: '王秀英', formerNames: [] }
    await store.importRegistry({
      ...{ id: 'i1', department: 'civil-affairs', seq: 1, file: 'list.csv', by: 'clerk', at: NOW, rows: 1, bad: 0, same: [], notices: [] },
      changes: [{ kind: 'added', status: 'subsistence-allowance', person: store.personOf(ID), digest: 'd', says }],
    })
    service.mood = 'down'
    expect(await ask()).toMatchObject([{ kind: 'answered', records: [{ source: 'import', status: 'subsistence-allowance' }] }])
  })

  it('takes only an https address, or one on this machine', () => {
    for (const url of ['http://10.0.0.8/status', 'ftp://a/b', 'https://user@host/x']) expect(() => departmentsAt(url)).toThrow()
    expect(() => departmentsAt('https://share.example.gov.cn/api')).not.toThrow()
  })
})
