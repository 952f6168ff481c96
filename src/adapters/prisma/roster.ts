import { parseDuty, parseLeave } from '../../core/duty.ts'
import type { Duty } from '../../core/duty.ts'
import { AppError } from '../../core/errors.ts'
import { staffRoles } from '../../core/staff-role.ts'
import type { Position, Roster, Village, Window } from '../../core/roster.ts'
import type { Prisma } from './open-prisma.ts'

const list = (text: string): readonly string[] => text.split('|').filter((one) => one !== '')

const duty = (text: string, whose: string): Duty => {
  const read = parseDuty(text)
  if (!read) throw new AppError('content.invalid', { detail: `${whose}: cannot read the hours "${text}", write e.g. workdays 08:30-12:00,13:30-17:30` })
  return read
}

const position = (row: { readonly latitude: number | null; readonly longitude: number | null }): { readonly position?: Position } =>
  row.latitude === null || row.longitude === null ? {} : { position: { latitude: row.latitude, longitude: row.longitude } }

/** Reads everybody behind the bot and every place that is not closed. Throws `content.invalid` for hours that cannot be read. */
export const readRoster = async (prisma: Prisma): Promise<Roster> => {
  const open = { where: { closed: false } }
  const byCode = { ...open, orderBy: { code: 'asc' } } as const
  const byId = { ...open, orderBy: { id: 'asc' } } as const
  const county = await prisma.county.findFirst()
  const agency = await prisma.agency.findFirst(open)
  const towns = await prisma.town.findMany(byCode)
  const villages = await prisma.village.findMany({ orderBy: { code: 'asc' } })
  const offices = await prisma.office.findMany(byId)
  const windows = await prisma.window.findMany(byId)
  const counsel = await prisma.counsel.findMany(byId)
  const gridWorkers = await prisma.gridWorker.findMany(byId)
  const staff = await prisma.staff.findMany(byId)
  const successors = successorsOf(villages)
  return {
    county: county?.name ?? '',
    ...(agency
      ? {
          agency: {
            id: agency.id,
            name: agency.name,
            phone: agency.phone,
            address: agency.address,
            duty: duty(agency.hours, agency.name),
            ...position(agency),
          },
        }
      : {}),
    towns: towns.map(({ code, name, aliases }) => ({ code, name, aliases: list(aliases) })),
    villages: villages
      .filter((village) => !village.closed)
      .map((row): Village => {
        const merged = villages.filter((one) => one.closed && successors.get(one.code) === row.code)
        const called = [row, ...merged].flatMap((one) => [...list(one.aliases), ...list(one.formerNames)])
        return { code: row.code, name: row.name, townCode: row.townCode, aliases: [...called, ...merged.map((one) => one.name)], ...position(row) }
      }),
    successors,
    offices: offices.map((row) => ({
      id: row.id,
      name: row.name,
      townCode: row.townCode,
      phone: row.phone,
      address: row.address,
      duty: duty(row.hours, row.name),
      ...position(row),
    })),
    windows: windows.map((row) => ({
      id: row.id,
      siteId: row.siteId,
      kind: row.kind === 'rights-centre' || row.kind === 'window' ? row.kind : ('room' satisfies Window['kind']),
      serves: row.serves,
      name: row.name,
      ...(row.phone === '' ? {} : { phone: row.phone }),
      ...(row.place === '' ? {} : { place: row.place }),
      ...(row.hours === '' ? {} : { duty: duty(row.hours, row.name) }),
    })),
    counsel: counsel.map((one) => ({
      id: one.id,
      name: one.name,
      firm: one.firm,
      post: one.post === 'centre' ? 'centre' : 'village',
      specialities: list(one.specialities),
      // A village that was merged into another is served on.
      villages: list(one.villages).map((code) => successors.get(code) ?? code),
      languages: list(one.languages),
      clients: list(one.clients),
      leave: parseLeave(one.leave) ?? [],
      duty: duty(one.duty, one.name),
      capacity: one.capacity,
      busy: one.busy,
      ...(one.onDuty === null ? {} : { onDuty: one.onDuty }),
    })),
    staff: staff.flatMap(({ id, role, name, officeId }) => {
      const known = staffRoles.find((one) => one === role)
      return known ? [{ id, role: known, name, ...(officeId === null ? {} : { officeId }) }] : []
    }),
    gridWorkers: gridWorkers.map(({ id, name, grid, townCode, villages: served }) => ({ id, name, grid, townCode, villages: list(served) })),
  }
}

/** Whom each closed village was merged into, through several mergers if need be. */
export const successorsOf = (
  villages: readonly { readonly code: string; readonly closed: boolean; readonly successor: string | null }[],
): ReadonlyMap<string, string> => {
  const byCode = new Map(villages.map((village) => [village.code, village]))
  const last = (code: string, steps: number): string => {
    const village = byCode.get(code)
    return village?.closed && village.successor !== null && steps > 0 ? last(village.successor, steps - 1) : code
  }
  return new Map(villages.filter((village) => village.closed && village.successor !== null).map(({ code }) => [code, last(code, 10)]))
}
