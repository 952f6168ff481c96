import type { CaseEvent } from '../../core/case.ts'
import { inHandOf, over } from '../../core/case-status.ts'
import { caseReferencesIn } from '../../core/case-reference.ts'
import type { Casework } from '../../core/casework.ts'
import type { Answers } from '../../core/flow-state.ts'
import { textOf } from '../../core/message.ts'
import { byPriority, greenGrounds } from '../../core/green-channel.ts'
import type { OpponentKind, Role } from '../../core/turn.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import { insert } from './insert.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const MOST = 30
/** A case's columns, as `caseworkOf` reads them. */
export const CASE = `SELECT k."id",k."number",k."version",k."partyId",k."conversationId",k."officeId",k."townCode",k."villageCode",k."matter",k."exemption",
  k."opponent",k."urgent",k."counselId",k."green",k."matterId",k."facts",k."submittedAt" FROM "Case" k`
const CALENDAR_MOST = 500

/** The row of an event. */
export const eventRow = (caseId: string, event: CaseEvent, sealing: Sealing): SqlStatement =>
  insert('CaseEvent', {
    caseId,
    seq: event.seq,
    move: event.move,
    fromStatus: event.from,
    toStatus: event.to,
    role: event.actor.role,
    actorId: event.actor.id,
    door: event.door,
    at: event.at,
    body: sealing.seal({ name: event.actor.name, facts: event.facts }, 'case-event'),
  })

/** An event as it was. */
export const eventOf = (row: SqlRow, sealing: Sealing): CaseEvent => {
  const { name, facts } = sealing.open<{ name: string; facts: CaseEvent['facts'] }>(row['body'], 'case-event')
  return {
    seq: number(row, 'seq'),
    move: text(row, 'move') as CaseEvent['move'],
    from: text(row, 'fromStatus') as CaseEvent['from'],
    to: text(row, 'toStatus') as CaseEvent['to'],
    actor: { role: text(row, 'role') as CaseEvent['actor']['role'], id: text(row, 'actorId'), name },
    door: text(row, 'door'),
    at: number(row, 'at'),
    facts,
  }
}

type Who = {
  readonly role: Role
  readonly partyId: string
  readonly staffId: string | undefined
  readonly currentCase: string | undefined
  readonly also?: readonly string[]
}

/** The cases that a decision on `row` may know, those that go first before the rest: see `Snapshot.casework`. */
export const loadCasework = async (driver: SqlDriver, sealing: Sealing, row: InboxRow, who: Who): Promise<readonly Casework[]> => {
  const named = await namedIn(driver, row, who)
  const inHand = await ofHand(driver, who)
  const rows = new Map([...named, ...inHand].map((one) => [text(one, 'id'), one]))
  return withEvents(driver, sealing, rows)
}

/** The cases that somebody has in hand, oldest first. */
export const caseworkInHand = async (driver: SqlDriver, sealing: Sealing, who: Omit<Who, 'currentCase'>): Promise<readonly Casework[]> =>
  withEvents(driver, sealing, new Map((await ofHand(driver, who, CALENDAR_MOST)).map((one) => [text(one, 'id'), one])))

const withEvents = async (driver: SqlDriver, sealing: Sealing, rows: ReadonlyMap<string, SqlRow>): Promise<readonly Casework[]> => {
  if (rows.size === 0) return []
  const events = await driver.all(`SELECT * FROM "CaseEvent" WHERE "caseId" IN (${[...rows].map(() => '?').join(',')}) ORDER BY "seq"`, [...rows.keys()])
  return [...rows.values()].map((one) => caseworkOf(one, events, sealing)).sort(byPriority)
}

const namedIn = async (driver: SqlDriver, { body }: InboxRow, who: Who): Promise<readonly SqlRow[]> => {
  const ids = [
    ...(body.kind === 'internal' && body.event.kind === 'due' && 'caseId' in body.event.job ? [body.event.job.caseId] : []),
    ...(who.currentCase === undefined ? [] : [who.currentCase]),
  ]
  const found: SqlRow[] = []
  for (const id of ids) found.push(...(await driver.all(`${CASE} WHERE k."id" = ?`, [id])))
  const also = who.also ?? []
  if (also.length > 0) found.push(...(await driver.all(`${CASE} WHERE k."id" IN (${also.map(() => '?').join(',')})`, also)))
  if (body.kind !== 'message' || who.role === 'villager' || who.role === 'correction-officer') return found
  for (const { whole, year, n } of caseReferencesIn(textOf(body.content)).slice(0, 3)) {
    const exact = await driver.all(`${CASE} WHERE k."number" = ?`, [whole])
    found.push(
      ...(exact.length > 0 ? exact : await driver.all(`${CASE} WHERE k."number" LIKE ? OR k."number" LIKE ? LIMIT 3`, [`%${year}_${n}`, `%${year}_${n}_`])),
    )
  }
  return found
}

