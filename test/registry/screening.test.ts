import { describe, expect, it } from 'vitest'
import type { DepartmentAnswer, RegistryRecord, StatusKind } from '../../src/core/registry.ts'
import { screen } from '../../src/core/screening.ts'
import type { Stated } from '../../src/core/screening.ts'
import { compareNames, parseRegisteredId } from '../../src/lang/index.ts'

const TODAY = { year: 2026, month: 11, day: 25 }
const record = (status: StatusKind, over: Partial<RegistryRecord> = {}): RegistryRecord => ({
  ...{ status, department: 'civil-affairs', source: 'import', asOf: Date.UTC(2026, 10, 1), name: '王秀英', formerNames: [] },
  ...over,
})
const answered = (...records: readonly RegistryRecord[]): readonly DepartmentAnswer[] =>
  [...new Set(records.map((one) => one.department))].map((department) => ({
    kind: 'answered',
    department,
    records: records.filter((one) => one.department === department),
  }))
const stated = (over: Partial<Stated> = {}): Stated => ({
  ...{ name: '王秀英', birth: { year: 1958, month: 3, day: 2 }, exemption: 'article-42-relief', matter: 'support' },
  ...over,
})
const LOW = { department: 'civil-affairs', records: [], kind: 'answered' } as const

describe('what registers say of an application', () => {
  it('confirms relief and names item 2 of article 42; nothing more is to be shown', () => {
    const found = screen(stated(), answered(record('subsistence-allowance', { validTo: { year: 2026, month: 11, day: 25 } })), TODAY)
    expect(found).toMatchObject({ outcome: 'confirmed', ground: { article: 42, item: 2 }, proofs: [], flags: [] })
  })

  it('is over the day after the last day, or when a list no longer has it, and asks for the proof', () => {
    for (const over of [{ validTo: { year: 2026, month: 11, day: 24 } }, { endedAt: Date.UTC(2026, 10, 20) }])
      expect(screen(stated(), answered(record('extreme-poverty', over)), TODAY)).toMatchObject({ outcome: 'expired', proofs: ['relief'] })
  })

  it('never has an outcome that refuses: who is not found is asked for proof', () => {
    expect(screen(stated(), [LOW], TODAY)).toMatchObject({ outcome: 'not-found', proofs: ['relief'] })
    expect(screen(stated({ exemption: 'none' }), [LOW], TODAY)).toMatchObject({ outcome: 'not-found', proofs: ['means'] })
  })

  it('finds an exemption that the applicant did not know of', () => {
    expect(screen(stated({ exemption: 'none' }), answered(record('rigid-expenditure')), TODAY)).toMatchObject({
      outcome: 'confirmed',
      ground: { article: 42, item: 2 },
    })
  })

  it('takes a registered worker for item 3 only in matters of wages and work injury', () => {
    const worker = answered(record('migrant-worker', { department: 'human-resources' }))
    expect(screen(stated({ exemption: 'article-42-worker', matter: 'wages' }), worker, TODAY).ground).toEqual({ article: 42, item: 3 })
    expect(screen(stated({ exemption: 'none', matter: 'support' }), worker, TODAY).ground).toBeUndefined()
  })

  it('a disability is half of item 1: no fixed livelihood is still to be shown', () => {
    const found = screen(
      stated({ exemption: 'article-42-no-income', birth: { year: 1990, month: 1, day: 1 } }),
      answered(record('disability', { department: 'disabled-federation' })),
      TODAY,
    )
    expect(found).toMatchObject({ outcome: 'confirmed', proofs: ['livelihood'] })
    expect(found.ground).toBeUndefined()
  })

  it.each([
    [
      'a pension against no fixed livelihood',
      stated({ exemption: 'article-42-no-income' }),
      [record('pension', { department: 'human-resources' })],
      'livelihood',
    ],
    [
      'insurance paid against an income of 0',
      stated({ exemption: 'none', monthlyIncome: 0 }),
      [record('social-insurance', { department: 'human-resources' })],
      'income',
    ],
    ['another name', stated(), [record('subsistence-allowance', { name: '李大山' })], 'name'],
    [
      'two departments that disagree',
      stated(),
      [record('preferential-treatment', { department: 'veterans-affairs' }), record('preferential-treatment', { endedAt: 1 })],
      'sources',
    ],
  ] as const)('flags %s for a person, and refuses nothing', (_, said, records, kind) => {
    const found = screen(said, answered(...records), TODAY)
    expect(found.outcome).toBe('conflicting')
    expect(found.flags.map((flag) => flag.kind)).toContain(kind)
  })

  it('a record under another name supports nothing until a person has looked; a former name does', () => {
    expect(screen(stated(), answered(record('subsistence-allowance', { name: '李大山' })), TODAY).ground).toBeUndefined()
    const former = screen(stated(), answered(record('subsistence-allowance', { name: '王红', formerNames: ['王秀英'] })), TODAY)
    expect(former).toMatchObject({ outcome: 'confirmed', flags: [{ kind: 'former-name' }] })
  })

  it('says which departments could not be asked, and confirms nevertheless where another one does', () => {
    const down: DepartmentAnswer = { kind: 'unavailable', department: 'human-resources', why: 'down' }
    expect(screen(stated(), [down], TODAY)).toMatchObject({ outcome: 'unavailable', unavailable: ['human-resources'] })
    expect(screen(stated(), [down, ...answered(record('extreme-poverty'))], TODAY).outcome).toBe('confirmed')
  })
})

describe('names as registers write them', () => {
  it.each([
    ['买买提·阿不都', '买买提•阿不都', 'same'],
    ['买买提·阿不都', '买买提阿不都', 'same'],
    ['吴真', '吳眞', 'same'],
    ['王\u{20bb7}', '王\u{20bb7}\u{e0100}', 'same'],
    ['王𠮷', '王?', 'similar'],
    ['王𬎆', '王\ue123', 'similar'],
    ['王𬎆', '王□', 'similar'],
    ['王喆', '王zhe', 'similar'],
    ['买买提·阿不都热合曼', '买买提', 'similar'],
    ['王秀英', '王秀兰', 'different'],
    ['王喆', '王哲', 'different'],
    ['王秀英', '?', 'different'],
  ] as const)('%s and %s: %s', (stated, registered, agreement) => {
    expect(compareNames(stated, registered)).toBe(agreement)
  })
})

describe('ids as registers hold them', () => {
  it('reads 15 figures as the 18 of the same person', () => {
    expect(parseRegisteredId('370285580302123')).toMatchObject({ kind: 'ok', birth: { year: 1958, month: 3, day: 2 } })
    expect(parseRegisteredId("'11010519491231002X")).toMatchObject({ kind: 'ok', id: '11010519491231002X' })
    const long = parseRegisteredId('110105491231002')
    expect(long).toMatchObject({ kind: 'ok', id: '11010519491231002X' })
  })
  it('refuses what is none', () => {
    expect(parseRegisteredId('110105491331002')).toMatchObject({ kind: 'wrong' })
    expect(parseRegisteredId('无')).toBeUndefined()
  })
})
