import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatChineseNumber, parseNumber } from '../../src/lang/index.ts'

describe('parseNumber', () => {
  it.each([
    ['3', 3],
    ['3.5', 3.5],
    ['3,000', 3000],
    ['3,000', 3000],
    ['12', 12],
    ['三', 3],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十一', 21],
    ['两千三', 2300],
    ['三万五', 35000],
    ['3万5', 35000],
    ['3.5万', 35000],
    ['三点五万', 35000],
    ['一百零五', 105],
    ['廿', 20],
    ['廿三', 23],
    ['卅', 30],
    ['俩', 2],
    ['仨', 3],
    ['半', 0.5],
    ['半个', 0.5],
    ['一个半', 1.5],
    ['两个半', 2.5],
    ['1个半', 1.5],
    ['三个', 3],
    ['一百五', 150],
    ['一百五十', 150],
    ['三百', 300],
    ['一千零五十', 1050],
    ['一千零五', 1005],
    ['三千五', 3500],
    ['3千5', 3500],
    ['3千500', 3500],
    ['15万6', 156000],
    ['3万5千', 35000],
    ['三万五千六', 35600],
    ['三万零五百', 30500],
    ['3万500', 30500],
    ['一亿', 1e8],
    ['一亿两千万', 1.2e8],
    ['十万', 100000],
    ['百万', 1e6],
    ['二百五', 250],
    ['一万二', 12000],
    ['十二万三', 123000],
    ['壹万贰仟', 12000],
    ['三点一四', 3.14],
    ['二〇二四', 2024],
    ['零', 0],
    ['0', 0],
    [' 5 ', 5],
    ['一三八', 138],
    ['两百', 200],
    ['九千九百九十九', 9999],
    ['2百', 200],
    ['3萬', 30000],
    ['一百十五', 115],
  ])('%s is %d', (text, value) => expect(parseNumber(text)).toBe(value))

  it.each([
    '',
    '-3',
    '负三',
    '三人',
    '三四千',
    '3-5',
    '三五',
    '百',
    '千',
    '万',
    '点五',
    '3.',
    '.5',
    '1,00',
    '一千一千',
    '十百',
    '三百三千',
    '3万5万',
    '一零',
    '两两',
    '几十',
    'abc',
    '1e5',
    '三万半五',
    '一百零',
    '99999999999999',
    '3..5',
    '二十十',
    '零零',
    '一点',
    '十点点五',
  ])('does not read "%s"', (text) => expect(parseNumber(text)).toBeUndefined())

  it('reads what it writes', () => {
    for (let n = 0; n <= 9999; n++) expect(parseNumber(formatChineseNumber(n))).toBe(n)
    expect([27, 10, 110, 1005, 100, 2010, 13].map(formatChineseNumber)).toEqual(['二十七', '十', '一百一十', '一千零五', '一百', '二千零一十', '十三'])
    expect(formatChineseNumber(12345)).toBe('12345')
    expect(formatChineseNumber(1.5)).toBe('1.5')
  })

  it('reads digits as they are, and 万 as ten thousand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (low, high) => {
        expect(parseNumber(String(low))).toBe(low)
        expect(parseNumber(low.toLocaleString('en-US'))).toBe(low)
        expect(parseNumber(`${formatChineseNumber(high)}万`)).toBe(high * 10_000)
        expect(parseNumber(`${high}万`)).toBe(high * 10_000)
      }),
    )
  })

  it('never throws and never gives a negative or endless number', () => {
    const sign = fc.constantFrom(...'0123456789零一二两三四五六七八九十百千万亿点半个.,-廿')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(sign, { maxLength: 10 }).map((s) => s.join('')),
        ),
        (text: string) => {
          const value = parseNumber(text)
          expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })
})
