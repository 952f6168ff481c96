import { passName } from '../../core/pass.ts'
import type { DoorView, Merge, NewPass, PassView } from '../../core/pass.ts'
import type { FlowState } from '../../core/flow-state.ts'
import type { Instant } from '../../core/ids.ts'
import type { Address } from '../../core/message.ts'
import type { ConversationState, Effect } from '../../core/turn.ts'
import type { Store, TurnCommit } from '../../ports/store.ts'
import type { SqlDriver, SqlStatement } from './driver.ts'
import { insert } from './insert.ts'
import type { Sealing } from './sealing.ts'
import { maybe, number, roleOf, text } from './sealing.ts'

/** Tables whose rows belong to a conversation, and those whose rows belong to a party: all of them go over when two doors become one person's. */
export const OF_CONVERSATION = [
  'Inbox',
  'Outbox',
  'Answered',
  'FlowRun',
  'Case',
  'Handoff',
  'Task',
  'Confirmation',
  'Job',
  'Gap',
  'Mediation',
  'CorrectionMatter',
  'Complaint',
  'Piece',
] as const
export const OF_PARTY = [
  'Identity',
  'Consent',
  'Case',
  'Handoff',
  'Task',
  'Confirmation',
  'Pass',
  'RegistryLookup',
  'Screening',
  'Mediation',
  'CorrectionMatter',
  'Complaint',
  'QuizResult',
] as const

/** Names of the door of a person: what the store knows them by there. */
export type IdentityOf = (channel: string, account: string, id: string) => string

/** A new pass. Of the same kind only the newest of a person is good. */
export const issueStatements = (pass: NewPass, now: Instant, sealing: Sealing): readonly SqlStatement[] => [
  { sql: 'DELETE FROM "Pass" WHERE "partyId" = ? AND "kind" = ? AND "usedAt" IS NULL', params: [pass.partyId, pass.kind] },
  insert('Pass', {
    tokenIndex: sealing.index(passName(pass.token)),
    partyId: pass.partyId,
    kind: pass.kind,
    createdAt: now,
    expiresAt: pass.expiresAt,
  }),
]

/** Whatever of a kind a person has is gone. */
export const revokeStatement = (partyId: string, kind: string): SqlStatement => ({
  sql: 'DELETE FROM "Pass" WHERE "partyId" = ? AND "kind" = ?',
  params: [partyId, kind],
})

/** Length of a door's id: the beginning of its keyed hash. */
const DOOR_ID = 24

/** A door taken off, with every code and link that still leads to the person. */
export const dropStatements = (
  { door, goOn }: Extract<Effect, { kind: 'drop-door' }>,
  turn: Pick<TurnCommit, 'partyId' | 'conversationId' | 'now'>,
  sealing: Sealing,
): readonly SqlStatement[] => [
  { sql: `DELETE FROM "Identity" WHERE "partyId" = ? AND SUBSTR("lookupIndex", 1, ${DOOR_ID}) = ?`, params: [turn.partyId, door], expect: 1 },
  { sql: 'DELETE FROM "Pass" WHERE "partyId" = ? AND "usedAt" IS NULL', params: [turn.partyId] },
  ...(goOn === undefined
    ? []
    : [{ sql: 'UPDATE "Conversation" SET "address" = ? WHERE "id" = ?', params: [sealing.seal({ address: goOn }, 'address'), turn.conversationId] }]),
]

const OWN_DOORS = `SELECT "lookupIndex","address","usedAt","expiresAt" FROM "Identity"
  WHERE "partyId" = ? AND "address" IS NOT NULL AND ("expiresAt" IS NULL OR "expiresAt" > ?) ORDER BY "usedAt" DESC, "createdAt" DESC`

/** A person's doors, last used first. */
export const doorsOfParty = async (driver: SqlDriver, sealing: Sealing, partyId: string, now: Instant): Promise<readonly DoorView[]> =>
  (await driver.all(OWN_DOORS, [partyId, now])).map((row) => ({
    id: text(row, 'lookupIndex').slice(0, DOOR_ID),
    address: sealing.open<Address>(row['address'], 'identity'),
    usedAt: number(row, 'usedAt'),
    opened: row['expiresAt'] !== null,
  }))

const CLOSE_SECOND = `UPDATE "Handoff" SET "status" = 'closed', "closedAt" = ?, "conclusion" = ? WHERE "conversationId" = ? AND "status" <> 'closed'
  AND EXISTS (SELECT 1 FROM "Handoff" h WHERE h."conversationId" = ? AND h."status" <> 'closed')`

const KEEP_GROUPS = `UPDATE "Conversation" SET "partyId" = ? WHERE "partyId" = ? AND "groupIndex" <> ''
  AND "groupIndex" NOT IN (SELECT k."groupIndex" FROM "Conversation" k WHERE k."partyId" = ?)`

const move = (table: string): string => `UPDATE "${table}" SET "conversationId" = (SELECT k."id" FROM "Conversation" k
  JOIN "Conversation" o ON o."groupIndex" = k."groupIndex" WHERE k."partyId" = ? AND o."id" = "${table}"."conversationId")
  WHERE "conversationId" IN (SELECT "id" FROM "Conversation" WHERE "partyId" = ?)`