const marksOf = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(',')

const ofHand = (driver: SqlDriver, { role, partyId, staffId }: Omit<Who, 'currentCase'>, most = MOST): Promise<readonly SqlRow[]> => {
  const list = (where: string, params: readonly SqlValue[]) =>
    driver.all(`${CASE} WHERE ${where} ORDER BY CASE WHEN k."green" IS NOT NULL OR k."urgent" THEN 0 ELSE 1 END, k."submittedAt" LIMIT ${most}`, params)
  const inHand = `k."status" IN (${marksOf(inHandOf(role))})`
  switch (role) {
    case 'villager':
      return driver.all(`${CASE} WHERE k."partyId" = ? ORDER BY k."submittedAt" DESC LIMIT 20`, [partyId])
    case 'counsel':
      return list(`k."counselId" = ? AND k."status" NOT IN (${marksOf(over)})`, [staffId ?? ''])
    case 'clerk':
    case 'office-head':
      return list(`k."officeId" = (SELECT "officeId" FROM "Staff" WHERE "id" = ?) AND ${inHand}`, [staffId ?? ''])
    case 'agency':
    case 'bureau':
      return list(inHand, [])
    case 'firm':
      return list(
        `k."counselId" IN (SELECT c."id" FROM "Counsel" c JOIN "Staff" s ON s."name" = c."firm" WHERE s."id" = ?) AND k."status" NOT IN (${marksOf(over)})`,
        [staffId ?? ''],
      )
    case 'organ':
      return list(`k."partyId" = ? AND k."status" NOT IN (${marksOf(over)})`, [partyId])
    case 'grid-worker':
    case 'mediator':
    case 'correction-officer':
    case 'administrator':
      return Promise.resolve([])
  }
}

/** A row of `CASE` with its events. */
export const caseworkOf = (row: SqlRow, events: readonly SqlRow[], sealing: Sealing): Casework => {
  const id = text(row, 'id')
  const officeId = maybe(row, 'officeId')
  const townCode = maybe(row, 'townCode')
  const villageCode = maybe(row, 'villageCode')
  const counselId = maybe(row, 'counselId')
  const green = greenGrounds.find((one) => one === row['green'])
  const matterId = maybe(row, 'matterId')
  const own = events.filter((event) => text(event, 'caseId') === id).map((event) => eventOf(event, sealing))
  const partyId = text(row, 'partyId')
  const submittedAt = number(row, 'submittedAt')
  return {
    id,
    number: text(row, 'number'),
    version: number(row, 'version'),
    partyId,
    conversationId: text(row, 'conversationId'),
    ...(officeId === undefined ? {} : { officeId }),
    ...(townCode === undefined ? {} : { townCode }),
    ...(villageCode === undefined ? {} : { villageCode }),
    ...(counselId === undefined ? {} : { counselId }),
    ...(green === undefined ? {} : { green }),
    ...(matterId === undefined ? {} : { matterId }),
    matter: text(row, 'matter'),
    exemption: text(row, 'exemption') as Casework['exemption'],
    opponent: text(row, 'opponent') as OpponentKind,
    urgent: row['urgent'] === true || row['urgent'] === 1,
    answers: sealing.open<{ answers: Answers }>(row['facts'], 'case').answers,
    submittedAt,
    // A case filed before events were kept was submitted, and nothing more.
    events: own.length > 0 ? own : [filedBefore(partyId, submittedAt)],
  }
}

/** A case filed before events were kept: it was submitted, and nothing more. */
export const filedBefore = (partyId: string, at: number): CaseEvent => ({
  seq: 1,
  move: 'submit',
  from: 'draft',
  to: 'submitted',
  actor: { role: 'applicant', id: partyId, name: '-' },
  door: '',
  at,
  facts: { confirmed: true, through: 'self' },
})

/** The rows of a move: the case moved on by one version, and its event. */
export const moveStatements = (caseId: string, version: number, event: CaseEvent, sealing: Sealing): readonly SqlStatement[] => [
  {
    sql: 'UPDATE "Case" SET "status" = ?, "version" = "version" + 1, "updatedAt" = ?, "counselId" = COALESCE(CAST(? AS TEXT),"counselId") WHERE "id" = ? AND "version" = ?',
    params: [event.to, event.at, event.move === 'assign' ? (event.facts.counselId ?? null) : null, caseId, version],
    expect: 1,
  },
  eventRow(caseId, event, sealing),
]
