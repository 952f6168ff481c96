import type { OpponentKind } from '../core/turn.ts'
import { addDays, toMs } from '../lang/index.ts'
import type { CivilDate } from '../lang/index.ts'
import { TOPICS } from './county.ts'
import type { County } from './county.ts'
import { diceOf } from './person.ts'

/** Somebody asks for a person. `home`: where they live; `village` and `town`: what they said of it. `against`: who the other side really is, by code or name. */
export type Call = {
  readonly at: number
  readonly home: string
  readonly village?: string
  readonly town?: string
  readonly topic: string
  readonly opponent: OpponentKind
  readonly opponentName?: string
  readonly against?: { readonly kind: 'village' | 'company'; readonly id: string }
  readonly persons: number
}

/** Calls a day for a hundred villages. */
const A_DAY = 9.3
const WEEKEND = 0.6
const HOUR = 3_600_000
/** How much is asked in each hour of the day. */
const HOURLY = [1, 1, 0, 0, 0, 1, 2, 4, 8, 10, 10, 8, 5, 5, 8, 8, 7, 6, 6, 8, 8, 5, 3, 2]

/** The calls of so many days, in their order: when, from which village, about what and against whom. Not everybody says where they live. */
export const callsOf = ({ roster, companies }: County, begins: CivilDate, days: number, random: () => number): readonly Call[] => {
  const dice = diceOf(random)
  const hour = weighed(HOURLY.map((weight, index) => [index, weight]))
  const topic = weighed(Object.entries(TOPICS))
  const opponent = weighed<OpponentKind>([
    ['village', 13],
    ['employer', 25],
    ['person', 40],
    ['authority', 7],
    ['none', 15],
  ])
  const villageName = (): Pick<Call, 'opponentName' | 'against'> => {
    const other = dice.pick(roster.villages)
    const called = other && (dice.often(20) ? other.aliases[0] : other.name)
    return other && called !== undefined ? { opponentName: `${called} committee`, against: { kind: 'village', id: other.code } } : {}
  }
  const companyName = (): Pick<Call, 'opponentName' | 'against'> => {
    const company = dice.pick(companies)
    return company === undefined
      ? {}
      : { opponentName: dice.often(40) ? `Laixi ${company} branch, manager` : company, against: { kind: 'company', id: company } }
  }
  const calls: Call[] = []
  for (let day = 0; day < days; day += 1) {
    const date = addDays(begins, day)
    const rest = [0, 6].includes(new Date(toMs(date) + 12 * HOUR).getUTCDay())
    const count = Math.round((roster.villages.length / 100) * A_DAY * (rest ? WEEKEND : 1.15) * (0.8 + 0.4 * random()))
    for (let call = 0; call < count; call += 1) {
      const home = dice.pick(roster.villages)
      if (!home) continue
      const side = opponent(random())
      const said = random()
      const where = said < 0.9 ? { village: home.code } : said < 0.97 ? { town: home.townCode } : {}
      const known =
        side === 'village'
          ? dice.often(20)
            ? villageName()
            : { against: { kind: 'village' as const, id: home.code } }
          : side === 'employer' && dice.often(60)
            ? companyName()
            : side === 'person' && dice.often(10)
              ? companyName()
              : {}
      const at = Math.floor(toMs(date) + (hour(random()) + random()) * HOUR)
      calls.push({ at, home: home.code, ...where, topic: topic(random()), opponent: side, ...known, persons: dice.often(2) ? 12 : dice.often(1) ? 35 : 1 })
    }
  }
  return calls.sort((a, b) => a.at - b.at)
}

/** Picks by weight, from a number in [0, 1). */
const weighed = <T>(list: readonly (readonly [T, number])[]): ((draw: number) => T) => {
  const total = list.reduce((sum, [, weight]) => sum + weight, 0)
  return (draw) => {
    let left = draw * total
    for (const [value, weight] of list) {
      left -= weight
      if (left < 0) return value
    }
    const [first] = list
    if (!first) throw new RangeError('nothing to pick from')
    return first[0]
  }
}
