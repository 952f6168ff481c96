import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import { AppError } from '../../core/errors.ts'
import { refuseBomb } from './refuse-bomb.ts'
import type { Sheet } from './sheet.ts'

/** Reads a .csv (UTF-8 or GB 18030, one sheet named like the file) or every sheet of an .xlsx. Throws `file.unreadable` naming the file. */
export const readSheets = async (file: string): Promise<readonly Sheet[]> => {
  const kind = extname(file).toLowerCase()
  try {
    const bytes = readFileSync(file)
    if (kind === '.xlsx') {
      refuseBomb(bytes)
      // Numbers stay as they are written: a code of 12 digits is no quantity.
      const sheets = await readWorkbook(bytes, { parseNumber: (text: string) => text })
      return sheets.map(({ sheet, data }) =>
        sheetOf(
          sheet,
          data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) })),
        ),
      )
    }
    if (kind !== '.csv') throw new Error('a .csv or .xlsx file is wanted')
    const records: unknown = parse(decode(bytes), { bom: true, info: true, relax_column_count: true, skip_empty_lines: true })
    return [
      sheetOf(
        basename(file, extname(file)),
        recordsOf(records).map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) })),
      ),
    ]
  } catch (cause) {
    throw new AppError('file.unreadable', { place: file, detail: cause instanceof Error ? cause.message : String(cause) }, cause)
  }
}

const sheetOf = (name: string, rows: Sheet['rows']): Sheet => {
  const filled = rows.filter((row) => row.cells.some((cell) => cell !== ''))
  return { name, headings: filled[0]?.cells ?? [], rows: filled.slice(1) }
}

// With `info` each record comes with the line on which it ends; the library's types do not say so.
const recordsOf = (records: unknown) => records as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]

const cellText = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'object' ? '' : String(cell).trim()

/** Spreadsheets on Chinese Windows save CSV in GB 18030. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
