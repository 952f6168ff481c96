import { basename } from 'node:path'
import { applyRoster, planRoster } from '../adapters/prisma/roster-plan.ts'
import type { RosterPlan } from '../adapters/prisma/roster-plan.ts'
import { kinds, tables } from '../adapters/prisma/roster-kinds.ts'
import { readSheets } from '../adapters/sheets/read-sheets.ts'
import type { Sheet } from '../adapters/sheets/sheet.ts'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import type { Config } from '../config.ts'
import { withPrisma } from '../database.ts'
import { readDivisions } from '../divisions.ts'
import { rosterHeading as heading, rosterRows as rowsOf, rosterSays as says, rosterSheet as sheetOf } from '../roster-files.ts'
import { alone, print } from './output.ts'

/** `xiangfa roster import FILE`: shows what would be added, changed and closed and every bad row, and writes all of it or nothing. Exit code 1 for a bad row. */
export const importRoster = async (config: Config, file: string, dry: boolean): Promise<void> => {
  const { rows, bad } = rowsOf(await readSheets(file), basename(file))
  await alone(config, () =>
    withPrisma(config, async (prisma) => {
      const planned = await planRoster(prisma, rows)
      const plan: RosterPlan = { ...planned, bad: [...bad, ...planned.bad] }
      show(plan)
      if (plan.bad.length > 0) {
        print(says('report.refused', { bad: plan.bad.length }))
        process.exitCode = 1
      } else if (dry) print(says('report.dry'))
      else {
        await applyRoster(prisma, plan)
        print(says('report.done'))
      }
    }),
  )
}

/** `xiangfa roster export FILE`: everything in the roster, in the form that `import` reads. */
export const exportRoster = async (config: Config, file: string): Promise<void> => {
  const sheets = await alone(config, () =>
    withPrisma(config, async (prisma) => {
      const made: Sheet[] = []
      for (const kind of kinds) made.push(sheetOf(kind, await tables[kind].all(prisma)))
      return made
    }),
  )
  await writeSheets(file, /\.csv$/i.test(file) ? [joined(sheets)] : sheets)
  print(says('report.exported', { rows: sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0), file }))
}

/** `xiangfa roster init`: a skeleton of a county's towns and villages by their official codes. Throws `roster.division` where that package is not installed, `roster.region` for an unknown code. */
export const initRoster = async (region: string, file: string): Promise<void> => {
  const { county, towns, villages } = readDivisions(region)
  const sheets = [
    sheetOf('county', [{ code: region, name: county }]),
    sheetOf(
      'town',
      towns.map((town) => ({ ...town, countyCode: region })),
    ),
    sheetOf('village', villages),
    ...kinds.slice(3).map((kind) => sheetOf(kind, [])),
  ]
  await writeSheets(file, /\.csv$/i.test(file) ? [joined(sheets)] : sheets)
  print(says('report.init', { file, towns: towns.length, villages: villages.length }))
}

/** One table of all kinds, with the kind in front. */
const joined = (sheets: readonly Sheet[]): Sheet => {
  const columns = [...new Set(sheets.flatMap((sheet) => sheet.headings))]
  const rows = sheets.flatMap((sheet) => sheet.rows.map((row) => [sheet.name, ...columns.map((column) => row.cells[sheet.headings.indexOf(column)] ?? '')]))
  return { name: 'roster', headings: [says('columns.kind'), ...columns], rows: rows.map((cells, index) => ({ line: index + 2, cells })) }
}

const MOST_LINES = 200

const show = ({ changes, bad, same }: RosterPlan): void => {
  for (const { kind, id, what, name, columns } of changes.slice(0, MOST_LINES)) {
    const shown = what === 'added' ? '' : `  ${columns.map((column) => heading(kind, column)).join('、')}`
    print(says('report.change', { what: says(`report.${what}`), kind: says(`kinds.${kind}`), id, name, columns: shown }))
  }
  if (changes.length > MOST_LINES) print('…')
  for (const { kind, place, column, why, value } of bad)
    print(
      says('report.bad', {
        place,
        column: kind ? heading(kind, column) : column,
        value,
        why: says(`why.${why}`, { kinds: kinds.map((kind) => says(`kinds.${kind}`)).join('、') }),
      }),
    )
  const count = (what: string) => changes.filter((change) => change.what === what).length
  print(says('report.total', { added: count('added'), changed: count('changed'), closed: count('closed'), same }))
}
