import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import writeWorkbook from 'write-excel-file/node'
import { AppError } from '../../core/errors.ts'
import type { Sheet } from './sheet.ts'

/** A sheet to be written: numbers stay numbers, so that a spreadsheet reckons with them. */
export type WrittenSheet = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly { readonly cells: readonly (string | number)[] }[]
}

/** An .xlsx workbook of sheets, as bytes. */
export const sheetBytes = async (sheets: readonly (Sheet | WrittenSheet)[]): Promise<Uint8Array> => {
  const pages = sheets.map((sheet) => ({
    sheet: sheet.name,
    data: [sheet.headings, ...sheet.rows.map((row) => row.cells)].map((cells) => cells.map(cellOf)),
  }))
  return new Uint8Array(await writeWorkbook(pages).toBuffer())
}

/** Writes sheets: all into one .xlsx, or one sheet into a .csv (UTF-8 with a mark, so that spreadsheets read it rightly). Throws `file.unreadable`. */
export const writeSheets = async (file: string, sheets: readonly (Sheet | WrittenSheet)[]): Promise<void> => {
  const kind = extname(file).toLowerCase()
  try {
    if (kind === '.xlsx') {
      writeFileSync(file, await sheetBytes(sheets))
      return
    }
    const [only, more] = sheets
    if (kind !== '.csv' || !only || more) throw new Error('a .csv or .xlsx file is wanted')
    writeFileSync(file, `\uFEFF${[only.headings, ...only.rows.map((row) => row.cells)].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`)
  } catch (cause) {
    throw new AppError('file.unreadable', { place: file, detail: cause instanceof Error ? cause.message : String(cause) }, cause)
  }
}

const cellOf = (value: string | number) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })

const quoted = (cell: string | number): string => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell))
