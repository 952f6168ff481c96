import { findMoney, parseMoney } from '../money.ts'
import type { FoundMoney } from '../money.ts'
import { clausesOf, supposes } from './clause.ts'

/** The amount that a matter is about, in fen. `owed`: somebody has not paid it. */
export type ToldMoney = { readonly cents: number; readonly approximate?: true; readonly owed?: true }

const PER = '(?:天|日|月|年|小时|亩|平方?米?|平|斤|吨|趟|车|户|棵)'
/** A rate, not a sum: 一天300块, 每月5000元, 月薪六千, 每人两万, 三百块一天. */
const RATE_BEFORE = new RegExp(
  `(?:(?<![\\d十百])(?:一|每|1)个?${PER}|每个?人|[日月年时底]薪|[日月]工资|工资|保底)(?:的|就)?(?:工资|工钱)?(?:说好|是|就|给|开|挣|发|能|得|才|差不多|大概|有|要|收)*(?:我|俺)?$`,
  'u',
)
const RATE_AFTER = new RegExp(`^(?:左右|多)?(?:钱)?(?:/|(?:一|每)个?)(?:${PER}|人)(?![年月])`, 'u')
const BOUND_AFTER = /^(?:以上|以下|以内|之内|封顶|起步)/u
const NOT_BEFORE = /(?:不是|没有|不到|超过|多于|少于|满)$/u
const OWED = /欠|拖着|拖了|拖到|不给|没给|没发|不发|没还|不还|赖账|赖着|没结|不结|要不回|要不来|讨不回|压着|克扣|扣了|白条/u
const REMAINS = /(?:还|仍|尚)(?:欠|差|剩)[^\d一二两三四五六七八九十]{0,6}$/u
const OWED_BEFORE = /(?:欠|差|扣|压)[^\d一二两三四五六七八九十]{0,8}$/u
const OWED_AFTER = /^[^\d一二两三四五六七八九十]{0,8}(?:没给|不给|没发|不发|没还|不还|没结|不结|拖着|赖)/u
const PAID = /(?:还了|还过|已还|付了|付过|给了|给过|发了|发过|结了|拿到|收到|支付了|预支了?)[^\d一二两三四五六七八九十]{0,3}$/u
/** 欠我8000, 拖欠工资三千五: money without its unit. */
const BARE =
  /(?:拖欠|欠|还差)(?:着|了)?(?:我们|俺们|我|俺|他|她|人家|大家)?的?(?:工资|工钱|货款|运费|钱|饭钱|材料款)?(?:一共|总共|共|有|是|大概|大约|差不多|将近)*(?<figures>\d{3,8}(?:\.\d{1,2})?|[一二两三四五六七八九]千[一二三四五六七八九百]{0,3}|[一二两三四五六七八九]百[一二三四五六七八九]?)(?![\d.个人年月天日亩号平斤次只头件吨车,块元万千百k-])/gu

/**
 * The amount that a matter is about, where one is clearly told: what remains before what is owed, that before other sums, what was paid last. Rates
 * (一天300), bounds (3000元以上), denials (不是三万) and suppositions are none; two sums of the same rank leave it open.
 */
export const toldMoney = (text: string): ToldMoney | undefined => {
  const ranked = clausesOf(text).flatMap((clause) => (supposes(clause) ? [] : sumsIn(clause)))
  const best = Math.max(...ranked.map(({ rank }) => rank))
  const [first, ...others] = ranked.filter(({ rank }) => rank === best)
  if (!first || others.some(({ cents }) => cents !== first.cents)) return undefined
  return { cents: first.cents, ...(first.approximate ? { approximate: true } : {}), ...(best > 0 && OWED.test(text) ? { owed: true } : {}) }
}

type Ranked = { readonly cents: number; readonly approximate?: true; readonly rank: number }

const sumsIn = (clause: string): readonly Ranked[] => {
  const shown = findMoney(clause)
  const bare = [...clause.matchAll(BARE)].flatMap((match): readonly FoundMoney[] => {
    const figures = match.groups?.['figures'] ?? ''
    const index = match.index + match[0].length - figures.length
    const read = parseMoney(figures)
    return read && !shown.some((one) => one.index < index + figures.length && index < one.index + one.length)
      ? [{ ...read, index, length: figures.length }]
      : []
  })
  return [...shown, ...bare].flatMap((one): readonly Ranked[] => {
    const before = clause.slice(0, one.index).replace(/(?:大概|大约|约|差不多|将近|[快近有])$/u, '')
    const after = clause.slice(one.index + one.length)
    if (RATE_BEFORE.test(before) || RATE_AFTER.test(after) || BOUND_AFTER.test(after) || NOT_BEFORE.test(before)) return []
    const rank = REMAINS.test(before) ? 3 : OWED_BEFORE.test(before) || OWED_AFTER.test(after) ? 2 : PAID.test(before) ? 0 : 1
    return [{ cents: one.cents, ...(one.approximate ? { approximate: true } : {}), rank }]
  })
}

const SUM = '(?:\\d{2,6}(?:\\.\\d)?|[一二两三四五六七八九十百千万]{2,7})'
const UNIT = '(?:块钱|元钱|块|元)?'
const WAGE = new RegExp(
  `(?<![\\d一二两三四五六七八九十几半])(?:(?<per>(?:一|每|1)个?(?:天|日|月|小时))(?:的|就)?(?:工资|工钱)?|(?<pay>[日月]薪|[日月]工资))(?:说好|是|就|给|开|挣|发|能|才|我|俺|了)*(?<sum>${SUM}${UNIT})(?![\\d个人年月天日亩])|(?<![\\d一二两三四五六七八九十百千])(?<first>${SUM}${UNIT})(?<each>(?:一|每)个?(?:天|月|小时))`,
  'gu',
)
const WORK = /工资|工钱|薪|干活|干[了完过]|打工|上班|老板|工头|工地|挣|厂|出工/u
const NOT_WAGE = /抚养|赡养|生活费|房租|租金|利息|吃药|药费|护理|低保|补助|罚/u

/** What somebody says they earn, in their words: 一天300, 月薪6000元. Undefined where it is not clear that it is a wage. */
export const toldWage = (text: string): string | undefined => {
  if (!WORK.test(text)) return undefined
  const found = clausesOf(text).flatMap((clause) =>
    supposes(clause) || NOT_WAGE.test(clause)
      ? []
      : [...clause.matchAll(WAGE)].map(
          ({ groups = {} }) => `${groups['per'] ?? groups['pay'] ?? groups['each'] ?? ''}${groups['sum'] ?? groups['first'] ?? ''}`,
        ),
  )
  const [first, ...others] = new Set(found)
  return others.length === 0 ? first : undefined
}
