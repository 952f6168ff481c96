import { userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { text as wholeOf } from 'node:stream/consumers'
import type { Department } from '../adapters/registry/department-schema.ts'
import { loadDepartments } from '../adapters/registry/load-departments.ts'
import type { BadRow } from '../adapters/registry/read-rows.ts'
import { readSheets } from '../adapters/sheets/read-sheets.ts'
import { randomIds } from '../adapters/system/system.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import type { RegistryDiff } from '../core/registry-diff.ts'
import type { RegistryChangeKind } from '../core/registry.ts'
import { civilDate, isoDate, maskName, parseRegisteredId } from '../lang/index.ts'
import type { RegistryStore } from '../ports/registry.ts'
import { planRegistry, registrySays as says, statusName } from '../registry-files.ts'
import { root } from '../root.ts'
import { openBeside } from '../database.ts'
import { useStore } from './use-store.ts'
import { print } from './output.ts'

const MOST_LINES = 100
const KINDS: readonly RegistryChangeKind[] = ['added', 'changed', 'ended', 'resumed']

/** What `registry import` may be told. `at`: now. */
export type ImportOptions = {
  readonly department: string
  readonly dry: boolean
  readonly skipBad: boolean
  readonly endingMany: boolean
  readonly at: number
}

/**
 * `xiangfa registry import FILE --department NAME`: compares a department's list with the last one and writes what changed in one transaction; shows bad
 * rows with their lines. Exit code 1 where nothing was written because of them, or because the file looks like a part. Throws `registry.department`,
 * `registry.columns`, `registry.moved`, `file.unreadable`.
 */
export const importRegistry = async (config: Config, file: string, options: ImportOptions): Promise<void> => {
  const department = departmentOf(config, options.department)
  if (!department.columns) throw new AppError('registry.columns', { place: placeOf(config), name: options.department })
  const columns = department.columns
  const sheets = await readSheets(file)
  await withStore(config, async (store) => {
    const plan = await planRegistry(store, { ...department, columns }, options.department, sheets, options)
    show(plan.diff, plan.bad)
    if (plan.refused !== undefined) {
      print(
        says(`report.refused-${plan.refused}`, {
          count: plan.refused === 'bad' ? plan.bad.length : plan.diff.changes.filter((one) => one.kind === 'ended').length,
        }),
      )
      process.exitCode = 1
      return
    }
    const one = await plan.make(randomIds.next(), basename(file), userInfo().username, options.at)
    if (one.notices.length > 0) print(says('report.cases', { count: one.notices.length }))
    if (options.dry) return print(says('report.dry'))
    if (!(await store.importRegistry(one))) throw new AppError('registry.moved', { name: options.department })
    print(says('report.done', { id: one.id }))
  })
}

/** `xiangfa registry history`: imports, or the changes of one, or of one person whose id is read from standard input, so that no shell keeps it. */
export const registryHistory = async (
  config: Config,
  options: { readonly department?: string; readonly changes?: string; readonly person?: boolean },
): Promise<void> => {
  if (options.department !== undefined) departmentOf(config, options.department)
  const id = options.person === true ? parseRegisteredId(await wholeOf(process.stdin)) : undefined
  if (options.person === true && id?.kind !== 'ok') throw new AppError('registry.person')
  await withStore(config, async (store) => {
    const of = id?.kind === 'ok' ? { residentId: id.id } : options.changes === undefined ? undefined : { importId: options.changes }
    if (!of) {
      const imports = await store.registryImports(options.department, MOST_LINES)
      for (const { counts, ...one } of imports)
        print(says('history.import', { ...one, ...counts, date: isoDate(civilDate(one.at)), department: nameOf(config, one.department) }))
      return imports.length === 0 ? print(says('history.none')) : undefined
    }
    const changes = await store.registryChanges(of)
    for (const { kind, status, department, at, says: what } of changes)
      print(
        says('history.change', {
          date: isoDate(civilDate(at)),
          department: nameOf(config, department),
          kind: says(`kinds.${kind}`),
          status: statusName(status),
          name: what?.name === undefined ? '' : maskName(what.name),
          span: [what?.validFrom, what?.validTo].map((date) => (date ? isoDate(date) : '')).join('～'),
        }),
      )
    if (changes.length === 0) print(says('history.nothing'))
  })
}

const placeOf = (config: Config): string => config.departments ?? join(root, 'src/texts/departments.yml')

const departmentOf = (config: Config, name: string): Department => {
  const departments = loadDepartments(placeOf(config))
  const found = departments[name]
  if (!found) throw new AppError('registry.department', { name, place: placeOf(config), names: Object.keys(departments).join(', ') })
  return found
}

const nameOf = (config: Config, id: string): string => loadDepartments(placeOf(config))[id]?.name ?? id

const withStore = async (config: Config, run: (store: RegistryStore) => Promise<void>): Promise<void> => useStore(config, await openBeside(config), run)

const show = (diff: RegistryDiff, bad: readonly (BadRow | { readonly line: number; readonly earlier: number })[]): void => {
  for (const one of bad.slice(0, MOST_LINES))
    print(
      'earlier' in one
        ? says('report.twice', { line: one.line, earlier: one.earlier })
        : says('report.bad', { line: one.line, column: one.column, why: says(`why.${one.why}`) }),
    )
  if (bad.length > MOST_LINES) print(says('report.more', { count: bad.length - MOST_LINES }))
  const count = (kind: RegistryChangeKind) => diff.changes.filter((change) => change.kind === kind).length
  print(says('report.total', { ...Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])), same: diff.same.length, bad: bad.length }))
}
