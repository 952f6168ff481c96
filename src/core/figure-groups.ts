import { addMonths, civilDate, isoDate, toMs } from '../lang/civil-date.ts'
import type { Practice } from './deadline.ts'
import { figureNames, figuresOf, readAhead } from './figures.ts'
import type { FigureName, FigureRows, Figures, Period } from './figures.ts'
import type { Instant } from './ids.ts'

/** By what figures may be split. `counsel`: of a case, who was assigned last by the end of the period; of a talk, who took it. */
export const figureDivisions = ['town', 'village', 'matter', 'counsel', 'month'] as const
export type FigureDivision = (typeof figureDivisions)[number]

/** A figure of a part: `few`: withheld, as it would tell of less than three cases; `unsplit`: the data cannot split it so. */
export type PartFigure = Figures[FigureName] | 'few' | 'unsplit'
/** The figures of one part. `key`: code, matter, id or YYYY-MM; '' where it is not known. */
export type FigurePart = { readonly key: string; readonly figures: Readonly<Record<FigureName, PartFigure>> }

/** Fewer than so many are not told of but by their number: no sum, span or opinion of a single person (个人信息保护法 6). */
const FEWEST = 3

/** What each figure that tells more than a number rests on. */
const RESTS_ON: Partial<Record<FigureName, FigureName>> = {
  'median-days': 'decided',
  'p90-days': 'decided',
  'on-time': 'decided',
  recovered: 'closed',
  avoided: 'closed',
  'talks-satisfied': 'talks-rated',
  'cases-satisfied': 'cases-rated',
}

/**
 * What the data cannot split. A complaint may be without a name, so that no village is told of; it need not be about who handles the case. Which question
 * was answered is kept as a hash only, and a request for a person has no matter of a case.
 */
const UNSPLIT: Readonly<Record<FigureDivision, readonly FigureName[]>> = {
  town: [],
  village: ['complaints'],
  matter: ['people', 'visits', 'requests', 'taken', 'talks-rated', 'talks-satisfied', 'complaints'],
  counsel: ['people', 'visits', 'complaints'],
  month: [],
}

/** A month, written YYYY-MM, in China. */
export const monthOf = (month: string): Period => {
  const first = { year: Number(month.slice(0, 4)), month: Number(month.slice(5)), day: 1 }
  return { from: toMs(first), to: toMs(addMonths(first, 1)) }
}

/** The months of a month's year up to it, written YYYY-MM. */
export const monthsUpTo = (month: string): readonly string[] =>
  Array.from({ length: Number(month.slice(5)) }, (_, index) => `${month.slice(0, 5)}${String(index + 1).padStart(2, '0')}`)

/** The figures of a month by its parts, or of the year's months up to it; parts with nothing in the month are left out. */
export const splitFigures = (given: FigureRows, month: string, by: FigureDivision, practice: Practice, now: Instant): readonly FigurePart[] => {
  const rows = readAhead(given, practice, now)
  if (by === 'month') return monthsUpTo(month).map((key) => ({ key, figures: figuresOf(rows, monthOf(key), practice, now) }))
  const period = monthOf(month)
  const parts = [...partsOf(rows, by, Math.min(period.to - 1, now))]
    .map(([key, part]) => ({ key, figures: figuresOf(part, period, practice, now) }))
    .filter(({ figures }) => figureNames.some((name) => !UNSPLIT[by].includes(name) && figures[name] !== 0 && figures[name] !== 'none'))
    .sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : a.key < b.key ? -1 : 1))
  const withheld = new Map(figureNames.map((name) => [name, withheldOf(name, parts)]))
  return parts.map(({ key, figures }) => ({
    key,
    figures: Object.fromEntries(
      figureNames.map((name) => [name, UNSPLIT[by].includes(name) ? 'unsplit' : withheld.get(name)?.has(key) ? 'few' : figures[name]]),
    ) as FigurePart['figures'],
  }))
}

/** Where so few are withheld that the county's sum would tell them, the next smallest part is withheld too. */
const withheldOf = (name: FigureName, parts: readonly { readonly key: string; readonly figures: Figures }[]): ReadonlySet<string> => {
  const base = RESTS_ON[name]
  const sized = base === undefined ? [] : parts.map(({ key, figures }) => ({ key, size: Number(figures[base]) })).filter(({ size }) => size > 0)
  const few = sized.filter(({ size }) => size < FEWEST)
  const total = few.reduce((sum, { size }) => sum + size, 0)
  const next = total > 0 && total < FEWEST ? sized.filter(({ size }) => size >= FEWEST).sort((a, b) => a.size - b.size)[0] : undefined
  return new Set([...few, ...(next ? [next] : [])].map(({ key }) => key))
}

const partsOf = (rows: FigureRows, by: Exclude<FigureDivision, 'month'>, end: Instant): ReadonlyMap<string, FigureRows> => {
  const place = by === 'town' ? 'townCode' : 'villageCode'
  const parts = new Map<string, { [K in keyof FigureRows]: FigureRows[K][number][] }>()
  const part = (key = '') => {
    const found = parts.get(key) ?? { cases: [], visits: [], talks: [], complaints: [] }
    parts.set(key, found)
    return found
  }
  for (const one of rows.cases) {
    const assigned = one.events.findLast(({ move, at }) => move === 'assign' && at <= end)
    part(by === 'matter' ? one.matter : by === 'counsel' ? assigned?.facts.counselId : one[place]).cases.push(one)
  }
  if (by === 'matter') return parts
  for (const one of rows.talks) part(by === 'counsel' ? one.counselId : one[place]).talks.push(one)
  if (by === 'counsel') return parts
  for (const one of rows.visits) part(one[place]).visits.push(one)
  if (by === 'town') for (const one of rows.complaints) part(one.townCode).complaints.push(one)
  return parts
}

/** Day on which a period's figures stand: its last, or today where it is not over. */
export const standsOn = ({ to }: Period, now: Instant): string => isoDate(civilDate(Math.min(to - 1, now)))
