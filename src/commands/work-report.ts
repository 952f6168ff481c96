import { extname } from 'node:path'
import { z } from 'zod'
import { readYaml, textsOf } from '../adapters/content/yaml-text.ts'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import type { WrittenSheet } from '../adapters/sheets/write-sheets.ts'
import type { SqlDriver } from '../adapters/sql/driver.ts'
import { createSealing } from '../adapters/sql/sealing.ts'
import { readWorks } from '../adapters/sql/works.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { workKinds, workSheet } from '../core/work.ts'
import type { Rates, WorkLine, WorkRecord } from '../core/work.ts'
import { openBeside } from '../database.ts'
import { civilDate, formatDate, formatMoney } from '../lang/index.ts'
import { root } from '../root.ts'
import { cipherOf } from './backup.ts'

const rateSchema = z.strictObject({ yuan: z.number().min(0), source: z.string().min(1), verified: z.boolean() })
const ratesSchema = z.record(z.enum(workKinds), rateSchema)

/** What one of each kind of work is paid, as src/texts/subsidy.yml says it. Throws `content.invalid`. */
export const readRates = (): Rates => {
  const read = ratesSchema.safeParse(readYaml(`${root}/src/texts/subsidy.yml`))
  if (read.success) return read.data
  const lines = read.error.issues.map(({ path, message }) => `src/texts/subsidy.yml: ${path.join('.')} ${message}`)
  throw new AppError('content.invalid', { detail: lines.join('\n') })
}

/** What `report work` may be told. `month`: YYYY-MM. */
export type WorkReportOptions = { readonly month: string; readonly xlsx?: string; readonly json: boolean }

const says = textsOf(`${root}/src/texts/outreach.yml`)
const column = (name: string): string => says(`work.report.columns.${name}`)
const kindName = (kind: string): string => says(`work.kinds.${kind}`)

/**
 * `xiangfa report work --month YYYY-MM`: what village counsel did in a month, by counsel and village, and what the unified subsidy comes to by the
 * configured rates; beside a running server. Disputed work is paid nothing and listed with its reason. Throws `data.missing`, `file.unreadable`, `content.invalid`.
 */
export const workReport = async (config: Config, { month, xlsx, json }: WorkReportOptions): Promise<void> => {
  if (xlsx !== undefined && extname(xlsx).toLowerCase() !== '.xlsx') throw new AppError('file.unreadable', { place: xlsx, detail: 'an .xlsx file is wanted' })
  const rates = readRates()
  const driver = await openBeside(config)
  try {
    const works = await readWorks(driver, createSealing(cipherOf(config)), month)
    const made: Made = { month, works, lines: workSheet(works, rates), rates, names: await namesOf(driver) }
    if (xlsx !== undefined) await writeSheets(xlsx, sheetsOf(made))
    const text = [...textOf(made), ...(xlsx === undefined ? [] : [says('work.report.written', { file: xlsx })])].join('\n')
    process.stdout.write(json ? `${JSON.stringify(objectOf(made))}\n` : `${text}\n`)
  } finally {
    await driver.close()
  }
}

type Names = { readonly counsel: ReadonlyMap<string, { readonly name: string; readonly firm: string }>; readonly village: (code: string) => string }
type Made = {
  readonly month: string
  readonly works: readonly WorkRecord[]
  readonly lines: readonly WorkLine[]
  readonly rates: Rates
  readonly names: Names
}

const namesOf = async (driver: SqlDriver): Promise<Names> => {
  const counsel = await driver.all('SELECT "id","name","firm" FROM "Counsel"', [])
  const villages = await driver.all(
    `SELECT v."code",COALESCE(t."name",'') || v."name" AS "name" FROM "Village" v LEFT JOIN "Town" t ON t."code" = v."townCode"`,
    [],
  )
  const known = new Map(villages.map((row) => [String(row['code']), String(row['name'])]))
  return {
    counsel: new Map(counsel.map((row) => [String(row['id']), { name: String(row['name']), firm: String(row['firm']) }])),
    village: (code) => known.get(code) ?? says('work.no-village'),
  }
}

