import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDates, formatDate, fromLunar, isoDate, parseDate } from '../../src/lang/index.ts'

const today = { year: 2026, month: 11, day: 24 }

/** text, date, how, precision */
const READ: readonly (readonly [string, string, ('gregorian' | 'lunar' | 'relative')?, ('day' | 'month' | 'year')?])[] = [
  ['2026-11-23', '2026-11-23'],
  ['2026/1/3', '2026-01-03'],
  ['2026.1.3', '2026-01-03'],
  ['2026.01.03', '2026-01-03'],
  ['20261103', '2026-11-03'],
  ['2026 1 3', '2026-01-03'],
  ['2026—1—3', '2026-01-03'],
  ['2026年1月3日', '2026-01-03'],
  ['2026年 1月 3日', '2026-01-03'],
  ['2026年1月3', '2026-01-03'],
  ['2026年元月3日', '2026-01-03'],
  ['26年1月3号', '2026-01-03'],
  ['98年12月1号', '1998-12-01'],
  ['05年6月', '2005-06-01', 'gregorian', 'month'],
  ['26.1.3', '2026-01-03'],
  ['二〇二六年一月三日', '2026-01-03'],
  ['二零二四年十一月二十三号', '2024-11-23'],
  ['九八年三月', '1998-03-01', 'gregorian', 'month'],
  ['1月3号', '2026-01-03'],
  ['1月3', '2026-01-03'],
  ['12月3号', '2025-12-03'],
  ['11月24号', '2026-11-24'],
  ['十二月三十一号', '2025-12-31'],
  ['三月二十五号', '2026-03-25'],
  ['11.20', '2026-11-20'],
  ['11-20', '2026-11-20'],
  ['3月份', '2026-03-01', 'gregorian', 'month'],
  ['12月', '2025-12-01', 'gregorian', 'month'],
  ['11月', '2026-11-01', 'gregorian', 'month'],
  ['2024年5月', '2024-05-01', 'gregorian', 'month'],
  ['2024.5', '2024-05-01', 'gregorian', 'month'],
  ['202405', '2024-05-01', 'gregorian', 'month'],
  ['2024', '2024-01-01', 'gregorian', 'year'],
  ['2024年', '2024-01-01', 'gregorian', 'year'],
  ['2023-05-06 14:30', '2023-05-06'],
  ['2026年3月底', '2026-03-21', 'gregorian', 'month'],
  ['3月初', '2026-03-01', 'gregorian', 'month'],
  ['2月29号', '2024-02-29'],
  ['2023年5月1号左右', '2023-05-01'],
  ['大概是2023年5月1号吧', '2023-05-01'],
  ['就是去年3月15号的时候', '2025-03-15', 'relative'],
  ['我是2023年5月1号进的厂', '2023-05-01'],
  ['2024-05-01走的', '2024-05-01'],
  ['公历三月初三', '2026-03-03'],
  ['阳历9月25', '2026-09-25'],
  ['去年三月', '2025-03-01', 'relative', 'month'],
  ['去年', '2025-01-01', 'relative', 'year'],
  ['前年', '2024-01-01', 'relative', 'year'],
  ['大前年8月', '2023-08-01', 'relative', 'month'],
  ['头年5月', '2025-05-01', 'relative', 'month'],
  ['去年年底', '2025-12-01', 'relative', 'month'],
  ['今年年初', '2026-01-01', 'relative', 'month'],
  ['去年夏天', '2025-06-01', 'relative', 'year'],
  ['今天', '2026-11-24', 'relative'],
  ['昨天', '2026-11-23', 'relative'],
  ['昨天下午三点', '2026-11-23', 'relative'],
  ['昨晚', '2026-11-23', 'relative'],
  ['夜来', '2026-11-23', 'relative'],
  ['前天', '2026-11-22', 'relative'],
  ['大前天', '2026-11-21', 'relative'],
  ['三天前', '2026-11-21', 'relative'],
  ['3天前', '2026-11-21', 'relative'],
  ['十天以前', '2026-11-14', 'relative'],
  ['两周前', '2026-11-10', 'relative'],
  ['两个星期之前', '2026-11-10', 'relative'],
  ['两个月前', '2026-09-24', 'relative', 'month'],
  ['俩月前', '2026-09-24', 'relative', 'month'],
  ['三个多月前', '2026-08-24', 'relative', 'month'],
  ['半个月前', '2026-11-09', 'relative', 'month'],
  ['半年前', '2026-05-24', 'relative', 'month'],
  ['一年半前', '2025-05-24', 'relative', 'month'],
  ['三年前', '2023-11-24', 'relative', 'year'],
  ['上周五', '2026-11-20', 'relative'],
  ['上个星期五', '2026-11-20', 'relative'],
  ['上礼拜天', '2026-11-22', 'relative'],
  ['这周一', '2026-11-23', 'relative'],
  ['周一', '2026-11-23', 'relative'],
  ['周五', '2026-11-20', 'relative'],
  ['上上周三', '2026-11-11', 'relative'],
  ['上周', '2026-11-16', 'relative', 'month'],
  ['上个月15号', '2026-10-15', 'relative'],
  ['上月15日', '2026-10-15', 'relative'],
  ['上个月', '2026-10-01', 'relative', 'month'],
  ['这个月3号', '2026-11-03', 'relative'],
  ['上上个月底', '2026-09-21', 'relative', 'month'],
  ['15号', '2026-11-15', 'relative'],
  ['28号', '2026-10-28', 'relative'],
  ['刚才', '2026-11-24', 'relative'],
  ['去年腊月二十', '2026-02-07', 'lunar'],
  ['去年腊月二十走的', '2026-02-07', 'lunar'],
  ['俺是去年腊月廿三不干的', '2026-02-10', 'lunar'],
  ['今年正月', '2026-02-17', 'lunar', 'month'],
  ['今年正月初五', '2026-02-21', 'lunar'],
  ['正月初五', '2026-02-21', 'lunar'],
  ['正月15', '2026-03-03', 'lunar'],
  ['农历八月十五', '2026-09-25', 'lunar'],
  ['阴历三月初三', '2026-04-19', 'lunar'],
  ['阴历3月3号', '2026-04-19', 'lunar'],
  ['三月初三', '2026-04-19', 'lunar'],
  ['三月三', '2026-04-19', 'lunar'],
  ['腊月二十三', '2026-02-10', 'lunar'],
  ['农历2025年腊月二十', '2026-02-07', 'lunar'],
  ['2025年农历六月初六', '2025-06-30', 'lunar'],
  ['闰六月初一', '2025-07-25', 'lunar'],
  ['2025年闰六月初一', '2025-07-25', 'lunar'],
  ['冬月十八', '2026-01-06', 'lunar'],
  ['大年三十', '2026-02-16', 'lunar'],
  ['年三十', '2026-02-16', 'lunar'],
  ['除夕', '2026-02-16', 'lunar'],
  ['腊月三十', '2026-02-16', 'lunar'],
  ['大年初一', '2026-02-17', 'lunar'],
  ['大年初二那天', '2026-02-18', 'lunar'],
  ['今年过年', '2026-02-17', 'lunar'],
  ['春节', '2026-02-17', 'lunar'],
  ['春节前', '2026-02-17', 'lunar', 'month'],
  ['年前', '2026-01-19', 'lunar', 'month'],
  ['过完年', '2026-02-17', 'lunar', 'month'],
  ['中秋', '2026-09-25', 'lunar'],
  ['中秋节那天', '2026-09-25', 'lunar'],
  ['去年中秋', '2025-10-06', 'lunar'],
  ['八月十五', '2026-09-25', 'lunar'],
  ['八月十五号', '2026-08-15'],
  ['端午节', '2026-06-19', 'lunar'],
  ['重阳', '2026-10-18', 'lunar'],
  ['小年', '2026-02-10', 'lunar'],
  ['清明', '2026-04-05'],
  ['去年清明', '2025-04-04', 'relative'],
  ['冬至', '2025-12-21'],
  ['元旦', '2026-01-01'],
  ['国庆', '2026-10-01'],
  ['国庆节', '2026-10-01'],
  ['十一', '2026-10-01'],
  ['去年十一', '2025-10-01', 'relative'],
  ['去年五一', '2025-05-01', 'relative'],
  ['五一', '2026-05-01'],
  ['五一节前', '2026-05-01', 'gregorian', 'month'],
  ['今天我想说的是去年3月5号的事', '2025-03-05', 'relative'],
  ['1965年正月初八', '1965-02-09', 'lunar'],
  ['65年3月', '1965-03-01', 'gregorian', 'month'],
]

