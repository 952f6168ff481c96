import { parseDuty } from '../core/duty.ts'
import type { Duty, Leave } from '../core/duty.ts'
import type { Audience, Counsel, Roster, Village, Window } from '../core/roster.ts'
import { addDays, isoDate } from '../lang/index.ts'
import type { CivilDate } from '../lang/index.ts'
import { diceOf } from './person.ts'

/** How large a county is made. `counsel` with the lawyers of the sub-centre. */
export type CountySize = { readonly villages: number; readonly counsel: number; readonly towns: number }

/** An invented county. `serves` and `retained` say once more, one by one, whom each counsel acts for: what is served is held against them and not against the roster. */
export type County = {
  readonly roster: Roster
  readonly serves: ReadonlyMap<string, ReadonlySet<string>>
  readonly retained: ReadonlyMap<string, ReadonlySet<string>>
  readonly companies: readonly string[]
}

/** Topics of the knowledge base, by how often people ask for a person about them, of a hundred. */
export const TOPICS: Readonly<Record<string, number>> = {
  labour: 16,
  land: 13,
  divorce: 12,
  loan: 12,
  traffic: 8,
  neighbour: 8,
  'work-injury': 6,
  inheritance: 6,
  elders: 5,
  expropriation: 5,
  homestead: 5,
  violence: 2,
  village: 2,
}

const BASE = '370285'
const SOUTH = 36.55
const WEST = 120.2
const HEIGHT = 0.5
const WIDTH = 0.62
const COMPANIES = 60
/** Of a hundred villages so many have no counsel. */
const WITHOUT = 4
const AUDIENCES: readonly Audience[] = ['workers', 'women-children', 'disabled', 'elderly']
const HOURS = ['workdays 08:30-12:00,13:30-17:30', 'workdays 08:30-12:00,14:00-17:30', 'workdays 09:00-12:00,13:30-17:00', 'daily 08:30-11:30,14:00-20:00']
const CENTRE_HOURS = 'daily 08:30-21:00'

const padded = (value: number, length: number): string => String(value).padStart(length, '0')
const hours = (text: string): Duty => parseDuty(text) ?? { days: 'daily', spans: [] }

/**
 * Makes a county: towns on a grid, villages strewn over them, each counsel with neighbouring villages of one town, a few villages without one, and the lawyers
 * of the sub-centre without villages. Villages of different towns may have one name. Some counsel retain companies, some are away for days from `begins` on.
 */
export const inventCounty = (size: CountySize, begins: CivilDate, random: () => number): County => {
  const dice = diceOf(random)
  const columns = Math.ceil(Math.sqrt(size.towns))
  const rows = Math.ceil(size.towns / columns)
  const towns = Array.from({ length: size.towns }, (_, index) => ({ code: `${BASE}${100 + index}`, name: `town-${padded(index, 2)}` }))
  const villages: readonly Village[] = Array.from({ length: size.villages }, (_, index) => {
    const town = index % size.towns
    const latitude = SOUTH + ((Math.floor(town / columns) + random()) / rows) * HEIGHT
    const longitude = WEST + (((town % columns) + random()) / columns) * WIDTH
    const name = padded(Math.floor(index * 0.97), 4)
    return {
      code: `${BASE}${100 + town}${padded(1 + Math.floor(index / size.towns), 3)}`,
      name: `village-${name}`,
      townCode: `${BASE}${100 + town}`,
      aliases: [`hamlet-${name}`],
      position: { latitude, longitude },
    }
  })
  const companies = Array.from({ length: COMPANIES }, (_, index) => `company-${padded(index, 3)}`)
  const centre = Math.max(1, Math.round(size.counsel / 15))
  const shares = shared(
    villages,
    towns.map(({ code }) => code),
    size.counsel - centre,
  )
  const counsel = Array.from({ length: size.counsel }, (_, index): Counsel => {
    const own = shares[index]
    const first = index % 4
    return {
      id: `counsel-${padded(index, 3)}`,
      name: `counsel-${padded(index, 3)}`,
      firm: `firm-${index % 20}`,
      specialities: Object.keys(TOPICS).filter(() => dice.often(25)),
      villages: (own ?? []).filter(() => !dice.often(WITHOUT)).map(({ code }) => code),
      duty: hours(own ? (HOURS[dice.often(70) ? first % 3 : 3] ?? CENTRE_HOURS) : CENTRE_HOURS),
      capacity: 2 + Math.floor(random() * 5),
      post: own ? 'village' : 'centre',
      clients: companies.filter(() => dice.often(2)),
      leave: dice.often(12) ? leaveFrom(begins, random) : [],
    }
  })
  return {
    companies,
    serves: new Map(counsel.map((one) => [one.id, new Set(one.villages)])),
    retained: new Map(counsel.map((one) => [one.id, new Set(one.clients)])),
    roster: {
      county: 'county',
      agency: { id: 'agency', name: 'agency', phone: '0', address: '-', duty: hours('workdays 08:30-12:00,13:30-17:30') },
      towns,
      villages,
      offices: towns.map(({ code, name }) => ({ id: `office-${code}`, name, townCode: code, phone: '0', address: '-', duty: hours(HOURS[0] ?? '') })),
      windows: AUDIENCES.map((serves): Window => ({ id: `window-${serves}`, siteId: 'agency', kind: 'rights-centre', serves, name: serves })),
      counsel,
      gridWorkers: [],
      staff: [],
    },
  }
}

/** Between two and nine days away within the month. */
const leaveFrom = (begins: CivilDate, random: () => number): Leave => {
  const first = addDays(begins, Math.floor(random() * 26))
  return [{ from: isoDate(first), to: isoDate(addDays(first, 1 + Math.floor(random() * 8))) }]
}

/** Shares the villages of each town out among as many counsel as its size asks for, those side by side to one. */
const shared = (villages: readonly Village[], towns: readonly string[], counsel: number): readonly (readonly Village[])[] => {
  const ordered = towns.flatMap((town) =>
    villages.filter((one) => one.townCode === town).sort((a, b) => band(a) - band(b) || (a.position?.longitude ?? 0) - (b.position?.longitude ?? 0)),
  )
  return Array.from({ length: counsel }, (_, index) =>
    ordered.slice(Math.round((index * ordered.length) / counsel), Math.round(((index + 1) * ordered.length) / counsel)),
  )
}

const band = ({ position }: Village): number => Math.floor((position?.latitude ?? 0) / 0.05)
