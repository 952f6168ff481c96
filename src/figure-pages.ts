import { sheetBytes } from './adapters/sheets/write-sheets.ts'
import type { DeskDeps } from './adapters/workbench/desk-deps.ts'
import type { DeskTexts } from './adapters/workbench/desk-route.ts'
import type { FigureBook, FiguresDeps } from './adapters/workbench/figures/figures-deps.ts'
import { minutes } from './adapters/workbench/figures/pictures.ts'
import type { Actor } from './core/actor.ts'
import { monthOf, monthsUpTo, splitFigures, standsOn } from './core/figure-groups.ts'
import { figureNames, figuresOf, readAhead } from './core/figures.ts'
import type { FigureRows } from './core/figures.ts'
import { funnelOf } from './core/funnel.ts'
import { keptFor } from './core/kept-for.ts'
import { waitingOf } from './core/waiting.ts'
import { readReportWords } from './report-words.ts'
import type { ReportWords } from './report-words.ts'
import type { House } from './wire.ts'

/** What the pages of figures need of a house. */
export const figuresDepsOf = (house: House, deps: DeskDeps, texts: DeskTexts, days: DeskTexts): FiguresDeps => {
  const words = readReportWords()
  const { says } = words
  return {
    now: deps.now,
    texts,
    days,
    read: (actor, month) => readBook(house, words, actor, month),
    label: words.label,
    definition: words.definition,
    cell: words.cell,
    shown: words.shown,
    unit: (name) => says(`units.${words.unit(name)}`),
    notes: words.notes,
    workbook: (book) => sheetBytes(words.sheets({ lines: linesOf(words, book, house.clock.now()), total: book.total, parts: book.parts, by: book.by })),
    bulletin: (book) => bulletinOf(house, words, texts, book),
  }
}

const linesOf = ({ says }: ReportWords, { month }: FigureBook, now: number): readonly string[] => {
  const period = monthOf(month)
  const state = now < period.from ? says('ahead') : now < period.to ? says('unfinished') : ''
  return [says('title', { month, day: standsOn(period, now), unfinished: state }), says('zone')]
}

/** What somebody may see of a county's rows: an office what is of its towns. */
const within = (rows: FigureRows, towns: readonly string[]): FigureRows => {
  const own = <T extends { readonly townCode?: string }>(list: readonly T[]) =>
    list.filter(({ townCode }) => townCode !== undefined && towns.includes(townCode))
  return { cases: own(rows.cases), visits: own(rows.visits), talks: own(rows.talks), complaints: own(rows.complaints) }
}

/** Books by what they were counted from: as long as that is not read again, nothing else comes of it. */
const booksBy = keptFor<FigureRows, Map<string, FigureBook>>(Number.POSITIVE_INFINITY)

const readBook = async (house: House, words: ReportWords, actor: Actor, month: string): Promise<FigureBook> => {
  const [first = month] = monthsUpTo(month)
  const read = await house.workbench.figures.rows(monthOf(first).from, house.clock.now())
  const books = booksBy(read.rows, 0, () => new Map())
  const key = `${month} ${actor.officeId ?? ''} ${actor.towns.join()}`
  const made = books.get(key) ?? countBook(house, words, actor, month, read)
  books.set(key, made)
  return made
}

const countBook = (
  { world }: House,
  { says }: ReportWords,
  actor: Actor,
  month: string,
  read: { readonly rows: FigureRows; readonly readAt: number },
): FigureBook => {
  const now = read.readAt
  const [first = month] = monthsUpTo(month)
  const { practice, roster } = world()
  const rows = readAhead(actor.officeId === undefined ? read.rows : within(read.rows, actor.towns), practice, now)
  const by = actor.officeId === undefined ? 'town' : 'village'
  const names = new Map((by === 'town' ? roster.towns : roster.villages).map(({ code, name }) => [code, name]))
  const period = monthOf(month)
  return {
    month,
    by,
    readAt: read.readAt,
    total: figuresOf(rows, period, practice, now),
    waiting: waitingOf(rows.talks, period, now),
    months: splitFigures(rows, month, 'month', practice, now).map(({ key, figures }) => ({ key, figures, waiting: waitingOf(rows.talks, monthOf(key), now) })),
    parts: splitFigures(rows, month, by, practice, now).map((part) => ({
      ...part,
      name: part.key === '' ? says(`unknown.${by}`) : (names.get(part.key) ?? part.key),
    })),
    funnel: funnelOf(rows.cases, { from: monthOf(first).from, to: period.to }, now),
  }
}

/** Places on the one page. */
const PLACES = 14

const bulletinOf = (house: House, words: ReportWords, texts: DeskTexts, book: FigureBook): Promise<Uint8Array> => {
  const now = house.clock.now()
  const period = monthOf(book.month)
  const shown = (part: FigureBook['parts'][number]) => ({
    name: part.name,
    ...Object.fromEntries(figureNames.map((name) => [name, words.shown(name, part.figures[name])])),
  })
  const count = (figure: unknown): number => (typeof figure === 'number' ? figure : 0)
  const parts = [...book.parts].sort((a, b) => count(b.figures.received) - count(a.figures.received) || count(b.figures.requests) - count(a.figures.requests))
  const left = parts.length - PLACES
  const answered = book.waiting.answered
  return house.documents().write(
    'monthly-bulletin',
    {
      values: {
        county: house.world().roster.county,
        month: texts('month', { year: book.month.slice(0, 4), month: Number(book.month.slice(5)) }),
        state: texts(now < period.to ? 'not-over' : 'over', { day: standsOn(period, now) }),
        zone: words.says('zone'),
        ...Object.fromEntries(figureNames.map((name) => [name, words.shown(name, book.total[name])])),
        answered: answered === 'none' ? texts('none') : `${Math.round(answered * 1000) / 10}%`,
        wait: minutes(texts, book.waiting.median),
      },
      rows: { parts: [...parts.slice(0, PLACES).map(shown), ...(left > 0 ? [{ name: texts('other-parts', { count: left }) }] : [])] },
    },
    'pdf',
  )
}
