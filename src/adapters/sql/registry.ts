import type { Answers } from '../../core/flow-state.ts'
import { endedCaseStatuses, lookupConsent, lookupFields } from '../../core/registry.ts'
import type { ConfirmedStatus, ImportView, LookupView, RegistryChange, RegistryImport, RegistryRecord, StatusKind } from '../../core/registry.ts'
import type { CaseScreening } from '../../core/screening.ts'
import type { InternalEvent } from '../../core/turn.ts'
import type { RegistryStore } from '../../ports/registry.ts'
import type { Ids } from '../../ports/system.ts'
import type { SqlDriver, SqlRow, SqlStatement } from './driver.ts'
import { tellStatement } from './recipient.ts'
import { insert } from './insert.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const AT_ONCE = 400
const RECORD = 'SELECT "id","department","status","personIndex","digestIndex","body","asOf","endedAt" FROM "RegistryRecord"'

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',')
const chunks = <T>(values: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(values.length / AT_ONCE) }, (_, index) => values.slice(index * AT_ONCE, (index + 1) * AT_ONCE))
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
const ended = (row: SqlRow) => optional('endedAt', row['endedAt'] === null ? undefined : number(row, 'endedAt'))

/** Departments' statuses over SQL. */
export const createRegistryStore = (driver: SqlDriver, sealing: Sealing, ids: Ids): RegistryStore => {
  // As Case.applicantIndex is made.
  const personOf = (residentId: string): string => sealing.index(`resident-id ${residentId}`)

  return {
    personOf,
    digestOf: (value) => sealing.index(`registry ${value}`),
    async registryOf(department) {
      const last = (await driver.all('SELECT MAX("seq") AS "seq" FROM "RegistryImport" WHERE "department" = ?', [department]))[0]
      const rows = await driver.all('SELECT "id","status","personIndex","digestIndex","endedAt" FROM "RegistryRecord" WHERE "department" = ?', [department])
      return {
        seq: last && maybe(last, 'seq') !== undefined ? number(last, 'seq') : 0,
        records: rows.map((row) => ({
          id: text(row, 'id'),
          status: text(row, 'status') as StatusKind,
          person: text(row, 'personIndex'),
          digest: text(row, 'digestIndex'),
          ...ended(row),
        })),
      }
    },
    async openCasesOf(persons) {
      const found: SqlRow[] = []
      for (const some of chunks([...new Set(persons)]))
        found.push(
          ...(await driver.all(
            `SELECT "id","number","applicantIndex","officeId" FROM "Case" WHERE "applicantIndex" IN (${marks(some)})
             AND "status" NOT IN (${marks(endedCaseStatuses)}) ORDER BY "number"`,
            [...some, ...endedCaseStatuses],
          )),
        )
      return found.map((row) => ({
        caseId: text(row, 'id'),
        number: text(row, 'number'),
        person: text(row, 'applicantIndex'),
        ...optional('officeId', maybe(row, 'officeId')),
      }))
    },
    async importRegistry(one) {
      const result = await driver.batch(importStatements(one, sealing, ids))
      return result.kind === 'done'
    },
    async registryImports(department, limit) {
      const rows = await driver.all(
        `SELECT i.*, (SELECT COUNT(*) FROM "RegistryChange" c WHERE c."importId" = i."id" AND c."kind" = 'added') AS "added",
         (SELECT COUNT(*) FROM "RegistryChange" c WHERE c."importId" = i."id" AND c."kind" = 'changed') AS "changed",
         (SELECT COUNT(*) FROM "RegistryChange" c WHERE c."importId" = i."id" AND c."kind" = 'ended') AS "ended",
         (SELECT COUNT(*) FROM "RegistryChange" c WHERE c."importId" = i."id" AND c."kind" = 'resumed') AS "resumed"
         FROM "RegistryImport" i ${department === undefined ? '' : 'WHERE i."department" = ?'} ORDER BY i."at" DESC, i."seq" DESC LIMIT ?`,
        department === undefined ? [limit] : [department, limit],
      )
      return rows.map(
        (row): ImportView => ({
          id: text(row, 'id'),
          department: text(row, 'department'),
          seq: number(row, 'seq'),
          file: text(row, 'file'),
          by: text(row, 'by'),
          at: number(row, 'at'),
          rows: number(row, 'rows'),
          same: number(row, 'same'),
          bad: number(row, 'bad'),
          counts: { added: number(row, 'added'), changed: number(row, 'changed'), ended: number(row, 'ended'), resumed: number(row, 'resumed') },
        }),
      )
    },
    async registryChanges(of) {
      const [column, value] = 'importId' in of ? ['importId', of.importId] : ['personIndex', personOf(of.residentId)]
      const rows = await driver.all(
        `SELECT c."kind",c."status",c."body",i."department",i."at" FROM "RegistryChange" c JOIN "RegistryImport" i ON i."id" = c."importId"
         WHERE c."${column}" = ? ORDER BY i."at" DESC, c."id"`,
        [value],
      )
      return rows.map((row) => ({
        kind: text(row, 'kind') as RegistryChange['kind'],
        status: text(row, 'status') as StatusKind,
        department: text(row, 'department'),
        at: number(row, 'at'),
        ...optional('says', row['body'] === null ? undefined : sealing.open<ConfirmedStatus>(row['body'], 'registry')),
      }))
    },
    async confirmedOf(residentId) {
      const rows = await driver.all(`${RECORD} WHERE "personIndex" = ? ORDER BY "department","status"`, [personOf(residentId)])
      return rows.map(
        (row): RegistryRecord => ({
          ...sealing.open<ConfirmedStatus>(row['body'], 'registry'),
          department: text(row, 'department'),
          source: 'import',
          asOf: number(row, 'asOf'),
          ...ended(row),
        }),
      )
    },
    importedDepartments: () => departmentsListed(driver),
    async logLookups(entries) {
      await driver.batch(
        entries.flatMap(({ fields, key, ...entry }) =>
          fields.map((field) => ({
            sql: `INSERT INTO "RegistryLookup" ("key","caseId","partyId","by","purpose","department","field","at") VALUES (?,?,?,?,?,?,?,?)
              ON CONFLICT ("key") DO NOTHING`,
            params: [`${key} ${field}`, entry.caseId, entry.partyId, entry.by, entry.purpose, entry.department, field, entry.at],
          })),
        ),
      )
    },
    async caseToScreen(caseId) {
      const row = (await driver.all('SELECT "number","partyId","officeId","status","facts" FROM "Case" WHERE "id" = ?', [caseId]))[0]
      if (!row) return undefined
      const consents = await driver.all('SELECT "given" FROM "Consent" WHERE "partyId" = ? AND "purpose" = ? ORDER BY "at" DESC, "id" DESC LIMIT 1', [
        text(row, 'partyId'),
        lookupConsent(caseId),
      ])
      const said = consents[0]
      return {
        caseId,
        number: text(row, 'number'),
        partyId: text(row, 'partyId'),
        status: text(row, 'status'),
        answers: sealing.open<{ answers: Answers }>(row['facts'], 'case').answers,
        ...optional('officeId', maybe(row, 'officeId')),
        ...optional('agreed', said && Boolean(said['given'])),
      }
    },
  }
}

