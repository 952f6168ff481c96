import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { staffRoles } from '../../core/staff-role.ts'
import type { Prisma } from './open-prisma.ts'

const COUNTY = { code: '370285', name: '莱西市' }

const text = z.string().min(1)
const schemas = {
  towns: z.object({ code: text, name: text }),
  villages: z.object({ code: text, townCode: text, name: text }),
  agency: z.object({ id: text, name: text, phone: text, address: text, hours: text }),
  // Positions are about where the town is, near enough for a demonstration.
  offices: z.object({
    id: text,
    townCode: text,
    name: text,
    phone: text,
    address: text,
    hours: text,
    latitude: z.coerce.number(),
    longitude: z.coerce.number(),
  }),
  windows: z.object({ id: text, siteId: text, kind: z.enum(['room', 'window', 'rights-centre']), serves: text, name: text, place: z.string() }),
  counsel: z.object({
    id: text,
    name: text,
    firm: text,
    licence: text,
    specialities: z.string(),
    villages: text,
    duty: text,
    capacity: z.coerce.number().int().positive(),
  }),
  staff: z.object({ id: text, role: z.enum(staffRoles), name: text, officeId: z.string().transform((id) => (id === '' ? null : id)) }),
  gridWorkers: z.object({ id: text, name: text, townCode: text, villages: text }),
} as const

const read = <Row>(folder: string, name: string, schema: z.ZodType<Row>): Row[] => {
  const file = join(folder, `${name}.csv`)
  const rows: unknown[] = parse(readFileSync(file), { columns: true, skip_empty_lines: true })
  return rows.map((row, index) => {
    const checked = schema.safeParse(row)
    if (checked.success) return checked.data
    const issue = checked.error.issues[0]
    throw new AppError('content.invalid', { detail: `${file}:${index + 2}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` })
  })
}

/** Fills an empty roster with the demonstration county from the CSV files of `folder`, each row flagged. Does nothing where there is a county. */
export const seedDemo = async (prisma: Prisma, folder: string): Promise<boolean> => {
  if ((await prisma.county.count()) > 0) return false
  const demo = true
  const inCounty = { countyCode: COUNTY.code, demo }
  await prisma.$transaction([
    prisma.county.create({ data: { ...COUNTY, demo } }),
    prisma.town.createMany({ data: read(folder, 'towns', schemas.towns).map((row) => ({ ...row, ...inCounty })) }),
    prisma.village.createMany({ data: read(folder, 'villages', schemas.villages).map((row) => ({ ...row, demo })) }),
    prisma.agency.createMany({ data: read(folder, 'agency', schemas.agency).map((row) => ({ ...row, ...inCounty })) }),
    prisma.office.createMany({ data: read(folder, 'offices', schemas.offices).map((row) => ({ ...row, demo })) }),
    prisma.window.createMany({ data: read(folder, 'windows', schemas.windows).map((row) => ({ ...row, demo })) }),
    prisma.counsel.createMany({ data: read(folder, 'counsel', schemas.counsel).map((row) => ({ ...row, demo })) }),
    prisma.staff.createMany({ data: read(folder, 'staff', schemas.staff).map((row) => ({ ...row, demo })) }),
    prisma.gridWorker.createMany({ data: read(folder, 'grid-workers', schemas.gridWorkers).map((row) => ({ ...row, demo })) }),
  ])
  return true
}

/** Removes every row of the demonstration county; how many went. Conversations and cases of real people stay. */
export const removeDemo = async (prisma: Prisma): Promise<number> => {
  const where = { demo: true }
  const removed = await prisma.$transaction([
    prisma.party.deleteMany({ where }),
    prisma.window.deleteMany({ where }),
    prisma.staff.deleteMany({ where }),
    prisma.gridWorker.deleteMany({ where }),
    prisma.staff.deleteMany({ where }),
    prisma.counsel.deleteMany({ where }),
    prisma.office.deleteMany({ where }),
    prisma.agency.deleteMany({ where }),
    prisma.village.deleteMany({ where }),
    prisma.town.deleteMany({ where }),
    prisma.county.deleteMany({ where }),
  ])
  return removed.reduce((sum, { count }) => sum + count, 0)
}
