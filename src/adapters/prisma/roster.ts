import { parseDuty } from '../../core/duty.ts'
import type { Duty } from '../../core/duty.ts'
import { AppError } from '../../core/errors.ts'
import { staffRoles } from '../../core/staff-role.ts'
import type { Roster } from '../../core/roster.ts'
import type { Prisma } from './open-prisma.ts'

const list = (text: string): readonly string[] => text.split('|').filter((one) => one !== '')

const duty = (text: string, whose: string): Duty => {
  const read = parseDuty(text)
  if (!read) throw new AppError('content.invalid', { detail: `${whose}: cannot read the hours "${text}", write e.g. workdays 08:30-12:00,13:30-17:30` })
  return read
}

/** Reads everybody behind the bot and every place. Throws `content.invalid` for hours that cannot be read. */
export const readRoster = async (prisma: Prisma): Promise<Roster> => {
  const county = await prisma.county.findFirst()
  const agency = await prisma.agency.findFirst()
  const towns = await prisma.town.findMany({ orderBy: { code: 'asc' } })
  const villages = await prisma.village.findMany({ orderBy: { code: 'asc' } })
  const offices = await prisma.office.findMany({ orderBy: { id: 'asc' } })
  const counsel = await prisma.counsel.findMany({ orderBy: { id: 'asc' } })
  const gridWorkers = await prisma.gridWorker.findMany({ orderBy: { id: 'asc' } })
  const staff = await prisma.staff.findMany({ orderBy: { id: 'asc' } })
  return {
    county: county?.name ?? '',
    ...(agency ? { agency: { id: agency.id, name: agency.name, phone: agency.phone, address: agency.address } } : {}),
    towns: towns.map(({ code, name }) => ({ code, name })),
    villages: villages.map(({ code, name, townCode, aliases }) => ({ code, name, townCode, aliases: list(aliases) })),
    offices: offices.map(({ id, name, townCode, phone, address, hours }) => ({ id, name, townCode, phone, address, duty: duty(hours, name) })),
    counsel: counsel.map((one) => ({
      id: one.id,
      name: one.name,
      firm: one.firm,
      specialities: list(one.specialities),
      villages: list(one.villages),
      duty: duty(one.duty, one.name),
      capacity: one.capacity,
      ...(one.onDuty === null ? {} : { onDuty: one.onDuty }),
    })),
    staff: staff.flatMap(({ id, role, name, officeId }) => {
      const known = staffRoles.find((one) => one === role)
      return known ? [{ id, role: known, name, ...(officeId === null ? {} : { officeId }) }] : []
    }),
    gridWorkers: gridWorkers.map(({ id, name, townCode, villages: served }) => ({ id, name, townCode, villages: list(served) })),
  }
}
