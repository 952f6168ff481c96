import { accountIdOf } from '../../core/actor.ts'
import type { Actor } from '../../core/actor.ts'
import { authorise } from '../../core/authorise.ts'
import type { ConversationState } from '../../core/turn.ts'
import type { TalkPerson, TalkRow, Talks } from '../../ports/desk-talks.ts'
import type { SqlDriver, SqlRow, SqlValue } from './driver.ts'
import { handoffViews, optional } from './handoff-views.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'
import { readTalkLines } from './desk-talk-lines.ts'

const MOST = 200

// Unread: what came from the person at a door since the actor looked, while somebody held the talk.
const TALK = `SELECT h.*, p."name" AS "partyName", c."updatedAt" AS "lastAt",
  (SELECT COUNT(*) FROM "Inbox" i WHERE i."conversationId" = h."conversationId" AND i."channel" <> 'internal' AND i."receivedAt" >= h."acceptedAt"
    AND i."id" > COALESCE((SELECT s."inboxId" FROM "DeskSeen" s WHERE s."accountId" = ? AND s."handoffId" = h."id"), 0)) AS "unread"
  FROM "Handoff" h JOIN "Party" p ON p."id" = h."partyId" JOIN "Conversation" c ON c."id" = h."conversationId"`

const MINE = `(h."counselId" = ? OR EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'joined'))`
const OFFERED = `EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'offered')`
const WANTED = `h."team" > 1 + (SELECT COUNT(*) FROM "HandoffOffer" j WHERE j."handoffId" = h."id" AND j."status" = 'joined')`

/** Which open requests an actor may see at all, as SQL. */
const openTo = (actor: Actor): { readonly sql: string; readonly params: readonly SqlValue[] } => {
  const { role, staffId, towns } = actor
  if (role === 'counsel')
    return {
      sql: `((h."status" = 'accepted' AND (${MINE} OR (${WANTED} AND ${OFFERED}))) OR (h."status" = 'offered' AND ${OFFERED}))`,
      params: [staffId, staffId, staffId, staffId],
    }
  if (!authorise(actor, 'see-conversations', { kind: 'desk' })) return { sql: '1 = 0', params: [] }
  if (role === 'agency') return { sql: `h."status" <> 'closed'`, params: [] }
  return { sql: `h."status" <> 'closed' AND h."townCode" IN (${['', ...towns].map(() => '?').join(',')})`, params: ['', ...towns] }
}

/** Requests for a person as the workbench reads them, over SQL. */
export const createTalks = (driver: SqlDriver, sealing: Sealing): Talks => {
  const rowsOf = async (actor: Actor, where: string, params: readonly SqlValue[]): Promise<readonly TalkRow[]> => {
    const rows = await driver.all(`${TALK} WHERE ${where}`, [accountIdOf(actor), ...params])
    const views = await handoffViews(driver, rows)
    return views.map((view, index) => ({ ...view, ...moreOf(rows[index] ?? {}) }))
  }
  const moreOf = (row: SqlRow) => ({
    partyName: sealing.open<string>(row['partyName'], 'party'),
    ...optional('acceptedAt', instant(row, 'acceptedAt')),
    ...optional('closedAt', instant(row, 'closedAt')),
    ...optional('conclusion', row['conclusion'] === null ? undefined : sealing.open<string>(row['conclusion'], 'handoff')),
    lastAt: number(row, 'lastAt'),
    unread: number(row, 'unread'),
  })
  return {
    async open(actor) {
      const { sql, params } = openTo(actor)
      return rowsOf(actor, `${sql} ORDER BY h."number" LIMIT ${MOST}`, params)
    },
    closed: (actor, since) =>
      rowsOf(actor, `h."status" = 'closed' AND h."closedAt" >= ? AND ${MINE} ORDER BY h."closedAt" DESC LIMIT ${MOST}`, [since, actor.staffId, actor.staffId]),
    byNumber: async (actor, wanted) => (await rowsOf(actor, 'h."number" = ?', [wanted]))[0],
    lines: (conversationId, until, limit) => readTalkLines(driver, sealing, conversationId, until, limit),
    notes: async (handoffId) =>
      (await driver.all('SELECT "at","counselId","body" FROM "HandoffNote" WHERE "handoffId" = ? ORDER BY "id"', [handoffId])).map((row) => ({
        at: number(row, 'at'),
        counselId: text(row, 'counselId'),
        text: sealing.open<string>(row['body'], 'note'),
      })),
    person: ({ id, conversationId }) => personOf(driver, sealing, id, conversationId),
    async seen(actor, handoffId, upTo, now) {
      const key = [accountIdOf(actor), handoffId]
      const before = await driver.all('SELECT "inboxId" FROM "DeskSeen" WHERE "accountId" = ? AND "handoffId" = ?', key)
      await driver.batch([
        {
          sql: `INSERT INTO "DeskSeen" ("accountId","handoffId","inboxId","at") VALUES (?,?,?,?)
            ON CONFLICT ("accountId","handoffId") DO UPDATE SET "inboxId" = excluded."inboxId", "at" = excluded."at"`,
          params: [...key, upTo, now],
        },
      ])
      return before.length === 0
    },
  }
}

const instant = (row: SqlRow, column: string): number | undefined => (row[column] === null || row[column] === undefined ? undefined : number(row, column))

const personOf = async (driver: SqlDriver, sealing: Sealing, handoffId: string, conversationId: string): Promise<TalkPerson> => {
  const head = (
    await driver.all('SELECT c."state",p."id",p."name",p."villageCode" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE c."id" = ?', [
      conversationId,
    ])
  )[0]
  if (!head) throw new Error(`no conversation ${conversationId}`)
  const partyId = text(head, 'id')
  const run = (
    await driver.all('SELECT "flow","state" FROM "FlowRun" WHERE "conversationId" = ? AND "status" = \'open\' ORDER BY "createdAt" DESC LIMIT 1', [
      conversationId,
    ])
  )[0]
  const cases = await driver.all('SELECT "number","matter","status","submittedAt" FROM "Case" WHERE "partyId" = ? ORDER BY "submittedAt" DESC LIMIT 5', [
    partyId,
  ])
  const earlier = await driver.all(
    'SELECT "number","topic","status","requestedAt" FROM "Handoff" WHERE "partyId" = ? AND "id" <> ? ORDER BY "number" DESC LIMIT 5',
    [partyId, handoffId],
  )
  const dangers = await driver.all(
    `SELECT "at" FROM "AuditRow" WHERE "subjectKind" = 'conversation' AND "subjectId" = ? AND "action" = 'safety' ORDER BY "id" DESC LIMIT 5`,
    [conversationId],
  )
  return {
    name: sealing.open<string>(head['name'], 'party'),
    ...optional('villageCode', maybe(head, 'villageCode')),
    state: sealing.open<ConversationState>(head['state'], 'conversation'),
    ...optional(
      'run',
      run && {
        flow: text(run, 'flow'),
        answered: Object.keys(sealing.open<{ readonly answers: Readonly<Record<string, unknown>> }>(run['state'], 'run').answers).length,
      },
    ),
    cases: cases.map((row) => ({
      number: text(row, 'number'),
      matter: text(row, 'matter'),
      status: text(row, 'status'),
      submittedAt: number(row, 'submittedAt'),
    })),
    earlier: earlier.map((row) => ({
      number: number(row, 'number'),
      topic: text(row, 'topic'),
      status: text(row, 'status'),
      requestedAt: number(row, 'requestedAt'),
    })),
    dangers: dangers.map((row) => number(row, 'at')),
  }
}