const NOT_READ = [
  '',
  '   ',
  '不知道',
  '记不清了',
  '2月30号',
  '2026-02-30',
  '13月5号',
  '2026年13月1日',
  '11月31号',
  '20261332',
  '三个月',
  '干了3个月',
  '3月到5月',
  '去年三月到今年五月',
  '三四月份',
  '3、4月份',
  '每年3月',
  '好几年前',
  '几天前',
  '好长时间了',
  '一个月三千',
  '一月三千块',
  '32号',
  '0号',
  '第二年3月',
  '那年5月',
  '2号楼',
  '13812345678',
  '370285199001011234',
  '500元',
  '三万五',
  '农历正月三十一',
  '老板',
  '以前天天干活',
  '1234567',
  '2026-11-23到2026-11-30',
  '三月三千',
  '6月5个人',
  '99.99',
]

describe('parseDate', () => {
  it.each(READ)('%s is %s', (text = '', date, how = 'gregorian', precision = 'day') => {
    const reading = parseDate(text, today)
    expect(reading && { date: isoDate(reading.date), how: reading.how, precision: reading.precision }).toEqual({
      date,
      how,
      precision,
    })
    expect(reading?.echo).not.toBe('')
  })

  it.each(NOT_READ)('does not guess a date in "%s"', (text) => {
    expect(parseDate(text, today)).toBeUndefined()
  })

  it.each([
    ['1月3号', '2027-01-03'],
    ['11月24号', '2026-11-24'],
    ['11月', '2026-11-01'],
    ['周五', '2026-11-27'],
    ['周二', '2026-11-24'],
    ['下周一', '2026-11-30'],
    ['明天', '2026-11-25'],
    ['后天', '2026-11-26'],
    ['三天后', '2026-11-27'],
    ['腊月二十三', '2027-01-30'],
    ['过年', '2027-02-06'],
    ['清明', '2027-04-05'],
    ['下个月5号', '2026-12-05'],
    ['5号', '2026-12-05'],
  ])('looking ahead %s is %s', (text, date) => {
    const reading = parseDate(text, today, { prefer: 'future' })
    expect(reading && isoDate(reading.date)).toBe(date)
  })

  it('counts the lunar year from Spring Festival', () => {
    const january = { year: 2027, month: 1, day: 10 }
    expect(parseDate('今年正月初五', january)?.date).toEqual({ year: 2026, month: 2, day: 21 })
    expect(parseDate('去年腊月二十', { year: 2026, month: 2, day: 20 })?.date).toEqual({ year: 2026, month: 2, day: 7 })
  })

  it('says lunar days in both calendars and marks a year it assumed', () => {
    expect(parseDate('去年腊月二十', today)?.echo).toBe('农历2025年腊月二十(公历2026年2月7日)')
    expect(parseDate('今年正月', today)?.echo).toBe('农历2026年正月(公历2026年2月17日到2026年3月18日)')
    expect(parseDate('昨天', today)?.echo).toBe('2026年11月23日(周一)')
    expect(parseDate('12月3号', today)?.yearAssumed).toBe(true)
    expect(parseDate('2025年12月3号', today)?.yearAssumed).toBeUndefined()
  })

  it('reads what it writes, for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 25_000 }), (n) => {
        const date = addDays({ year: 2000, month: 1, day: 1 }, n)
        for (const text of [formatDate(date), isoDate(date), isoDate(date).replaceAll('-', ''), isoDate(date).replaceAll('-', '.')]) {
          expect(parseDate(text, today)?.date).toEqual(date)
        }
      }),
    )
  })

  it('puts a day without a year on the preferred side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (month, day) => {
        const past = parseDate(`${month}月${day}号`, today)
        const future = parseDate(`${month}月${day}号`, today, { prefer: 'future' })
        expect(past && compareDates(past.date, today)).toBeLessThanOrEqual(0)
        expect(future && compareDates(future.date, today)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '去年',
      '腊月',
      '二十',
      '初',
      '三',
      '3',
      '月',
      '号',
      '年',
      '前',
      '上',
      '个',
      '周',
      '五',
      '2026',
      '-',
      '闰',
      '农历',
      '99',
      '零',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(piece, { maxLength: 12 }).map((p) => p.join('')),
        ),
        (text) => void parseDate(text, today),
      ),
      { numRuns: 3000 },
    )
  })

  it('gives up on long texts at once', () => {
    for (const text of ['1'.repeat(10_000), '去年'.repeat(100), '月'.repeat(200), '三'.repeat(199), '1月'.repeat(99), '2026-'.repeat(39)]) {
      const start = performance.now()
      parseDate(text, today)
      // Exponential or quadratic reading would take minutes.
      expect(performance.now() - start).toBeLessThan(5_000)
    }
  })

  it('knows lunar days that do not exist', () => {
    expect(fromLunar({ year: 2026, month: 6, day: 1, leap: true })).toBeUndefined()
    expect(fromLunar({ year: 2025, month: 12, day: 30, leap: false })).toBeUndefined()
  })
})