const importStatements = (one: RegistryImport, sealing: Sealing, ids: Ids): readonly SqlStatement[] => [
  insert('RegistryImport', {
    id: one.id,
    department: one.department,
    seq: one.seq,
    file: one.file,
    by: one.by,
    at: one.at,
    rows: one.rows,
    same: one.same.length,
    bad: one.bad,
  }),
  ...one.changes.flatMap((change) => changeStatements(one, change, sealing, ids)),
  ...chunks(one.same).map((some) => ({ sql: `UPDATE "RegistryRecord" SET "asOf" = ? WHERE "id" IN (${marks(some)})`, params: [one.at, ...some] })),
  ...one.notices.flatMap((notice, index) => noticeStatements(one, notice, index, sealing)),
]

/** A notice to whoever works on the case: kept for the office, and said in its clerks' threads. */
const noticeStatements = (one: RegistryImport, { officeId, text: said }: RegistryImport['notices'][number], index: number, sealing: Sealing) => {
  const event: InternalEvent = { kind: 'notice', class: 'notice', parts: [{ text: said }] }
  return [
    insert('StaffNotice', { kind: 'registry', officeId: officeId ?? null, body: sealing.seal(said, 'notice'), at: one.at }),
    tellStatement(officeId === undefined ? { staff: 'agency' } : { staff: 'clerk', officeId }, event, `registry:${one.id}:${index}`, one.at, sealing),
  ]
}

