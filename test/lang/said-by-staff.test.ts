import { describe, expect, it } from 'vitest'
import { civilDate, momentIn, namesCommittee, toldFollowUp, toMs } from '../../src/lang/index.ts'

const TODAY = { year: 2026, month: 11, day: 23 }
/** Monday, ten in the morning. */
const NOW = toMs(TODAY) + 10 * 3_600_000
const shown = (at: number): string => {
  const { month, day } = civilDate(at)
  const minutes = Math.round((at - toMs(civilDate(at))) / 60_000)
  return `${month}-${day} ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

describe('a time that staff set', () => {
  it.each([
    ['店埠镇东庄头村 明天上午9点', '11-24 9:00', '店埠镇东庄头村'],
    ['店埠镇 今天下午3点', '11-23 15:00', '店埠镇'],
    ['店埠镇 下午两点半', '11-23 14:30', '店埠镇'],
    ['店埠镇 早上8:15', '11-24 8:15', '店埠镇'],
    ['店埠镇 12月5日 晚上7点', '12-5 19:00', '店埠镇'],
    ['11月30日上午10点 店埠镇、姜山镇', '11-30 10:00', '店埠镇、姜山镇'],
  ])('%s', (text, when, rest) => {
    const found = momentIn(text, NOW, TODAY)
    expect(found && shown(found.at)).toBe(when)
    expect(found?.rest).toBe(rest)
  })
  it.each(['店埠镇东庄头村', '店埠镇 99点', ''])('is none: %s', (text) => expect(momentIn(text, NOW, TODAY)).toBeUndefined())
})

describe('a day to see to a matter again', () => {
  it.each([
    ['已告知去仲裁，下次跟进 11月26日', { year: 2026, month: 11, day: 26 }],
    ['下次跟进：下周一', { year: 2026, month: 11, day: 30 }],
    ['回访在12月5日。其他没有', { year: 2026, month: 12, day: 5 }],
  ])('%s', (text, day) => expect(toldFollowUp(text, TODAY)).toEqual(day))
  it.each(['已告知去仲裁', '下次跟进再说', '他 11月26日开庭', '下次跟进 今天', '跟进 2026年11月1日'])('is none: %s', (text) =>
    expect(toldFollowUp(text, TODAY)).toBeUndefined(),
  )
})

describe('a committee', () => {
  it.each(['东庄头村村委会', '某某村村民委员会', '某社区居民委员会', '某村股份经济合作社', '某村集体', '第三生产队'])('is known: %s', (name) =>
    expect(namesCommittee(name)).toBe(true),
  )
  it.each(['莱西某某建筑公司', '王某某', '农村信用社', '新村饭店', '养殖合作社', ''])('is not: %s', (name) => expect(namesCommittee(name)).toBe(false))
})
