import { extname } from 'node:path'
import { readYaml, textsOf } from '../adapters/content/yaml-text.ts'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import type { WrittenSheet } from '../adapters/sheets/write-sheets.ts'
import type { SqlDriver } from '../adapters/sql/driver.ts'
import { readFigureRows } from '../adapters/sql/figure-rows.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { monthOf, splitFigures, standsOn } from '../core/figure-groups.ts'
import type { FigureDivision, FigurePart, PartFigure } from '../core/figure-groups.ts'
import { figureNames, figuresOf, readAhead } from '../core/figures.ts'
import type { FigureName, Figures } from '../core/figures.ts'
import { openBeside } from '../database.ts'
import { formatMoney } from '../lang/index.ts'
import { root } from '../root.ts'
import { readPractice } from '../world.ts'
import { cipherOf } from './backup.ts'

const place = `${root}/src/texts/report.yml`

/** What `report` may be told. `month`: YYYY-MM; `at`: now. */
export type ReportOptions = { readonly month: string; readonly by?: FigureDivision; readonly xlsx?: string; readonly json: boolean; readonly at: number }

/**
 * `xiangfa report --month YYYY-MM`: the bureau's figures of a month with their definitions, beside a running server; split with `by`. With `xlsx` a
 * workbook too, with `json` one JSON object. Throws `data.missing`, `file.unreadable`.
 */
export const report = async (config: Config, options: ReportOptions): Promise<void> => {
  const { month, by, at, xlsx } = options
  if (xlsx !== undefined && extname(xlsx).toLowerCase() !== '.xlsx') throw new AppError('file.unreadable', { place: xlsx, detail: 'an .xlsx file is wanted' })
  const period = monthOf(month)
  const practice = readPractice()
  const driver = await openBeside(config)
  try {
    const read = await readFigureRows(driver, cipherOf(config), by === 'month' ? monthOf(`${month.slice(0, 5)}01`).from : period.from)
    const rows = readAhead(read, practice, at)
    const total = figuresOf(rows, period, practice, at)
    const names = await namesOf(driver, by)
    const parts = by === undefined ? [] : splitFigures(rows, month, by, practice, at).map((part) => ({ ...part, name: names(part.key) }))
    const made: Made = { ...options, total, parts, lines: linesOf(options, at < period.from, at < period.to) }
    if (xlsx !== undefined) await writeSheets(xlsx, sheetsOf(made))
    process.stdout.write(options.json ? `${JSON.stringify(objectOf(made))}\n` : `${textOf(made)}\n`)
  } finally {
    await driver.close()
  }
}

type NamedPart = FigurePart & { readonly name: string }
type Made = ReportOptions & { readonly total: Figures; readonly parts: readonly NamedPart[]; readonly lines: readonly string[] }
type Unit = 'people' | 'times' | 'count' | 'days' | 'share' | 'money' | 'marks'

const says = textsOf(place)
const labelOf = (name: FigureName): string => says(`figures.${name}.label`)
const definitionOf = (name: FigureName): string => says(`figures.${name}.definition`)
const unitOf = (name: FigureName): Unit => says(`figures.${name}.unit`) as Unit

const notes = (): readonly string[] => {
  const read = readYaml(place)
  return typeof read === 'object' && read !== null && 'notes' in read && Array.isArray(read.notes) ? read.notes.map(String) : []
}

const linesOf = ({ month, at }: ReportOptions, ahead: boolean, running: boolean): readonly string[] => [
  says('title', { month, day: standsOn(monthOf(month), at), unfinished: ahead ? says('ahead') : running ? says('unfinished') : '' }),
  says('zone'),
]

/** A figure in its unit: percent with one decimal, yuan, or the word for why there is none. */
const cellFor = (name: FigureName, figure: PartFigure): string | number => {
  if (typeof figure !== 'number') return says(`words.${figure}`)
  const unit = unitOf(name)
  return unit === 'share' ? Math.round(figure * 1000) / 10 : unit === 'money' ? figure / 100 : figure
}

const shown = (name: FigureName, figure: PartFigure): string => {
  if (typeof figure !== 'number') return says(`words.${figure}`)
  return unitOf(name) === 'money' ? formatMoney(figure) : `${cellFor(name, figure)}${says(`units.${unitOf(name)}`)}`
}

const textOf = ({ lines, total, parts, by, xlsx }: Made): string => {
  const told = (figures: FigurePart['figures']): string =>
    figureNames
      .filter((name) => figures[name] !== 0 && figures[name] !== 'none' && figures[name] !== 'unsplit')
      .map((name) => `${labelOf(name)} ${shown(name, figures[name])}`)
      .join('　') || says('nothing')
  return [
    ...lines,
    ...figureNames.map((name) => says('line', { label: labelOf(name), value: shown(name, total[name]), definition: definitionOf(name) })),
    ...(by === undefined ? [] : ['', says(`by.${by}`), ...parts.map(({ name, figures }) => says('part', { name, values: told(figures) }))]),
    ...(by !== undefined && parts.length === 0 ? [says('nothing')] : []),
    '',
    ...notes(),
    ...(xlsx === undefined ? [] : [says('written', { file: xlsx })]),
  ].join('\n')
}

const sheetsOf = ({ lines, total, parts, by }: Made): readonly WrittenSheet[] => [
  {
    name: says('sheets.total'),
    headings: ['figure', 'value', 'unit', 'definition'].map((one) => says(`columns.${one}`)),
    rows: figureNames.map((name) => ({ cells: [labelOf(name), cellFor(name, total[name]), says(`units.${unitOf(name)}`), definitionOf(name)] })),
  },
  ...(by === undefined
    ? []
    : [
        {
          name: says(`by.${by}`),
          headings: [says('columns.part'), ...figureNames.map((name) => `${labelOf(name)}（${says(`units.${unitOf(name)}`)}）`)],
          rows: [
            ...parts.map(({ name, figures }) => ({ cells: [name, ...figureNames.map((figure) => cellFor(figure, figures[figure]))] })),
            { cells: [says('columns.definition'), ...figureNames.map(definitionOf)] },
          ],
        },
      ]),
  { name: says('sheets.notes'), headings: [says('columns.note')], rows: [...lines, ...notes()].map((line) => ({ cells: [line] })) },
]

const objectOf = ({ month, by, at, total, parts }: Made) => ({
  month,
  until: standsOn(monthOf(month), at),
  total,
  ...(by === undefined ? {} : { by, parts }),
  units: Object.fromEntries(figureNames.map((name) => [name, unitOf(name) === 'money' ? 'fen' : unitOf(name)])),
  definitions: Object.fromEntries(figureNames.map((name) => [name, definitionOf(name)])),
  notes: notes(),
})

/** Names of the parts by their keys: places and counsel as the roster has them, also such as are closed. */
const namesOf = async (driver: SqlDriver, by: FigureDivision | undefined): Promise<(key: string) => string> => {
  const sql =
    by === 'town'
      ? 'SELECT "code" AS "key","name" FROM "Town"'
      : by === 'village'
        ? `SELECT v."code" AS "key",COALESCE(t."name",'') || v."name" AS "name" FROM "Village" v LEFT JOIN "Town" t ON t."code" = v."townCode"`
        : by === 'counsel'
          ? 'SELECT "id" AS "key","name" FROM "Counsel"'
          : undefined
  const rows = sql === undefined ? [] : await driver.all(sql, [])
  const names = new Map(rows.map((row) => [String(row['key']), String(row['name'])]))
  return (key) => (key === '' && by !== undefined ? says(`unknown.${by}`) : (names.get(key) ?? key))
}
