import type { Casework } from '../../core/casework.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { Instant } from '../../core/ids.ts'
import { matterNamed } from '../../core/matter.ts'
import type { Matter, MatterCase, MatterView } from '../../core/matter.ts'
import type { ServiceEffect } from '../../core/service-view.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { Role } from '../../core/turn.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import { insert } from './insert.ts'
import { text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const MOST = 30

/** How a team stands in its column, so that one of it can be looked for. */
const teamColumn = (team: readonly string[]): string => (team.length === 0 ? '' : `|${team.join('|')}|`)

/** The statement that changes a matter; without effect where it changed meanwhile. */
export const changeMatter = (matter: Matter, version: number, now: Instant, sealing: Sealing): SqlStatement => ({
  sql: 'UPDATE "Matter" SET "status" = ?, "team" = ?, "version" = ?, "body" = ?, "updatedAt" = ? WHERE "id" = ? AND "version" = ?',
  params: [matter.status, teamColumn(matter.team), matter.version, sealing.seal(matter, 'matter'), now, matter.id, version],
  expect: 1,
})

/** Rows of collective matters. */
export const matterStatements = (
  effect: Extract<ServiceEffect, { kind: 'open-matter' | 'change-matter' | 'join-matter' }>,
  now: Instant,
  sealing: Sealing,
): readonly SqlStatement[] => {
  switch (effect.kind) {
    case 'open-matter': {
      const { id, number, officeId, status, team, version, openedAt } = effect.matter
      const body = sealing.seal(effect.matter, 'matter')
      return [insert('Matter', { id, number, officeId: officeId ?? null, status, team: teamColumn(team), version, body, openedAt, updatedAt: now })]
    }
    case 'change-matter':
      return [changeMatter(effect.matter, effect.version, now, sealing)]
    case 'join-matter':
      return [
        {
          sql: 'UPDATE "Case" SET "matterId" = ? WHERE "id" = ? AND ("matterId" IS NULL OR "matterId" = ?)',
          params: [effect.matterId, effect.caseId, effect.matterId],
          expect: 1,
        },
      ]
  }
}

const MATTER = 'SELECT "id","body" FROM "Matter"'
const opened = (row: SqlRow, sealing: Sealing): Matter => sealing.open<Matter>(row['body'], 'matter')

/** A villager's own matters, with their cases. */
export const mattersOf = async (driver: SqlDriver, sealing: Sealing, casework: readonly Casework[]): Promise<readonly MatterView[]> => {
  const ids = [...new Set(casework.flatMap(({ matterId }) => matterId ?? []))]
  if (ids.length === 0) return []
  const rows = await driver.all(`${MATTER} WHERE "status" = 'open' AND "id" IN (${ids.map(() => '?').join(',')}) ORDER BY "openedAt"`, ids)
  return withCases(
    driver,
    sealing,
    rows.map((row) => opened(row, sealing)),
    () => true,
  )
}

/** Matters that somebody of the staff works on; cases only of the one that the text names, or that was spoken of last, or that is the only one. */
export const mattersForStaff = async (
  driver: SqlDriver,
  sealing: Sealing,
  { role, staffId }: { readonly role: Role; readonly staffId: string | undefined },
  said: string,
  current: string | undefined,
): Promise<readonly MatterView[]> => {
  const own = whose(role, staffId)
  if (!own) return []
  const rows = await driver.all(`${MATTER} WHERE "status" = 'open' AND ${own.where} ORDER BY "openedAt" DESC, "id" LIMIT ${MOST}`, own.params)
  const matters = rows.map((row) => opened(row, sealing))
  const named = matterNamed(matters, said)?.id
  return withCases(driver, sealing, matters, ({ id }) => (named === undefined ? id === current || matters.length === 1 : id === named))
}

const whose = (role: Role, staffId: string | undefined): { readonly where: string; readonly params: readonly SqlValue[] } | undefined => {
  if (role === 'counsel') return { where: '"team" LIKE ?', params: [`%|${staffId ?? ''}|%`] }
  if (role === 'clerk' || role === 'office-head') return { where: '"officeId" = (SELECT "officeId" FROM "Staff" WHERE "id" = ?)', params: [staffId ?? ''] }
  return caseStaffRoles.includes(role) ? { where: '1 = 1', params: [] } : undefined
}

const withCases = async (
  driver: SqlDriver,
  sealing: Sealing,
  matters: readonly Matter[],
  wanted: (matter: Matter) => boolean,
): Promise<readonly MatterView[]> => {
  const views: MatterView[] = []
  for (const matter of matters) views.push({ ...matter, cases: wanted(matter) ? await casesOf(driver, sealing, matter.id) : [] })
  return views
}

const casesOf = async (driver: SqlDriver, sealing: Sealing, matterId: string): Promise<readonly MatterCase[]> => {
  const rows = await driver.all('SELECT "id","number","status","conversationId","facts" FROM "Case" WHERE "matterId" = ? ORDER BY "submittedAt","id"', [
    matterId,
  ])
  return rows.map((row) => {
    const name = sealing.open<{ answers: Answers }>(row['facts'], 'case').answers['applicant-name']
    return {
      id: text(row, 'id'),
      number: text(row, 'number'),
      status: text(row, 'status'),
      conversationId: text(row, 'conversationId'),
      name: name?.kind === 'text' ? name.value : '',
    }
  })
}

/** The matter of a number, with its cases; undefined where there is none. */
export const matterByNumber = async (driver: SqlDriver, sealing: Sealing, number: string): Promise<MatterView | undefined> => {
  const rows = await driver.all(MATTER, [])
  const found = matterNamed(
    rows.map((row) => opened(row, sealing)),
    number,
  )
  return found && { ...found, cases: await casesOf(driver, sealing, found.id) }
}

/** Numbers of open matters, newest first. */
export const matterNumbers = async (driver: SqlDriver): Promise<readonly string[]> =>
  (await driver.all(`SELECT "number" FROM "Matter" WHERE "status" = 'open' ORDER BY "openedAt" DESC LIMIT ${MOST}`, [])).map((row) => text(row, 'number'))
