import type { CivilDate } from '../civil-date.ts'
import { compareDates } from '../civil-date.ts'
import { parseDate } from '../date.ts'

const WORDS = /(?:下次)?(?:跟进|回访|联系)[:：\s]*(?:是|在|定在|于)?/u

/** The day on which somebody says they will see to a matter again: 结束 已告知去仲裁，下次跟进 12月5日. Undefined where none is said, or it is not after today. */
export const toldFollowUp = (text: string, today: CivilDate): CivilDate | undefined => {
  const found = WORDS.exec(text)
  if (!found) return undefined
  const rest = text.slice(found.index + found[0].length)
  const read = parseDate(rest.split(/[。；;\n]/u)[0] ?? '', today, { prefer: 'future' })
  return read?.precision === 'day' && compareDates(read.date, today) > 0 ? read.date : undefined
}
