import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFlow } from '../../src/flow/index.ts'
import { fuzz } from '../../src/bench/fuzz.ts'
import { fuzzTargets } from '../../src/bench/fuzz-targets.ts'
import { compareNames, maskPersonal, parsePersonName } from '../../src/lang/index.ts'

const targets = fuzzTargets([{ value: '1', label: '要工钱' }], ['店埠镇', '东庄头村'])

describe('readers of what strangers send', () => {
  // On a machine that does other things: the bench has the bound of 50 ms.
  it('take 20,000 texts made of what people, broken programs and attackers send: none throws, none takes five seconds', () => {
    const { crashes, slowest, inputs } = fuzz(20_000, Number(process.env['XIANGFA_TEST_SEED'] ?? 1))
    expect(inputs).toBe(20_000)
    expect(crashes).toEqual([])
    expect(slowest.ms).toBeLessThan(5_000)
  }, 120_000)

  it.each(targets)('$name: takes any text', ({ run }) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json()), (text) => void run(text)),
      { numRuns: 100 },
    )
  })

  it('leave the prototype of objects as it was', () => {
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

/** Milliseconds that it takes, the best of three. */
const took = (run: () => unknown): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const begun = performance.now()
      run()
      return performance.now() - begun
    }),
  )

describe('what fuzzing found', () => {
  it('an alias of nothing in a form is a fault with its place', () => {
    expect(loadFlow({ file: 'x.yml', text: '*nothing' }, []).faults[0]).toMatchObject({ file: 'x.yml', line: 1 })
  })

  it.each([
    ['figures that might be the beginning of an e-mail address', () => maskPersonal('1'.repeat(20_000))],
    ['dots behind a name', () => parsePersonName(`王${'.'.repeat(20_000)}x`)],
    ['a name of holes', () => compareNames(`${'?'.repeat(40)}王`, '一'.repeat(60))],
  ])('%s: is read at once', (_, run) => expect(took(run)).toBeLessThan(200))

  it('still masks addresses, and still knows a name with holes', () => {
    expect(maskPersonal('写信到 wang.xm+1@mail.example.cn 吧')).toBe('写信到 ***@*** 吧')
    expect(maskPersonal('a@b@c.cn')).toBe('a@***@***')
    expect(compareNames('王?明', '王小明')).toBe('similar')
    expect(compareNames('??明', '欧阳明')).toBe('similar')
    expect(compareNames('王?明', '李小明')).toBe('different')
  })
})
