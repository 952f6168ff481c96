import { addMonths, compareDates } from '../civil-date.ts'
import type { CivilDate } from '../civil-date.ts'
import { parseDate } from '../date.ts'
import type { DateReading } from '../date.ts'
import { clausesOf, supposes } from './clause.ts'

const NUMBER = '(?:\\d{1,3}(?:\\.5)?|二?十几|好几|几|[一二两俩仨三四五六七八九十百]{1,4}|大半|小半|多半|半)'
/** 三个月, 半年, 一年半, 两年多, 十来天, 俩月, 个把月. */
const LONG = `(?:(?:不到|快|将近|差不多|大概|整整|足足)?(?:个把(?:月|星期|礼拜)|${NUMBER}(?:来|多)?(?:个半?多?来?(?:月|星期|礼拜)|(?<=[俩仨两半])月|年|天|周)(?:零[一二两三四五六七八九十\\d]{1,2}个月)?(?:半|多)?))`
const WORKED = new RegExp(
  `(?:干活|干|工作|上班|打工|务工|做工)(?:了|过|满|有|才|都|已经|到现在)*(?<worked>${LONG})|(?:打了|上了|做了|出了)(?<turns>${LONG})的?[工班]`,
  'u',
)
const UNPAID = new RegExp(
  [
    `(?:拖欠|欠|拖|压)(?:着|了)?(?:我们|俺们|我|俺|大家|工人)?的?(?:工资|工钱)?(?:了|有)*(?<owed>${LONG})`,
    `(?<unpaid>${LONG})(?:的|来|以来)?(?:工资|工钱|薪水|钱)?(?:都|也|一直|还|就)*(?:没|不)(?:有)?(?:发|给|开|结)`,
  ].join('|'),
  'u',
)
const INTENDED = /(?:要|想|准备|打算|得|说好|约定|必须|保证|让我|叫我|需要|再|能|没|不)[^,]{0,3}$/u

/** How long something went on, in the person's words. */
export type ToldSpans = { readonly worked?: string; readonly unpaid?: string }

/** How long somebody worked (干了三个月) and for how long they were not paid (欠了两个月工资), where it is told and not intended. */
export const toldSpans = (text: string): ToldSpans => {
  let spans: ToldSpans = {}
  for (const clause of clausesOf(text)) {
    if (supposes(clause)) continue
    const work = WORKED.exec(clause)
    const worked = work && !INTENDED.test(clause.slice(0, work.index)) ? (work.groups?.['worked'] ?? work.groups?.['turns']) : undefined
    if (worked !== undefined) spans = { ...spans, worked }
    // 干了三个月没给钱 tells how long the work was.
    const rest = worked === undefined ? clause : clause.slice((work?.index ?? 0) + (work?.[0].length ?? 0))
    const { owed, unpaid } = UNPAID.exec(rest)?.groups ?? {}
    const without = owed ?? unpaid
    if (without !== undefined) spans = { ...spans, unpaid: without }
  }
  return spans
}

const DAY =
  '(?:(?:\\d{4}|[去今前]|大前)年的?)?(?:\\d{1,2}|[正一二三四五六七八九十冬腊]{1,2})月(?:份)?(?:\\d{1,2}[号日]|初[一二三四五六七八九十]|[二]?十[一二三四五六七八九]?(?=到|至))?'
const PERIOD = new RegExp(`(?<from>${DAY})(?:一直)?(?:到|至|-|~)(?<to>${DAY}|至今|今|现在|目前|如今)`, 'u')

/** From one month or day to another, not after today. `worked`: in it somebody worked; otherwise it is what was not paid for. */
export type ToldPeriod = { readonly from: DateReading; readonly until?: DateReading; readonly worked: boolean }

/** 3月到6月, 去年腊月到今年三月, 从5月干到现在 (no end). Undefined where one of them cannot be read, or it is not clear what went on. */
export const toldPeriod = (text: string, today: CivilDate): ToldPeriod | undefined => {
  for (const clause of clausesOf(text)) {
    if (supposes(clause)) continue
    // 从3月干到6月
    const plain = clause.replace(/(月(?:份)?(?:\d{1,2}[号日])?)(?:开始)?(?:就)?(?:一直)?(?:干活|干|做|上班|打工|欠|拖欠|拖)(?:到|至)/u, '$1到')
    const found = PERIOD.exec(plain)?.groups
    const worked = /干|上班|打工|工作|做工/u.test(clause)
    if (!found || (!worked && !/欠|拖|没发|没给|不给|不发|没结|工资|工钱/u.test(clause))) continue
    const period = read(found['from'] ?? '', found['to'] ?? '', today)
    if (period) return { ...period, worked: worked && !/的工资|的工钱/u.test(clause) }
  }
  return undefined
}

const read = (first: string, second: string, today: CivilDate): Omit<ToldPeriod, 'worked'> | undefined => {
  const from = parseDate(first, today, { prefer: 'past' })
  if (!from) return undefined
  if (!second.includes('月')) return { from }
  const year = /^(?:\d{4}年|[去今前]年|大前年)/u.exec(first)?.[0]
  const until = parseDate(year !== undefined && !second.includes('年') ? `${year}${second}` : second, today, { prefer: 'past' })
  if (!until || compareDates(until.date, today) > 0) return undefined
  if (compareDates(from.date, until.date) <= 0) return { from, until }
  // 11月到2月: the first of the year before.
  return year === undefined && from.yearAssumed ? { from: { ...from, date: addMonths(from.date, -12) }, until } : undefined
}

const NOT_THE_EVENT = /签|出生|生人|生日|属|结婚|领证|毕业|到期|说好|约定|答应|承诺|保证|开庭|判决|(?:之|以)?前(?:还|给|付|结)|每年|年年/u

/** The day, month or year of what happened, where just one is told. Not today, nothing to come, no agreed day, no birthday. */
export const toldDate = (text: string, today: CivilDate): DateReading | undefined => {
  const found = clausesOf(text).flatMap((clause) => {
    if (supposes(clause) || NOT_THE_EVENT.test(clause) || PERIOD.test(clause)) return []
    const reading = parseDate(clause, today, { prefer: 'past' })
    if (!reading || compareDates(reading.date, today) >= 0 || (reading.precision === 'year' && reading.date.year === today.year)) return []
    return [reading]
  })
  const [first, ...others] = found
  return others.every((one) => one.echo === first?.echo) ? first : undefined
}
