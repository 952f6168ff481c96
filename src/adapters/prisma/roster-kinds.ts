import { z } from 'zod'
import { staffRoles } from '../../core/staff-role.ts'
import { parseDuty, parseLeave } from '../../core/duty.ts'
import type { Prisma } from './open-prisma.ts'

// What is wrong with a cell is said by a key of texts/roster.yml: need, number, place, duty, leave, code, choice.
const need = z.string().min(1, 'need')
const code = (digits: number) => z.string().regex(new RegExp(`^\\d{${digits}}$`), 'code')
const list = z.string().transform((text) =>
  text
    .split(/[|、，,;；\s]+/u)
    .filter((one) => one !== '')
    .join('|'),
)
const codes = list.refine((text) => text.split('|').every((one) => /^(\d{6}|\d{9}|\d{12})?$/.test(one)), 'code')
const duty = z.string().refine((text) => parseDuty(text) !== undefined, 'duty')
const leave = list.refine((text) => parseLeave(text) !== undefined, 'leave')
const closed = z
  .string()
  .refine((text) => /^(|是|否|true|false|yes|no|1|0)$/i.test(text), 'yes-no')
  .transform((text) => /^(是|true|yes|1)$/i.test(text))
const degrees = (most: number) =>
  z
    .string()
    .refine((text) => text === '' || (/^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most), 'place')
    .transform((text) => (text === '' ? null : Number(text)))
const optional = z.string().transform((text) => (text === '' ? null : text))
const position = { latitude: degrees(90), longitude: degrees(180) }
const contact = { phone: need, address: need, hours: duty }

const schemas = {
  county: z.object({ code: code(6), name: need }),
  town: z.object({ code: code(9), name: need, countyCode: code(6), aliases: list, closed }),
  village: z.object({ code: code(12), name: need, townCode: code(9), aliases: list, formerNames: list, ...position, successor: optional, closed }),
  agency: z.object({ id: need, name: need, countyCode: code(6), ...contact, ...position, closed }),
  office: z.object({ id: need, name: need, townCode: code(9), ...contact, ...position, closed }),
  window: z.object({
    id: need,
    siteId: need,
    kind: z.enum(['room', 'window', 'rights-centre'], 'choice'),
    serves: z.enum(['aid', 'mediation', 'publicity', 'correction', 'consult', 'general', 'workers', 'women-children', 'disabled', 'elderly'], 'choice'),
    name: need,
    phone: z.string(),
    place: z.string(),
    hours: z.string().refine((text) => text === '' || parseDuty(text) !== undefined, 'duty'),
    closed,
  }),
  counsel: z.object({
    id: need,
    name: need,
    firm: need,
    licence: need,
    post: z.enum(['', 'village', 'centre'], 'choice').transform((text) => text || 'village'),
    specialities: list,
    villages: codes,
    languages: list,
    duty,
    capacity: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'number')
      .transform(Number),
    leave,
    clients: list,
    closed,
  }),
  staff: z.object({
    id: need,
    role: z.enum(staffRoles, 'choice'),
    name: need,
    officeId: optional,
    phone: z.string(),
    closed,
  }),
  'grid-worker': z.object({ id: need, name: need, townCode: code(9), grid: z.string(), villages: codes, closed }),
} as const

/** Kinds of rows of a roster file, in the order in which they refer to each other. */
export const kinds = ['county', 'town', 'village', 'agency', 'office', 'window', 'counsel', 'staff', 'grid-worker'] as const
export type RosterKind = (typeof kinds)[number]

/** One row as text, by column. */
export type Cells = Readonly<Record<string, string>>
/** What is wrong with a cell: the column, and a key of texts/roster.yml. */
export type CellFault = { readonly column: string; readonly why: string }

type Write = ReturnType<Prisma['town']['upsert']>
/** How rows of a kind are read, checked and written. */
export type KindTable = {
  readonly columns: readonly string[]
  /** Column that names the row. */
  readonly key: string
  readonly all: (prisma: Prisma) => Promise<readonly Cells[]>
  /** Checks a row; the statement that would write it. */
  readonly check: (
    cells: Cells,
  ) =>
    | { readonly kind: 'good'; readonly cells: Cells; readonly write: (prisma: Prisma) => Write }
    | { readonly kind: 'bad'; readonly faults: readonly CellFault[] }
}

const cellsOf = (columns: readonly string[], row: Readonly<Record<string, unknown>>): Cells =>
  Object.fromEntries(columns.map((column) => [column, cellText(row[column])]))
const cellText = (value: unknown): string => (value === null || value === undefined || value === false ? '' : value === true ? 'yes' : String(value))

const table = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  key: string,
  all: (prisma: Prisma) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  write: (prisma: Prisma, row: z.output<z.ZodObject<Shape>>) => unknown,
): KindTable => {
  const columns = Object.keys(schema.shape)
  return {
    columns,
    key,
    all: async (prisma) => (await all(prisma)).map((row) => cellsOf(columns, row)),
    check(cells) {
      const checked = schema.safeParse(Object.fromEntries(columns.map((column) => [column, cells[column] ?? ''])))
      if (!checked.success) return { kind: 'bad', faults: checked.error.issues.map((issue) => ({ column: String(issue.path[0] ?? ''), why: issue.message })) }
      return { kind: 'good', cells: cellsOf(columns, checked.data), write: (prisma) => write(prisma, checked.data) as Write }
    },
  }
}

const byCode = { orderBy: { code: 'asc' } } as const
const byId = { orderBy: { id: 'asc' } } as const

/** Every kind with its table. */
export const tables: Readonly<Record<RosterKind, KindTable>> = {
  county: table(
    schemas.county,
    'code',
    (prisma) => prisma.county.findMany(byCode),
    (prisma, row) => prisma.county.upsert({ where: { code: row.code }, create: row, update: { ...row, demo: false } }),
  ),
  town: table(
    schemas.town,
    'code',
    (prisma) => prisma.town.findMany(byCode),
    (prisma, row) => prisma.town.upsert({ where: { code: row.code }, create: row, update: { ...row, demo: false } }),
  ),
  village: table(
    schemas.village,
    'code',
    (prisma) => prisma.village.findMany(byCode),
    (prisma, row) => prisma.village.upsert({ where: { code: row.code }, create: row, update: { ...row, demo: false } }),
  ),
  agency: table(
    schemas.agency,
    'id',
    (prisma) => prisma.agency.findMany(byId),
    (prisma, row) => prisma.agency.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
  office: table(
    schemas.office,
    'id',
    (prisma) => prisma.office.findMany(byId),
    (prisma, row) => prisma.office.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
  window: table(
    schemas.window,
    'id',
    (prisma) => prisma.window.findMany(byId),
    (prisma, row) => prisma.window.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
  counsel: table(
    schemas.counsel,
    'id',
    (prisma) => prisma.counsel.findMany(byId),
    (prisma, row) => prisma.counsel.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
  staff: table(
    schemas.staff,
    'id',
    (prisma) => prisma.staff.findMany(byId),
    (prisma, row) => prisma.staff.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
  'grid-worker': table(
    schemas['grid-worker'],
    'id',
    (prisma) => prisma.gridWorker.findMany(byId),
    (prisma, row) => prisma.gridWorker.upsert({ where: { id: row.id }, create: row, update: { ...row, demo: false } }),
  ),
}
