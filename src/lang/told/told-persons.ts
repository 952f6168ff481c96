import { parseNumber } from '../numerals.ts'
import { clausesOf, supposes } from './clause.ts'

/** How many people a matter is about, as it was said: 十几个人, 9个工友. `count` where it is a plain number. */
export type ToldPersons = { readonly words: string; readonly count?: number }

const COUNT = '(?<count>(?:\\d{1,4}|[一二两三四五六七八九十百]{1,5})(?<rough>来|多|几)?|好几十|好几|几十|十几|几百|几)'
const WORKMATES = '(?:工友|农民工|工人|老乡|兄弟|乡亲|村民|同事|业主|租户)'
const US = new RegExp(`(?:我们|俺们|咱们|咱|俺)(?<gap>[^,]{0,5}?)(?<words>${COUNT}(?:个|名|号|位|口)?(?:人(?![民家])|${WORKMATES}))`, 'u')
const THEM = new RegExp(`(?<!他们|另外|别的|其他|其余|对方|来了|每|找了?|叫了?|请了?|第)(?<words>${COUNT}(?:个|名|位)${WORKMATES})`, 'u')
/** They are a pair, a house, an attacker or a witness, not people with the same claim. */
const OTHERWISE = /结婚|离婚|感情|过日子|打架|打了|打我|打伤|围着|吵|作证|证明|证人|口人|一家/u

/** How many have the same matter, where it is clearly told. One alone is undefined. */
export const toldPersons = (text: string): ToldPersons | undefined => {
  for (const clause of clausesOf(text)) {
    if (supposes(clause) || OTHERWISE.test(clause)) continue
    const us = US.exec(clause)
    const groups = us && !/公司|厂|村|单位|店|小区|跟|和|被|让|叫|每/u.test(us.groups?.['gap'] ?? '') ? us.groups : THEM.exec(clause)?.groups
    const words = groups?.['words']
    if (words === undefined) continue
    const count = groups?.['rough'] === undefined ? parseNumber(groups?.['count'] ?? '') : undefined
    if (count === undefined || (Number.isInteger(count) && count > 1)) return { words, ...(count === undefined ? {} : { count }) }
  }
  return undefined
}

const HOUSE = /(?:家里?|一家)(?:一共|总共|共|有|就|现在)*(?<count>\d{1,2}|[一二两三四五六七八九十]{1,3})口(?:人)?/u

/** How many live together: 家里五口人, 一家三口. */
export const toldHousehold = (text: string): number | undefined => {
  const counts = new Set(clausesOf(text).flatMap((clause) => (supposes(clause) ? [] : (parseNumber(HOUSE.exec(clause)?.groups?.['count'] ?? '') ?? []))))
  return counts.size === 1 ? [...counts][0] : undefined
}

const SOME = { 十几: 10, 几十: 20, 几百: 200 } as const

/** The fewest people that such words can mean: 十几个人 10, 二十多个工友 20, 几十个人 20; 1 where they name no number. */
export const leastPersons = (words: string): number => {
  for (const [said, least] of Object.entries(SOME)) if (words.includes(said)) return least
  return parseNumber(/\d{1,4}|[一二两三四五六七八九十百]{1,5}/u.exec(words)?.[0] ?? '') ?? 1
}
