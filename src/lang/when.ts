import { civilDate, diffDays, toMs, weekday } from './civil-date.ts'

const WEEKDAYS = '日一二三四五六'
const MINUTE = 60_000

const clock = (minute: number): string => {
  const hour = Math.floor(minute / 60)
  const rest = minute % 60
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  const spoken = hour > 12 ? hour - 12 : hour
  return `${part}${spoken}点${rest === 0 ? '' : rest === 30 ? '半' : `${rest}分`}`
}

/** A past instant as villagers say it, in China's time: 今天上午9点5分, 昨天下午2点, 11月20日上午9点. */
export const sayPast = (at: number, now: number): string => {
  const date = civilDate(at)
  const time = clock(Math.floor((at - toMs(date)) / MINUTE))
  const days = diffDays(date, civilDate(now))
  if (days <= 0) return `今天${time}`
  if (days === 1) return `昨天${time}`
  const year = date.year === civilDate(now).year ? '' : `${date.year}年`
  return `${year}${date.month}月${date.day}日${time}`
}

/** An instant as villagers say it, in China's time: 现在, 今天下午2点, 明天上午8点半, 11月25日周三上午8点半. */
export const sayWhen = (at: number, now: number): string => {
  if (at <= now) return '现在'
  const date = civilDate(at)
  const time = clock(Math.floor((at - toMs(date)) / MINUTE))
  const days = diffDays(civilDate(now), date)
  if (days === 0) return `今天${time}`
  if (days === 1) return `明天${time}`
  if (days === 2) return `后天${time}`
  const year = date.year === civilDate(now).year ? '' : `${date.year}年`
  return `${year}${date.month}月${date.day}日周${WEEKDAYS[weekday(date)] ?? ''}${time}`
}
