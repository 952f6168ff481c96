import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMoney, formatMoney, parseMoney } from '../../src/lang/index.ts'

describe('parseMoney', () => {
  it.each([
    ['三万五', 35000],
    ['3.5万', 35000],
    ['3万5千', 35000],
    ['三万块', 30000],
    ['3000元', 3000],
    ['三千五百块钱', 3500],
    ['15万6', 156000],
    ['8毛', 0.8],
    ['¥1,200.50', 1200.5],
    ['¥1,200.50元', 1200.5],
    ['3000', 3000],
    ['3,000', 3000],
    ['三千', 3000],
    ['三块五', 3.5],
    ['三块五毛', 3.5],
    ['十二块八毛五', 12.85],
    ['3元5角2分', 3.52],
    ['5分', 0.05],
    ['两毛五', 0.25],
    ['3k', 3000],
    ['2w', 20000],
    ['3.5W', 35000],
    ['一百块钱', 100],
    ['两千三', 2300],
    ['一万二千块', 12000],
    ['人民币3000元整', 3000],
    ['3000 块', 3000],
    ['三万五千元', 35000],
    ['0', 0],
    ['一共三万', 30000],
    ['欠我3万', 30000],
    ['总共是三万五千块钱', 35000],
    ['老板还欠我三万五工钱', 35000],
    ['一个月3500', 3500],
    ['每月三千五', 3500],
    ['壹万贰仟元整', 12000],
    ['3万元', 30000],
    ['二百五', 250],
    ['十万', 100000],
    ['12000.00', 12000],
    ['工资5000块', 5000],
    ['3千', 3000],
    ['借了他两万块钱没还', 20000],
    ['rmb500', 500],
  ])('%s is %d yuan', (text, yuan) => expect(parseMoney(text)).toEqual({ cents: Math.round(yuan * 100) }))

  it.each([
    ['一百来块', 100],
    ['大概三万', 30000],
    ['三千多', 3000],
    ['三千多块钱', 3000],
    ['3000左右', 3000],
    ['差不多两万', 20000],
    ['一万多', 10000],
    ['快三万了吧', 30000],
    ['不到五千', 5000],
    ['十来万', 100000],
    ['万把块', 10000],
    ['大约3.5万元', 35000],
    ['三万出头', 30000],
    ['至少两万块', 20000],
    ['30多万', 300000],
    ['2000多块', 2000],
  ])('%s is about %d yuan', (text, yuan) => expect(parseMoney(text)).toEqual({ cents: yuan * 100, approximate: true }))

  it.each([
    '',
    '没有',
    '不知道',
    '-300',
    '-300元',
    '负三百块',
    '三四千',
    '3000-5000',
    '三千到五千',
    '几千块',
    '十几万',
    '好几万',
    '3.555',
    '三个月',
    '2026年1月3日',
    'abc',
    '元',
    '块',
    '万',
    '9999亿',
    '1,00元',
    '一天两顿饭',
    '3个人',
    '两万人',
    '欠我三万,还了一万',
    '13812345678901234元',
    '半',
    '一二',
    '三百人',
    '老板跑了',
    '3万亩',
  ])('does not read "%s"', (text) => expect(parseMoney(text)).toBeUndefined())

  it('writes and reads the same amount', () => {
    expect(formatMoney(3_500_000)).toBe('35,000元')
    expect(formatMoney(120_050)).toBe('1,200.50元')
    expect(formatMoney(5)).toBe('0.05元')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
        expect(parseMoney(formatMoney(cents))).toEqual({ cents })
      }),
    )
  })

  it('finds the amounts of a sentence where they stand', () => {
    const text = '他欠我工资三万五千块,去年还了5,000元,还有15万6没给,干了3个月,共12人,大概2万左右'
    const found = findMoney(text)
    expect(found.map((one) => [text.slice(one.index, one.index + one.length), one.cents / 100, one.approximate ?? false])).toEqual([
      ['三万五千块', 35000, false],
      ['5,000元', 5000, false],
      ['15万6', 156000, false],
      ['2万', 20000, true],
    ])
    expect(findMoney('10月15号到2026年,电话13812345678,三百多人,一百二十米')).toEqual([])
  })

  it('never throws, never a negative amount, and stays fast', () => {
    const sign = fc.constantFrom(...'0123456789零一二两三十百千万亿点半元块毛角分多来大概,.-¥kw 到')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(sign, { maxLength: 20 }).map((s) => s.join('')),
        ),
        (text: string) => {
          const reading = parseMoney(text)
          expect(reading === undefined || (Number.isInteger(reading.cents) && reading.cents >= 0)).toBe(true)
          for (const one of findMoney(text)) expect(one.index + one.length).toBeLessThanOrEqual(text.length)
        },
      ),
      { numRuns: 5000 },
    )
    for (const text of ['1', '三', '万', '1,', '3万', '元', '1元', '.', '多', '来', '1多', '3.5万元零', ' '].map((s) => s.repeat(10_000 / s.length))) {
      const start = performance.now()
      parseMoney(text)
      findMoney(text)
      // Exponential or quadratic reading would take minutes.
      expect(performance.now() - start).toBeLessThan(5_000)
    }
  })
})