/** Everything of the turn's party goes over to the other one: rule in src/README.md. */
export const mergeStatements = (
  merge: Merge,
  turn: Pick<TurnCommit, 'partyId' | 'conversationId' | 'address' | 'now'>,
  sealing: Sealing,
): readonly SqlStatement[] => {
  const { now } = turn
  const both = [merge.partyId, turn.partyId]
  return [
    {
      sql: 'UPDATE "Pass" SET "usedAt" = ? WHERE "tokenIndex" = ? AND "partyId" = ? AND "kind" IN (\'bind\',\'return\') AND "usedAt" IS NULL AND "expiresAt" > ?',
      params: [now, sealing.index(passName(merge.token)), merge.partyId, now],
      expect: 1,
    },
    {
      sql: 'UPDATE "Conversation" SET "version" = "version" + 1, "state" = ?, "address" = ?, "updatedAt" = ? WHERE "id" = ? AND "version" = ? AND "ownerId" IS NULL',
      params: [sealing.seal(merge.state, 'conversation'), sealing.seal({ address: turn.address }, 'address'), now, merge.conversationId, merge.version],
      expect: 1,
    },
    { sql: 'UPDATE "Conversation" SET "updatedAt" = ? WHERE "id" = ? AND "ownerId" IS NULL', params: [now, turn.conversationId], expect: 1 },
    { sql: CLOSE_SECOND, params: [now, sealing.seal('', 'handoff'), turn.conversationId, merge.conversationId] },
    { sql: KEEP_GROUPS, params: [...both, merge.partyId] },
    ...OF_CONVERSATION.map((table) => ({ sql: move(table), params: both })),
    ...OF_PARTY.map((table) => ({ sql: `UPDATE "${table}" SET "partyId" = ? WHERE "partyId" = ?`, params: both })),
    {
      sql: `UPDATE "Party" SET "villageCode" = COALESCE("villageCode", (SELECT o."villageCode" FROM "Party" o WHERE o."id" = ?)),
        "phoneIndex" = COALESCE("phoneIndex", (SELECT o."phoneIndex" FROM "Party" o WHERE o."id" = ?)),
        "subscribed" = ("subscribed" OR (SELECT o."subscribed" FROM "Party" o WHERE o."id" = ?)) WHERE "id" = ?`,
      params: [turn.partyId, turn.partyId, turn.partyId, merge.partyId],
    },
    { sql: 'DELETE FROM "Conversation" WHERE "partyId" = ?', params: [turn.partyId] },
    { sql: 'DELETE FROM "Party" WHERE "id" = ?', params: [turn.partyId] },
  ]
}

const PASS = `SELECT s."kind", s."partyId", s."usedAt", s."expiresAt", p."role", c."id", c."version", c."ownerId", c."address", c."state"
  FROM "Pass" s JOIN "Party" p ON p."id" = s."partyId" JOIN "Conversation" c ON c."partyId" = p."id" AND c."groupIndex" = ''
  WHERE s."tokenIndex" = ? AND s."kind" IN ('bind','return')`

/** What a typed code links to; undefined where it is no pass's. */
export const passOf = async (driver: SqlDriver, sealing: Sealing, code: string, now: Instant): Promise<PassView | undefined> => {
  const row = (await driver.all(PASS, [sealing.index(passName(code))]))[0]
  if (!row) return undefined
  const run = (
    await driver.all(
      'SELECT "id","state","createdAt" FROM "FlowRun" WHERE "conversationId" = ? AND "status" = \'open\' ORDER BY "createdAt" DESC, "id" DESC LIMIT 1',
      [text(row, 'id')],
    )
  )[0]
  return {
    kind: text(row, 'kind') === 'return' ? 'return' : 'bind',
    open: row['usedAt'] === null && number(row, 'expiresAt') > now,
    partyId: text(row, 'partyId'),
    role: roleOf(text(row, 'role')),
    conversationId: text(row, 'id'),
    version: number(row, 'version'),
    held: maybe(row, 'ownerId') !== undefined,
    address: sealing.open<{ address: Address }>(row['address'], 'address').address,
    state: sealing.open<ConversationState>(row['state'], 'conversation'),
    ...(run ? { run: { id: text(run, 'id'), state: sealing.open<FlowState>(run['state'], 'run'), startedAt: number(run, 'createdAt') } } : {}),
  }
}

const DOORS = `SELECT i."address" FROM "Identity" i JOIN "Conversation" c ON c."partyId" = i."partyId"
  WHERE c."id" = ? AND c."groupIndex" = '' AND i."address" IS NOT NULL ORDER BY i."usedAt" DESC, i."createdAt" DESC`

/** A person's doors, and the page opened by a link. */
export const createDoors = (driver: SqlDriver, sealing: Sealing, identityOf: IdentityOf): Pick<Store, 'doorsOf' | 'openPage'> => ({
  async doorsOf(conversationId) {
    const rows = await driver.all(DOORS, [conversationId])
    return rows.map((row) => sealing.open<Address>(row['address'], 'identity'))
  },
  async openPage(token, address, sender, now, until) {
    const index = sealing.index(passName(token))
    const result = await driver.batch([
      {
        sql: 'UPDATE "Pass" SET "usedAt" = ? WHERE "tokenIndex" = ? AND "kind" = \'page\' AND "usedAt" IS NULL AND "expiresAt" > ?',
        params: [now, index, now],
        expect: 1,
      },
      {
        sql: `INSERT INTO "Identity" ("lookupIndex","channel","partyId","createdAt","address","usedAt","expiresAt")
          SELECT CAST(? AS TEXT),CAST(? AS TEXT),s."partyId",CAST(? AS INTEGER),CAST(? AS BLOB),CAST(? AS INTEGER),CAST(? AS INTEGER)
          FROM "Pass" s WHERE s."tokenIndex" = ?`,
        params: [identityOf(address.channel, address.account, sender.id), address.channel, now, sealing.seal(address, 'identity'), now, until, index],
        expect: 1,
      },
    ])
    return result.kind === 'done'
  },
})
