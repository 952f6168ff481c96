import { describe, expect, it } from 'vitest'
import {
  formatMoney,
  isoDate,
  toldContract,
  toldDate,
  toldHousehold,
  toldMoney,
  toldOpponent,
  toldPeriod,
  toldPersons,
  toldRelative,
  toldSpans,
  toldWage,
} from '../../src/lang/index.ts'

const today = { year: 2026, month: 11, day: 23 }

describe('a contract', () => {
  it.each([
    ['没签合同', false],
    ['老板欠我工资，没签合同，咋办', false],
    ['没有签劳动合同能要双倍工资吗', false],
    ['合同也没签', false],
    ['合同都没签过就让干活', false],
    ['没有合同只有微信', false],
    ['连合同都没有', false],
    ['老板不跟我签合同', false],
    ['公司一直不签劳动合同', false],
    ['没跟我们签合同', false],
    ['啥合同也没签', false],
    ['干了半年未签书面合同', false],
    ['签了合同', true],
    ['我跟厂里签过劳动合同', true],
    ['合同签了三年', true],
    ['签了三年合同，现在不要我了', true],
    ['签了合同还能反悔吗', true],
    ['有合同，有转账', true],
    ['签没签合同有区别吗', undefined],
    ['要是没签合同呢', undefined],
    ['没签合同的话能告吗', undefined],
    ['老板让我签合同', undefined],
    ['要不要签合同', undefined],
    ['有没有合同都行吗', undefined],
    ['合同上写的是三年', undefined],
    ['没有按合同办', undefined],
    ['以前签过合同，今年没签合同', undefined],
    ['签过合同吗', undefined],
    ['必须有合同才能告吗', undefined],
    ['想签个买卖合同注意啥', undefined],
  ])('%s', (text, told) => expect(toldContract(text)).toBe(told))
})

describe('the amount of a matter', () => {
  it.each([
    ['老板拖欠我三万块工资不给怎么办', '30,000元 owed'],
    ['欠我8000工资不给', '8,000元 owed'],
    ['欠俺三千五，要了好几回', '3,500元 owed'],
    ['借给他五万块，到现在还没还', '50,000元 owed'],
    ['借给他五万，还了一万', '50,000元'],
    ['一共五万，给了两万，还欠三万', '30,000元 owed'],
    ['干了三个月，一个月5000块，欠了我一万五', '15,000元 owed'],
    ['大概欠八千块左右', '大约8,000元 owed'],
    ['交了3000块押金不退', '3,000元'],
    ['看病花了2.5万', '25,000元'],
    ['三千块钱工钱没给', '3,000元 owed'],
    ['3个人欠我两万块', '20,000元 owed'],
    ['不是三万，是八千块', '8,000元'],
    ['一天300块，干了20天', undefined],
    ['月薪6000元', undefined],
    ['每亩一千二百块', undefined],
    ['三百块钱一天', undefined],
    ['要是欠三万块能告吗', undefined],
    ['3000元以上才立案吗', undefined],
    ['欠我三个月工资', undefined],
    ['我们3个人', undefined],
    ['欠我三万块工资，欠他两万块工资', undefined],
    ['欠我2024年的工资', undefined],
  ])('%s', (text, told) => {
    const read = toldMoney(text)
    expect(read && `${read.approximate ? '大约' : ''}${formatMoney(read.cents)}${read.owed ? ' owed' : ''}`).toBe(told)
  })
})

describe('a wage', () => {
  it.each([
    ['说好一天300块，干完不给钱', '一天300块'],
    ['老板说一个月五千，干了仨月', '一个月五千'],
    ['月薪6000元，拖了俩月', '月薪6000元'],
    ['三百块一天，工地上干的', '一天三百块'],
    ['每月给孩子抚养费800块', undefined],
    ['老板欠我5000块', undefined],
    ['三个月5000块工资', undefined],
  ])('%s', (text, told) => expect(toldWage(text)).toBe(told))
})

describe('how many', () => {
  it.each([
    ['我们十几个人的工钱都没给', '十几个人', undefined],
    ['9个工友都没拿到钱', '9个工友', 9],
    ['俺们二十来个人', '二十来个人', undefined],
    ['我们一共12个人', '12个人', 12],
    ['我们三十多号人都没发工资', '三十多号人', undefined],
    ['我们班组7名工人', '7名工人', 7],
    ['我们好几个人一起干的', '好几个人', undefined],
    ['一百多个农民工没拿到钱', '一百多个农民工', undefined],
    ['三千块钱', undefined, undefined],
    ['我一个人干的', undefined, undefined],
    ['我们俩离婚', undefined, undefined],
    ['我们两个人结婚三年', undefined, undefined],
    ['对方来了五六个人打我', undefined, undefined],
    ['找了两个工友作证', undefined, undefined],
    ['我们公司有50个人', undefined, undefined],
    ['我们村三百多人', undefined, undefined],
    ['我们家五口人', undefined, undefined],
    ['要是我们十个人一起告呢', undefined, undefined],
  ])('%s', (text, words, count) => expect(toldPersons(text)).toEqual(words && { words, ...(count === undefined ? {} : { count }) }))

  it.each([
    ['我家五口人', 5],
    ['一家三口', 3],
    ['家里就两口人过日子', 2],
    ['我们十几口人', undefined],
  ])('%s', (text, count) => expect(toldHousehold(text)).toBe(count))
})

