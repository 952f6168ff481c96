import { successorsOf } from '../../adapters/prisma/roster.ts'
import type { SqlRow } from '../../adapters/sql/driver.ts'
import type { SqlReader } from '../../adapters/sql/sqlite-reader.ts'
import type { Config } from '../../config.ts'
import { parseDuty } from '../../core/duty.ts'
import { servesVillage } from '../../core/roster.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import { fault, graded, ok, some } from './finding.ts'
import type { Finding } from './finding.ts'

/** Tables whose rows say whether they belong to the demonstration county. */
const FLAGGED = ['County', 'Town', 'Village', 'Agency', 'Office', 'Window', 'Counsel', 'Staff', 'GridWorker', 'Party'] as const

const of = (row: SqlRow, column: string): string => String(row[column] ?? '')
const isOpen = (row: SqlRow): boolean => !row['closed']

/** The roster: who and what is missing. Villages, offices and agencies are named; counsel and staff by id. */
export const lookAtRoster = async (reader: SqlReader, config: Config): Promise<readonly Finding[]> => {
  const read = (table: string) => reader.all(`SELECT * FROM "${table}"`, [])
  const all = await read('Village')
  const villages = all.filter(isOpen)
  const [offices, counsel, staff, agencies, windows] = [
    (await read('Office')).filter(isOpen),
    (await read('Counsel')).filter(isOpen),
    (await read('Staff')).filter(isOpen),
    (await read('Agency')).filter(isOpen),
    (await read('Window')).filter(isOpen),
  ]
  // In a demonstration most offices are empty on purpose.
  const grave = config.mode === 'production' ? 'fault' : 'warning'
  if (villages.length === 0) return [graded(grave, 'roster.empty')]
  const successors = successorsOf(all.map((row) => ({ code: of(row, 'code'), closed: !isOpen(row), successor: of(row, 'successor') || null })))
  const served = counsel.map((one) => ({ villages: split(of(one, 'villages')).map((code) => successors.get(code) ?? code) }))
  const without = (test: (village: SqlRow) => boolean): readonly string[] => villages.filter((village) => !test(village)).map((village) => of(village, 'name'))
  const noCounsel = without((village) => served.some((one) => servesVillage(one, of(village, 'code'))))
  const noOffice = without((village) => offices.some((office) => of(office, 'townCode') === of(village, 'townCode')))
  const noClerk = offices.filter((office) => !staff.some((one) => of(one, 'officeId') === of(office, 'id') && caseStaffRoles.includes(of(one, 'role'))))
  const hours = [
    ...[...offices, ...agencies, ...windows.filter((one) => of(one, 'hours') !== '')].map((one) => ({ whose: of(one, 'name'), text: of(one, 'hours') })),
    ...counsel.map((one) => ({ whose: of(one, 'id'), text: of(one, 'duty') })),
  ]
  const unreadable = hours.filter(({ text }) => !parseDuty(text)).map(({ whose }) => whose)
  const demo = config.mode === 'production' ? await demoRows(reader) : 0
  const wrong = [
    ...(noCounsel.length > 0 ? [fault('roster.counsel', { count: noCounsel.length, names: some(noCounsel) })] : []),
    ...(noOffice.length > 0 ? [fault('roster.office', { count: noOffice.length, names: some(noOffice) })] : []),
    ...(agencies.length === 0 ? [fault('roster.agency')] : []),
    ...(unreadable.length > 0 ? [fault('roster.hours', { count: unreadable.length, names: some(unreadable) })] : []),
    ...(demo > 0 ? [fault('roster.demo', { count: demo })] : []),
    ...(noClerk.length > 0 ? [graded(grave, 'roster.clerk', { count: noClerk.length, names: some(noClerk.map((one) => of(one, 'name'))) })] : []),
  ]
  return wrong.length > 0 ? wrong : [ok('roster.good', { villages: villages.length, offices: offices.length, counsel: counsel.length })]
}

const split = (text: string): readonly string[] => text.split('|').filter((one) => one !== '')

const demoRows = async (reader: SqlReader): Promise<number> => {
  let count = 0
  for (const table of FLAGGED) count += Number((await reader.all(`SELECT COUNT(*) AS "n" FROM "${table}" WHERE "demo" = ?`, [true]))[0]?.['n'] ?? 0)
  return count
}
