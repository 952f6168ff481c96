import { kinds, tables } from '../adapters/prisma/roster-kinds.ts'
import { planRoster } from '../adapters/prisma/roster-plan.ts'
import type { GivenRow } from '../adapters/prisma/roster-plan.ts'
import type { Department } from '../adapters/registry/department-schema.ts'
import type { Sheet } from '../adapters/sheets/sheet.ts'
import { randomIds } from '../adapters/system/system.ts'
import type { Imports, Sent } from '../adapters/workbench/administration/administration-deps.ts'
import { accountIdOf } from '../core/actor.ts'
import type { Actor } from '../core/actor.ts'
import type { RegistryChangeKind } from '../core/registry.ts'
import { maskName } from '../lang/index.ts'
import { planRegistry, registrySays, statusName } from '../registry-files.ts'
import type { BadLine } from '../registry-files.ts'
import { rosterHeading, rosterRows, rosterSays, rosterSheet } from '../roster-files.ts'
import type { House } from '../wire.ts'
import { readDepartments } from '../world.ts'
import { badRow, rosterWriter } from './write-roster.ts'
import { createHeld, sheetsOf, workbookOf } from './sent-files.ts'

const MOST_IMPORTS = 50
type Listed = Department & { readonly columns: NonNullable<Department['columns']> }
type HeldList = {
  readonly id: string
  readonly department: Listed
  readonly sheets: readonly Sheet[]
  readonly file: string
  readonly skipBad: boolean
  readonly endingMany: boolean
}

/** Imports at the workbench: the same plans as those of the command line, written while the server runs. */
export const openImports = (house: House): Imports => {
  const { prisma } = house.administered
  const key = () => randomIds.secret(12)
  const rosters = createHeld<readonly GivenRow[]>(house.clock.now, key)
  const lists = createHeld<HeldList>(house.clock.now, key)
  const departments = readDepartments(house.config)
  const listed = (id: string): Listed | undefined => {
    const found = departments[id]
    return found?.columns ? { ...found, columns: found.columns } : undefined
  }
  const audit = (actor: Actor, action: string, kind: string, id: string, detail: string) =>
    house.workbench.accounts.audit({ at: house.clock.now(), actor: accountIdOf(actor), action, subject: { kind, id }, detail })
  const write = rosterWriter(house)
  return {
    async previewRoster(sent: Sent) {
      const sheets = await sheetsOf(sent)
      if ('unreadable' in sheets) return sheets
      const { rows, bad } = rosterRows(sheets, sent.name)
      const plan = await planRoster(prisma, rows)
      return {
        key: rosters.keep(rows),
        bad: [...bad, ...plan.bad].map(badRow),
        same: plan.same,
        changes: plan.changes.map(({ kind, id, what, name, columns }) => ({
          ...{ what, kind: rosterSays(`kinds.${kind}`), id, name },
          columns: what === 'added' ? '' : columns.map((column) => rosterHeading(kind, column)).join('、'),
        })),
      }
    },
    async takeRoster(actor, name) {
      const rows = rosters.take(name)
      if (!rows) return 'gone'
      return (await write(actor, rows)).length === 0 ? 'taken' : 'bad'
    },
    async exportRoster() {
      const sheets: Sheet[] = []
      for (const kind of kinds) sheets.push(rosterSheet(kind, await tables[kind].all(prisma)))
      return workbookOf(sheets)
    },
    writeStaff: (actor, { id, role, name, officeId }) =>
      write(actor, [{ kind: 'staff', place: '', cells: { id: id === '' ? `staff-${randomIds.secret(6)}` : id, role, name, officeId } }]),
    departments: () => Object.entries(departments).flatMap(([id, { name, columns }]) => (columns ? [{ id, name }] : [])),
    async previewRegistry(id, sent, options) {
      const department = listed(id)
      const sheets = await sheetsOf(sent)
      if (!department) return { unreadable: id }
      if ('unreadable' in sheets) return sheets
      const plan = await planRegistry(house.store, department, id, sheets, options)
      const count = (kind: RegistryChangeKind) => plan.diff.changes.filter((one) => one.kind === kind).length
      return {
        key: lists.keep({ id, department, sheets, file: sent.name, ...options }),
        counts: { added: count('added'), changed: count('changed'), ended: count('ended'), resumed: count('resumed') },
        same: plan.diff.same.length,
        bad: plan.bad.map(badLine),
        ...(plan.refused === undefined ? {} : { refused: plan.refused }),
      }
    },
    async takeRegistry(actor, name) {
      const held = lists.take(name)
      if (!held) return 'gone'
      // Another import may have gone before: it is planned anew.
      const plan = await planRegistry(house.store, held.department, held.id, held.sheets, held)
      if (plan.refused !== undefined) return 'bad'
      const one = await plan.make(randomIds.next(), held.file, accountIdOf(actor), house.clock.now())
      if (!(await house.store.importRegistry(one))) return 'gone'
      await audit(actor, 'registry-imported', 'registry', held.id, `${held.file} ${one.rows}`)
      return 'taken'
    },
    async registryHistory() {
      const imports = await house.store.registryImports(undefined, MOST_IMPORTS)
      return imports.map(({ id, department, at, by, rows, counts }) => ({ id, at, by, rows, counts, department: departments[department]?.name ?? department }))
    },
    async registryChanges(id) {
      const changes = await house.store.registryChanges({ importId: id })
      return changes.map(({ kind, status, says }) => ({ kind, status: statusName(status), name: says?.name === undefined ? '' : maskName(says.name) }))
    },
  }
}

const badLine = (one: BadLine): string =>
  'earlier' in one
    ? registrySays('report.twice', { line: one.line, earlier: one.earlier })
    : registrySays('report.bad', { line: one.line, column: one.column, why: registrySays(`why.${one.why}`) })
