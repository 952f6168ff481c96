import { extname } from 'node:path'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import type { SqlDriver } from '../adapters/sql/driver.ts'
import { readFigureRows } from '../adapters/sql/figure-rows.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { monthOf, splitFigures, standsOn } from '../core/figure-groups.ts'
import type { FigureDivision, FigurePart } from '../core/figure-groups.ts'
import { figureNames, figuresOf, readAhead } from '../core/figures.ts'
import type { Figures } from '../core/figures.ts'
import { openBeside } from '../database.ts'
import { readReportWords } from '../report-words.ts'
import type { NamedPart } from '../report-words.ts'
import { readPractice } from '../world.ts'
import { cipherOf } from './backup.ts'

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

type Made = ReportOptions & { readonly total: Figures; readonly parts: readonly NamedPart[]; readonly lines: readonly string[] }
const { says, label: labelOf, definition: definitionOf, unit: unitOf, shown, notes, sheets: sheetsOf } = readReportWords()

const linesOf = ({ month, at }: ReportOptions, ahead: boolean, running: boolean): readonly string[] => [
  says('title', { month, day: standsOn(monthOf(month), at), unfinished: ahead ? says('ahead') : running ? says('unfinished') : '' }),
  says('zone'),
]

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
