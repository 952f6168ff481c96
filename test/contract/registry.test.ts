import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffRegistry } from '../../src/core/registry-diff.ts'
import type { ConfirmedStatus, RegistryImport, RegistryRow } from '../../src/core/registry.ts'
import type { Store } from '../../src/ports/store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
const [WANG, LI, ZHAO] = ['11010519491231002X', '370285195803021235', '370285199001011239'] as const
const says = (over: Partial<ConfirmedStatus> = {}): ConfirmedStatus => ({ status: 'subsistence-allowance', name: '王秀英', formerNames: [], ...over })
const list = (...rows: readonly (readonly [string, ConfirmedStatus])[]): readonly RegistryRow[] =>
  rows.map(([residentId, one], index) => ({ line: index + 2, residentId, says: one }))

const take = async (store: Store, rows: readonly RegistryRow[], at: number, complete = true): Promise<RegistryImport> => {
  const before = await store.registryOf('civil-affairs')
  const diff = diffRegistry(before.records, rows, complete, { person: store.personOf, digest: (one) => store.digestOf(JSON.stringify(one)) })
  const one: RegistryImport = {
    ...{ id: `import-${at}`, department: 'civil-affairs', seq: before.seq + 1, file: 'list.csv', by: 'clerk', at, rows: rows.length, bad: 0 },
    ...{ same: diff.same, changes: diff.changes, notices: [] },
  }
  expect(await store.importRegistry(one)).toBe(true)
  return one
}

describe.each(stores)('the registers on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  it('compares each list with the last: added, changed, ended, back again, the same', async () => {
    await take(store, list([WANG, says()], [LI, says({ name: '李大山' })]), NOW)
    expect((await store.confirmedOf(WANG))[0]).toMatchObject({ status: 'subsistence-allowance', name: '王秀英', department: 'civil-affairs', asOf: NOW })
    await take(store, list([WANG, says({ validTo: { year: 2027, month: 1, day: 31 } })], [ZHAO, says({ name: '赵四' })]), NOW + 1)
    expect((await store.confirmedOf(LI))[0]).toMatchObject({ endedAt: NOW + 1 })
    expect((await store.confirmedOf(WANG))[0]).toMatchObject({ validTo: { year: 2027, month: 1, day: 31 } })
    const third = await take(store, list([WANG, says({ validTo: { year: 2027, month: 1, day: 31 } })], [LI, says({ name: '李大山' })]), NOW + 2)
    expect(third.same).toHaveLength(1)
    expect((await store.confirmedOf(LI))[0]?.endedAt).toBeUndefined()
    expect((await store.confirmedOf(WANG))[0]?.asOf).toBe(NOW + 2)
    const [last, middle, first] = await store.registryImports('civil-affairs', 10)
    expect(first?.counts).toEqual({ added: 2, changed: 0, ended: 0, resumed: 0 })
    expect(middle?.counts).toEqual({ added: 1, changed: 1, ended: 1, resumed: 0 })
    expect(last).toMatchObject({ same: 1, counts: { added: 0, changed: 0, ended: 1, resumed: 1 } })
  })

  it('tells the history of a person and of an import', async () => {
    expect((await store.registryChanges({ residentId: LI })).map((change) => change.kind)).toEqual(['resumed', 'ended', 'added'])
    expect(await store.registryChanges({ importId: `import-${NOW + 1}` })).toHaveLength(3)
    expect(await store.importedDepartments()).toEqual(['civil-affairs'])
  })

  it('writes nothing of an import that another one went before', async () => {
    const { seq } = await store.registryOf('civil-affairs')
    const late: RegistryImport = {
      ...{ id: 'late', department: 'civil-affairs', seq, file: 'late.csv', by: 'clerk', at: NOW + 9, rows: 1, bad: 0, same: [], notices: [] },
      changes: [{ kind: 'added', status: 'extreme-poverty', person: store.personOf(ZHAO), digest: 'x', says: says({ status: 'extreme-poverty' }) }],
    }
    expect(await store.importRegistry(late)).toBe(false)
    expect((await store.confirmedOf(ZHAO)).map((record) => record.status)).toEqual(['subsistence-allowance'])
  })

  it('keeps no id and no name in clear', async () => {
    if (!opened.driver) return
    const rows = [...(await opened.driver.all('SELECT * FROM "RegistryRecord"', [])), ...(await opened.driver.all('SELECT * FROM "RegistryChange"', []))]
    const kept = rows.flatMap((row) => Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value))))
    expect(kept.join('\n')).not.toMatch(/11010519491231002X|王秀英|李大山/)
  })

  it('a part of a list ends nobody', async () => {
    await take(store, list([ZHAO, says({ name: '赵四' })]), NOW + 20, false)
    expect((await store.confirmedOf(WANG))[0]?.endedAt).toBeUndefined()
  })

  it('tells whoever works on an open case of a change, in their own thread', async () => {
    const agency = { channel: 'console', account: '', chat: 'agency:1' } as const
    await store.enrol(agency, { id: 'agency:1', name: '援助中心一' }, 'agency', 'staff-1', false, NOW)
    const thread = await store.findConversation('console', '', 'agency:1', undefined)
    const { seq } = await store.registryOf('disabled-federation')
    const one = {
      id: 'notices',
      department: 'disabled-federation',
      seq: seq + 1,
      file: 'list.csv',
      by: 'clerk',
      at: NOW,
      rows: 0,
      bad: 0,
      same: [],
      changes: [],
    }
    expect(await store.importRegistry({ ...one, notices: [{ text: '登记有变化' }] })).toBe(true)
    const row = thread === undefined ? undefined : await store.nextInbox(thread)
    expect(row?.body).toMatchObject({ kind: 'internal', event: { kind: 'notice', parts: [{ text: '登记有变化' }] } })
  })
})
