import { FOLLOWED_MS } from '../../core/publicity.ts'
import type { Piece, PieceDraft, PieceView, PublicityEffect, PublicityView, QuizResult } from '../../core/publicity.ts'
import type { Instant } from '../../core/ids.ts'
import type { Role } from '../../core/turn.ts'
import { answeredName } from './answered.ts'
import type { SqlDriver, SqlRow, SqlStatement } from './driver.ts'
import { optional } from './handoff-views.ts'
import { insert } from './insert.ts'
import { maybe, number, roleOf, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const MOST = 20
const MOST_RESULTS = 500
const SHOWN_MS = 62 * 24 * 3_600_000

type Body = Pick<Piece, 'title' | 'text' | 'short' | 'intent' | 'by'>

/** The rows of pieces, of who wants them, and of tests. */
export const publicityStatements = (
  effect: PublicityEffect,
  turn: { readonly partyId: string; readonly now: Instant },
  sealing: Sealing,
): readonly SqlStatement[] => {
  switch (effect.kind) {
    case 'plan-piece': {
      const { id, number: count, title, text: words, short, intent, by, villages, conversationId, status, dueAt } = effect.piece
      return [
        insert('Piece', {
          id,
          number: count,
          author: authorOf(by.role, by.staffId),
          conversationId,
          villages: villages.join('|'),
          intentIndex: intent === undefined ? null : sealing.index(answeredName(intent)),
          status,
          body: sealing.seal({ title, text: words, short, by, ...optional('intent', intent) } satisfies Body, 'piece'),
          dueAt,
        }),
      ]
    }
    case 'end-piece':
      return [
        {
          sql: 'UPDATE "Piece" SET "status" = ?, "sentAt" = ? WHERE "id" = ? AND "status" = \'planned\'',
          params: [effect.status, effect.status === 'sent' ? turn.now : null, effect.id],
          expect: 1,
        },
      ]
    case 'subscribe':
      return [{ sql: 'UPDATE "Party" SET "subscribed" = ? WHERE "id" = ?', params: [effect.on, turn.partyId] }]
    case 'record-quiz': {
      const { id, partyId, role, staffId, villageCode, right, total, at } = effect.result
      return [insert('QuizResult', { id, partyId, role, staffId: staffId ?? null, villageCode: villageCode ?? null, right, total, at })]
    }
  }
}

const authorOf = (role: Role, staffId: string): string => `${role}:${staffId}`

const within = (column: string, villages: readonly string[]): string => `(${villages.map(() => `${column} LIKE ?`).join(' OR ')})`

/** One thread of each group of these villages, and the private threads of who lives there and subscribed: a query and its values. */
export const publicityThreads = (villages: readonly string[]): readonly [string, readonly (string | boolean)[]] => {
  const like = villages.map((code) => `${code}%`)
  return [
    `SELECT MIN(c."id") AS "id" FROM "Conversation" c JOIN "GroupBinding" b ON b."groupIndex" = c."groupIndex" WHERE c."groupIndex" <> ''
      AND ${within('b."villageCode"', villages)} GROUP BY c."groupIndex"
     UNION ALL SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE c."groupIndex" = '' AND p."role" = 'villager'
      AND p."subscribed" = ? AND ${within(`COALESCE(p."villageCode",'')`, villages)}`,
    [...like, true, ...like],
  ]
}

type Who = {
  readonly role: Role
  readonly staffId: string | undefined
  readonly draft: PieceDraft | undefined
  /** Whether the message is about publicity or tests, or a piece is due. */
  readonly about: boolean
  readonly now: Instant
}

/** What a decision may know of publicity. */
export const publicityOf = async (driver: SqlDriver, sealing: Sealing, who: Who): Promise<PublicityView> => {
  const { role, staffId, draft, now } = who
  if (staffId === undefined || (role !== 'counsel' && role !== 'clerk' && role !== 'office-head')) return {}
  const reach = draft && (await reachOf(driver, draft.villages))
  if (!who.about) return reach ? { reach } : {}
  const rows = await driver.all(`SELECT * FROM "Piece" WHERE "author" = ? ORDER BY "number" DESC LIMIT ${MOST}`, [authorOf(role, staffId)])
  const pieces: PieceView[] = []
  for (const row of rows) pieces.push({ ...pieceOf(row, sealing), questions: await questionsAfter(driver, row) })
  const results =
    role === 'counsel' ? [] : await driver.all(`SELECT * FROM "QuizResult" WHERE "at" > ? ORDER BY "at" DESC, "id" LIMIT ${MOST_RESULTS}`, [now - SHOWN_MS])
  return { pieces, quizzes: results.map(resultOf), ...(reach ? { reach } : {}) }
}

const reachOf = async (driver: SqlDriver, villages: readonly string[]): Promise<NonNullable<PublicityView['reach']>> => {
  const [select, values] = publicityThreads(villages)
  const rows = await driver.all(`SELECT c."groupIndex" FROM (${select}) t JOIN "Conversation" c ON c."id" = t."id"`, values)
  const groups = rows.filter((row) => text(row, 'groupIndex') !== '').length
  return { groups, people: rows.length - groups }
}

/** Questions of the same kind from the piece's villages, by the asker's village or the group's. */
const questionsAfter = async (driver: SqlDriver, row: SqlRow): Promise<number> => {
  const index = maybe(row, 'intentIndex')
  if (index === undefined || row['sentAt'] === null) return 0
  const villages = text(row, 'villages').split('|')
  const like = villages.map((code) => `${code}%`)
  const sent = number(row, 'sentAt')
  const [found] = await driver.all(
    `SELECT COUNT(*) AS "n" FROM "Answered" a JOIN "Conversation" c ON c."id" = a."conversationId" JOIN "Party" p ON p."id" = c."partyId"
     LEFT JOIN "GroupBinding" b ON b."groupIndex" = c."groupIndex"
     WHERE a."intentIndex" = ? AND a."at" >= ? AND a."at" < ? AND ${within(`COALESCE(b."villageCode",p."villageCode",'')`, villages)}`,
    [index, sent, sent + FOLLOWED_MS, ...like],
  )
  return found ? number(found, 'n') : 0
}

const pieceOf = (row: SqlRow, sealing: Sealing): Piece => {
  const status = text(row, 'status')
  return {
    ...sealing.open<Body>(row['body'], 'piece'),
    id: text(row, 'id'),
    number: number(row, 'number'),
    status: status === 'sent' || status === 'cancelled' ? status : 'planned',
    conversationId: text(row, 'conversationId'),
    villages: text(row, 'villages').split('|'),
    dueAt: number(row, 'dueAt'),
    ...optional('sentAt', row['sentAt'] === null ? undefined : number(row, 'sentAt')),
  }
}

const resultOf = (row: SqlRow): QuizResult => ({
  id: text(row, 'id'),
  partyId: text(row, 'partyId'),
  role: roleOf(text(row, 'role')),
  ...optional('staffId', maybe(row, 'staffId')),
  ...optional('villageCode', maybe(row, 'villageCode')),
  right: number(row, 'right'),
  total: number(row, 'total'),
  at: number(row, 'at'),
})
