import type { MoveFacts } from '../../core/case.ts'
import { civilDate, isoDate, parseDate, parseNumber } from '../../lang/index.ts'

const DAY = /(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{4}-\d{1,2}-\d{1,2}|大后天|后天|明天|今天|(?:下+|这|本)?(?:周|星期|礼拜)[一二三四五六日天]/u
const TIME = /(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：](\d{2})|[点时](?:(半)|(\d{1,2})分?)?)/u
const AFTERNOON = ['下午', '晚上']

/** Reads `12月8日上午9点半 莱西法院二庭`: the day, the minute of the day and the place, each where it is said. */
export const hearingFacts = (rest: string, now: number): MoveFacts => {
  const said = DAY.exec(rest)
  const read = said ? parseDate(said[0], civilDate(now), { prefer: 'future' }) : undefined
  const without = said ? rest.replace(said[0], ' ') : rest
  const time = TIME.exec(without)
  const where = (time ? without.replace(time[0], ' ') : without).replace(/^[\s,，、]+|[\s,，、]+$/gu, '')
  const minute = time ? minuteOf(time) : undefined
  return { ...(read ? { due: isoDate(read.date) } : {}), ...(minute === undefined ? {} : { minute }), ...(where === '' ? {} : { where }) }
}

const minuteOf = (time: RegExpExecArray): number | undefined => {
  const said = Number(time[2] ?? '')
  const hour = Number.isNaN(said) ? parseNumber(time[2] ?? '') : said
  if (hour === undefined || hour > 23) return undefined
  const late = AFTERNOON.includes(time[1] ?? '') && hour < 12 ? hour + 12 : hour
  return late * 60 + (time[4] === undefined ? Number(time[3] ?? time[5] ?? 0) : 30)
}