const changeStatements = (one: RegistryImport, change: RegistryChange, sealing: Sealing, ids: Ids): readonly SqlStatement[] => {
  const body = change.says === undefined ? null : sealing.seal(change.says, 'registry')
  const log = insert('RegistryChange', { importId: one.id, kind: change.kind, status: change.status, personIndex: change.person, body })
  if (body === null) return [log, { sql: 'UPDATE "RegistryRecord" SET "endedAt" = ? WHERE "id" = ? AND "endedAt" IS NULL', params: [one.at, change.id ?? ''] }]
  if (change.id === undefined)
    return [
      log,
      insert('RegistryRecord', {
        id: ids.next(),
        department: one.department,
        status: change.status,
        personIndex: change.person,
        digestIndex: change.digest,
        body,
        asOf: one.at,
      }),
    ]
  return [
    log,
    {
      sql: 'UPDATE "RegistryRecord" SET "digestIndex" = ?, "body" = ?, "asOf" = ?, "endedAt" = NULL WHERE "id" = ?',
      params: [change.digest, body, one.at, change.id],
    },
  ]
}

/** The latest look-ups of a person, each with its fields, newest first. */
export const lookupsOf = async (driver: SqlDriver, partyId: string, limit: number): Promise<readonly LookupView[]> => {
  const rows = await driver.all(
    `SELECT l."caseId",l."by",l."purpose",l."department",l."field",l."at",c."number" FROM "RegistryLookup" l JOIN "Case" c ON c."id" = l."caseId"
     WHERE l."partyId" = ? ORDER BY l."at" DESC, l."key" LIMIT ?`,
    [partyId, limit],
  )
  const views = new Map<string, LookupView>()
  for (const row of rows) {
    const key = `${text(row, 'at')} ${text(row, 'department')} ${text(row, 'caseId')}`
    const field = text(row, 'field') as LookupView['fields'][number]
    const known = views.get(key)
    views.set(key, {
      caseId: text(row, 'caseId'),
      number: text(row, 'number'),
      by: text(row, 'by'),
      purpose: text(row, 'purpose') === 'recheck' ? 'recheck' : 'review',
      department: text(row, 'department'),
      at: number(row, 'at'),
      fields: [...(known?.fields ?? []), field],
    })
  }
  return [...views.values()].map((view) => ({ ...view, fields: lookupFields.filter((field) => view.fields.includes(field)) }))
}

/** What the registers said of these cases, newest first. */
export const screeningsOf = async (driver: SqlDriver, sealing: Sealing, cases: readonly string[]): Promise<readonly CaseScreening[]> => {
  if (cases.length === 0) return []
  const rows = await driver.all(`SELECT "body" FROM "Screening" WHERE "caseId" IN (${marks(cases)}) ORDER BY "at" DESC, "id" DESC`, cases)
  return rows.map((row) => sealing.open<CaseScreening>(row['body'], 'screening'))
}

/** Departments of which there is an import. */
export const departmentsListed = async (driver: SqlDriver): Promise<readonly string[]> => {
  const rows = await driver.all('SELECT DISTINCT "department" FROM "RegistryImport" ORDER BY "department"', [])
  return rows.map((row) => text(row, 'department'))
}