describe('how long', () => {
  it.each([
    ['干了三个月', '三个月', undefined],
    ['在工地干了3个多月，一分钱没给', '3个多月', undefined],
    ['给他干了小半年活', '小半年', undefined],
    ['在厂里上了八年班', '八年', undefined],
    ['干了不到一个月让我走', '不到一个月', undefined],
    ['打了俩月工', '俩月', undefined],
    ['干了一年半', '一年半', undefined],
    ['工作了十来年', '十来年', undefined],
    ['干了三个月没给钱', '三个月', undefined],
    ['欠了三个月工资', undefined, '三个月'],
    ['半年没发工资了', undefined, '半年'],
    ['干了一年，欠我两个月工资', '一年', '两个月'],
    ['老板拖欠工资快半年', undefined, '快半年'],
    ['要干满三个月才给', undefined, undefined],
    ['说好干三个月', undefined, undefined],
    ['干了多久能要补偿', undefined, undefined],
    ['三个月前摔的', undefined, undefined],
    ['要是干了三个月呢', undefined, undefined],
    ['干了三个人的活', undefined, undefined],
  ])('%s', (text, worked, unpaid) =>
    expect(toldSpans(text)).toEqual({ ...(worked === undefined ? {} : { worked }), ...(unpaid === undefined ? {} : { unpaid }) }),
  )
})

describe('from one day to another', () => {
  it.each([
    ['3月到6月的工资没发', '2026-03-01', '2026-06-01', false],
    ['从3月干到6月', '2026-03-01', '2026-06-01', true],
    ['我从去年5月到今年2月在那里上班', '2025-05-01', '2026-02-01', true],
    ['2025年3月到8月在厂里打工', '2025-03-01', '2025-08-01', true],
    ['从5月一直干到现在', '2026-05-01', undefined, true],
    ['11月到2月的工资没给', '2025-11-01', '2026-02-01', false],
  ])('%s', (text, from, until, worked) => {
    const read = toldPeriod(text, today)
    expect([read && isoDate(read.from.date), read?.until && isoDate(read.until.date), read?.worked]).toEqual([from, until, worked])
  })

  it.each(['3月到6月去哪玩', '要是3月到6月没发工资', '三四个月的工资'])('not: %s', (text) => expect(toldPeriod(text, today)).toBeUndefined())
})

describe('a day', () => {
  it.each([
    ['去年腊月在工地摔了', '2026-01-19', 'month'],
    ['昨天被车撞了', '2026-11-22', 'day'],
    ['2025年3月5号借给他三万', '2025-03-05', 'day'],
    ['去年把地占了', '2025-01-01', 'year'],
    ['上个月15号摔伤了', '2026-10-15', 'day'],
    ['今天想问个事', undefined, undefined],
    ['明天开庭', undefined, undefined],
    ['说好去年年底还钱', undefined, undefined],
    ['1965年出生', undefined, undefined],
    ['要是去年腊月摔的呢', undefined, undefined],
    ['5月借的，8月又借了一回', undefined, undefined],
    ['干了三个月', undefined, undefined],
    ['去年3月签的合同', undefined, undefined],
  ])('%s', (text, day, precision) => {
    const read = toldDate(text, today)
    expect([read && isoDate(read.date), read?.precision]).toEqual([day, precision])
  })
})

describe('who', () => {
  it.each([
    ['老板拖欠我三万块工资不给怎么办', 'employer', '老板'],
    ['邻居占了我的宅基地', 'person', '邻居'],
    ['被老公打了', 'person', '老公'],
    ['老公天天打我', 'person', '老公'],
    ['村里不给我征地款', 'village', '村里'],
    ['公司把我开除了', 'employer', '公司'],
    ['我想告公司', 'employer', '公司'],
    ['儿子不养老', 'person', '儿子'],
    ['包工头跑了', 'employer', '包工头'],
    ['镇政府强拆了我的房', 'authority', '镇政府'],
    ['老板的车撞了我', undefined, undefined],
    ['我儿子被抓了', undefined, undefined],
    ['俺爹被车撞了', undefined, undefined],
    ['老板人挺好', undefined, undefined],
    ['要是老板不给钱呢', undefined, undefined],
    ['我和邻居关系好', undefined, undefined],
    ['老板欠我工资，邻居又占我地', undefined, undefined],
  ])('%s', (text, kind, word) => expect(toldOpponent(text)).toEqual(kind && { kind, word }))

  it.each([
    ['俺爹被车撞了', '爹'],
    ['替我妈问问低保的事', '妈'],
    ['我老公在工地上摔了', '老公'],
    ['我儿子的工资没给', '儿子'],
    ['俺爹去世了房子咋分', undefined],
    ['儿子不养老', undefined],
    ['我儿子打人被抓了', undefined],
    ['老公打我', undefined],
  ])('%s', (text, word) => expect(toldRelative(text)).toBe(word))
})
