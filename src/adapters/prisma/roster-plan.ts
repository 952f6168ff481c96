import type { Prisma } from './open-prisma.ts'
import { kinds, tables } from './roster-kinds.ts'
import type { Cells, RosterKind } from './roster-kinds.ts'

/** A row as read from a file. */
export type GivenRow = { readonly kind: RosterKind; readonly place: string; readonly cells: Cells }
/** A row that cannot be taken: where it stands, and why, by a key of texts/roster.yml. */
export type BadRow = { readonly kind?: RosterKind; readonly place: string; readonly column: string; readonly why: string; readonly value: string }
/** What a row would change. */
export type Change = {
  readonly kind: RosterKind
  readonly id: string
  readonly what: 'added' | 'changed' | 'closed'
  readonly name: string
  readonly columns: readonly string[]
  readonly write: (prisma: Prisma) => ReturnType<Prisma['town']['upsert']>
}
/** What an import would do. Nothing may be applied while there is a bad row. */
export type RosterPlan = { readonly changes: readonly Change[]; readonly same: number; readonly bad: readonly BadRow[] }

type Known = Map<RosterKind, Map<string, Cells>>

const REFERS: Readonly<Partial<Record<RosterKind, Readonly<Record<string, readonly RosterKind[]>>>>> = {
  town: { countyCode: ['county'] },
  village: { townCode: ['town'], successor: ['village'] },
  agency: { countyCode: ['county'] },
  office: { townCode: ['town'] },
  window: { siteId: ['office', 'agency'] },
  counsel: { villages: ['village', 'town', 'county'] },
  staff: { officeId: ['office'] },
  'grid-worker': { townCode: ['town'], villages: ['village', 'town', 'county'] },
}

/** Compares rows with what is there. A column that a file does not have keeps its value. */
export const planRoster = async (prisma: Prisma, rows: readonly GivenRow[]): Promise<RosterPlan> => {
  const before: Known = new Map()
  for (const kind of kinds) before.set(kind, new Map((await tables[kind].all(prisma)).map((cells) => [cells[tables[kind].key] ?? '', cells])))
  const after: Known = new Map([...before].map(([kind, known]) => [kind, new Map(known)]))
  const changes: (Change & { readonly place: string; readonly cells: Cells })[] = []
  const bad: BadRow[] = []
  const seen = new Map<string, string>()
  let same = 0
  for (const { kind, place, cells } of [...rows].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))) {
    const { key, check } = tables[kind]
    const id = cells[key] ?? ''
    const old = before.get(kind)?.get(id)
    const checked = check({ ...old, ...cells })
    if (checked.kind === 'bad') {
      for (const { column, why } of checked.faults) bad.push({ kind, place, column, why, value: cells[column] ?? '' })
      continue
    }
    const earlier = seen.get(`${kind} ${id}`)
    if (earlier !== undefined) {
      bad.push({ kind, place, column: key, why: 'twice', value: `${id} (${earlier})` })
      continue
    }
    seen.set(`${kind} ${id}`, place)
    after.get(kind)?.set(id, checked.cells)
    const columns = tables[kind].columns.filter((column) => checked.cells[column] !== old?.[column])
    if (old && columns.length === 0) {
      same += 1
      continue
    }
    const what = !old ? 'added' : checked.cells['closed'] === 'yes' && old['closed'] !== 'yes' ? 'closed' : 'changed'
    changes.push({ kind, id, what, name: checked.cells['name'] ?? '', columns, write: checked.write, place, cells: checked.cells })
  }
  for (const change of changes) bad.push(...danglers(after, change))
  return { changes, same, bad }
}

const danglers = (known: Known, change: { readonly kind: RosterKind; readonly place: string; readonly cells: Cells }): readonly BadRow[] =>
  Object.entries(REFERS[change.kind] ?? {}).flatMap(([column, to]) =>
    (change.cells[column] ?? '')
      .split('|')
      .filter((id) => id !== '' && !to.some((kind) => known.get(kind)?.has(id)))
      .map((id) => ({ kind: change.kind, place: change.place, column, why: 'unknown', value: id })),
  )

/** Writes a plan in one transaction: all of it, or nothing. */
export const applyRoster = async (prisma: Prisma, plan: RosterPlan): Promise<void> => {
  await prisma.$transaction(plan.changes.map((change) => change.write(prisma)))
}