const isUnverified = (rates: Rates): boolean => workKinds.some((kind) => !rates[kind].verified)
const counselName = ({ names }: Made, id: string): string => names.counsel.get(id)?.name ?? id
const sum = (lines: readonly WorkLine[], of: 'fen' | 'confirmedFen'): number => lines.reduce((total, line) => total + line[of], 0)

const textOf = (made: Made): readonly string[] => {
  const { month, lines, rates, works, names } = made
  const unverified = isUnverified(rates) ? says('work.report.unverified') : ''
  if (lines.length === 0) return [says('work.report.title', { month, unverified: '' }), says('work.report.nothing')]
  return [
    says('work.report.title', { month, unverified }),
    ...lines.map((line) =>
      says('work.report.line', {
        ...{ counsel: counselName(made, line.counselId), village: names.village(line.villageCode), open: line.open, disputed: line.disputed },
        ...{ amount: formatMoney(line.fen), confirmed: formatMoney(line.confirmedFen) },
        counts: workKinds
          .filter((kind) => line.counts[kind] > 0)
          .map((kind) => says('work.count', { kind: kindName(kind), n: line.counts[kind] }))
          .join(' '),
      }),
    ),
    says('work.report.total', { amount: formatMoney(sum(lines, 'fen')), confirmed: formatMoney(sum(lines, 'confirmedFen')) }),
    ...works
      .filter(({ status }) => status === 'disputed')
      .map((work) =>
        says('work.report.dispute', {
          ...{ number: work.number, counsel: counselName(made, work.counselId), village: names.village(work.villageCode ?? '') },
          ...{ kind: kindName(work.kind), date: formatDate(civilDate(work.at)), reason: work.reason ?? '' },
        }),
      ),
    ...workKinds.map((kind) =>
      says('work.report.rate', {
        ...{ kind: kindName(kind), yuan: rates[kind].yuan, source: rates[kind].source },
        unverified: rates[kind].verified ? '' : `，${says('work.report.checked.no')}`,
      }),
    ),
  ]
}

const sheetsOf = (made: Made): readonly WrittenSheet[] => [
  {
    name: says('work.report.sheets.total'),
    headings: [...['counsel', 'firm', 'village'].map(column), ...workKinds.map(kindName), ...['amount', 'confirmed', 'open', 'disputed'].map(column)],
    rows: made.lines.map((line) => ({
      cells: [
        ...[counselName(made, line.counselId), made.names.counsel.get(line.counselId)?.firm ?? '', made.names.village(line.villageCode)],
        ...workKinds.map((kind) => line.counts[kind]),
        ...[line.fen / 100, line.confirmedFen / 100, line.open, line.disputed],
      ],
    })),
  },
  {
    name: says('work.report.sheets.rows'),
    headings: ['number', 'date', 'counsel', 'village', 'kind', 'note', 'status', 'reason', 'by'].map(column),
    rows: made.works.map((work) => ({
      cells: [
        ...[work.number, formatDate(civilDate(work.at)), counselName(made, work.counselId), made.names.village(work.villageCode ?? '')],
        ...[kindName(work.kind), work.note ?? '', says(`work.status.${work.status}`), work.reason ?? '', work.by ?? ''],
      ],
    })),
  },
  {
    name: says('work.report.sheets.rates'),
    headings: ['kind', 'yuan', 'source', 'verified'].map(column),
    rows: workKinds.map((kind) => ({
      cells: [kindName(kind), made.rates[kind].yuan, made.rates[kind].source, says(`work.report.checked.${made.rates[kind].verified ? 'yes' : 'no'}`)],
    })),
  },
]

const objectOf = (made: Made) => ({
  month: made.month,
  lines: made.lines.map((line) => ({ ...line, counsel: counselName(made, line.counselId), village: made.names.village(line.villageCode) })),
  rates: made.rates,
  disputed: made.works.filter(({ status }) => status === 'disputed').map(({ number, counselId, reason }) => ({ number, counselId, reason })),
})
