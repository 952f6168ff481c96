import type { Instant } from '../../core/ids.ts'
import { passName } from '../../core/pass.ts'
import { invitedOf, phoneName } from '../../core/referral.ts'
import type { Referral, ReferralEffect, ReferralView } from '../../core/referral.ts'
import type { ConversationState, Role } from '../../core/turn.ts'
import type { SqlDriver, SqlRow, SqlStatement } from './driver.ts'
import { optional } from './handoff-views.ts'
import { insert } from './insert.ts'
import { maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

/** Officers' lists and a town's open referrals: more than a town has in two weeks. */
const MOST = 100
const REFERRAL = 'SELECT "id","number","gridWorkerId","status","townCode","officeId","body","createdAt","expiresAt" FROM "Referral"'

type Place = { readonly partyId: string; readonly conversationId: string; readonly now: Instant }
type Body = Pick<Referral, 'draft' | 'note'>

/** The rows of referrals, of those who make them and of those who are found by telephone. */
export const referralStatements = (effect: ReferralEffect, turn: Place, sealing: Sealing): readonly SqlStatement[] => {
  switch (effect.kind) {
    case 'refer': {
      const { id, number, gridWorkerId, status, draft, townCode, officeId, createdAt, expiresAt } = effect.referral
      return [
        insert('Referral', {
          id,
          number,
          gridWorkerId,
          villageCode: draft.villageCode ?? null,
          townCode: townCode ?? null,
          officeId: officeId ?? null,
          status,
          body: sealing.seal({ draft } satisfies Body, 'referral'),
          createdAt,
          expiresAt,
        }),
      ]
    }
    case 'move-referral': {
      const body: Body = { draft: effect.draft, ...optional('note', effect.note) }
      return [
        {
          sql: 'UPDATE "Referral" SET "status" = ?, "body" = ? WHERE "id" = ? AND "status" = ?',
          params: [effect.to, sealing.seal(body, 'referral'), effect.id, effect.from],
          expect: 1,
        },
      ]
    }
    case 'become-grid-worker':
      return [
        {
          sql: 'UPDATE "Pass" SET "usedAt" = ? WHERE "tokenIndex" = ? AND "kind" = \'invite\' AND "usedAt" IS NULL AND "expiresAt" > ?',
          params: [turn.now, sealing.index(passName(effect.token)), turn.now],
          expect: 1,
        },
        {
          sql: 'UPDATE "Party" SET "role" = \'grid-worker\', "staffId" = ?, "name" = ? WHERE "id" = ? AND "role" = \'villager\'',
          params: [effect.gridWorkerId, sealing.seal(effect.name, 'party'), turn.partyId],
          expect: 1,
        },
      ]
    case 'forget-said':
      return forgotten(effect.what, turn.conversationId, sealing)
    case 'know-phone':
      return [
        {
          sql: 'UPDATE "Party" SET "phoneIndex" = ? WHERE "id" = ?',
          params: [effect.phone === undefined ? null : sealing.index(phoneName(effect.phone)), turn.partyId],
        },
      ]
  }
}

/** What was said, and what was to be sent, in a part of a thread. What still waits is left alone. */
const forgotten = (what: Extract<ReferralEffect, { kind: 'forget-said' }>['what'], conversationId: string, sealing: Sealing): readonly SqlStatement[] => {
  const [inbox, outbox, value] = 'turn' in what ? ['"id" = ?', '"inboxId" = ?', what.turn] : ['"receivedAt" <= ?', '"createdAt" <= ?', what.before]
  const nothing = sealing.seal({ kind: 'internal', event: { kind: 'notice', parts: [], class: 'notice' } }, 'inbox')
  return [
    {
      sql: `UPDATE "Inbox" SET "body" = ? WHERE "conversationId" = ? AND "status" <> 'pending' AND ${inbox}`,
      params: [nothing, conversationId, value],
    },
    { sql: `DELETE FROM "Outbox" WHERE "conversationId" = ? AND "status" IN ('sent','withheld','dead') AND ${outbox}`, params: [conversationId, value] },
    ...('turn' in what
      ? []
      : [{ sql: 'DELETE FROM "Job" WHERE "conversationId" = ? AND "status" = \'done\' AND "doneAt" <= ?', params: [conversationId, what.before] }]),
  ]
}

type Asking = {
  readonly role: Role
  readonly staffId: string | undefined
  readonly state: ConversationState
  /** Telephone that a form under way refers somebody by. */
  readonly phone: string | undefined
  /** Twelve figures in the message. */
  readonly code: string | undefined
  readonly now: Instant
}

/** What a decision may know of referrals. */
export const referralsOf = async (driver: SqlDriver, sealing: Sealing, asking: Asking): Promise<ReferralView> => {
  const { role, staffId, state, code, now } = asking
  const read = async (where: string, ...params: readonly string[]): Promise<readonly Referral[]> =>
    (await driver.all(`${REFERRAL} WHERE (${where}) AND "expiresAt" > ? ORDER BY "number" DESC LIMIT ${MOST}`, [...params, now])).map((row) =>
      referralOf(row, sealing),
    )
  if (role === 'villager') {
    const referrals = state.referred ? await read('"id" = ?', state.referred.id) : []
    const invited = code === undefined ? undefined : await invitedBy(driver, sealing, code, now)
    return { referrals, ...optional('invited', invited) }
  }
  if (role === 'grid-worker') {
    const own = staffId ?? ''
    const referrals = await read('"gridWorkerId" = ? OR "townCode" = (SELECT "townCode" FROM "GridWorker" WHERE "id" = ?)', own, own)
    const phone = state.referral?.phone ?? asking.phone
    return { referrals, ...optional('reachable', phone === undefined ? undefined : await knownUnder(driver, sealing, phone)) }
  }
  if (role === 'clerk' || role === 'office-head')
    return { referrals: await read('"officeId" = (SELECT "officeId" FROM "Staff" WHERE "id" = ?)', staffId ?? '') }
  if (role === 'agency') return { referrals: await read('"officeId" IS NULL') }
  return { referrals: [] }
}

const referralOf = (row: SqlRow, sealing: Sealing): Referral => ({
  ...sealing.open<Body>(row['body'], 'referral'),
  id: text(row, 'id'),
  number: number(row, 'number'),
  gridWorkerId: text(row, 'gridWorkerId'),
  status: text(row, 'status') as Referral['status'],
  ...optional('townCode', maybe(row, 'townCode')),
  ...optional('officeId', maybe(row, 'officeId')),
  createdAt: number(row, 'createdAt'),
  expiresAt: number(row, 'expiresAt'),
})

const invitedBy = async (driver: SqlDriver, sealing: Sealing, code: string, now: Instant): Promise<ReferralView['invited']> => {
  const row = (
    await driver.all('SELECT "partyId","usedAt","expiresAt" FROM "Pass" WHERE "tokenIndex" = ? AND "kind" = \'invite\'', [sealing.index(passName(code))])
  )[0]
  const gridWorkerId = row && invitedOf(text(row, 'partyId'))
  return row && gridWorkerId !== undefined ? { gridWorkerId, open: row['usedAt'] === null && number(row, 'expiresAt') > now } : undefined
}

/** The thread of the one villager known under a telephone; undefined where there is none, or a family shares it. */
const knownUnder = async (driver: SqlDriver, sealing: Sealing, phone: string): Promise<string | undefined> => {
  const rows = await driver.all(
    `SELECT c."id" FROM "Party" p JOIN "Conversation" c ON c."partyId" = p."id" AND c."groupIndex" = ''
     WHERE p."phoneIndex" = ? AND p."role" = 'villager' LIMIT 2`,
    [sealing.index(phoneName(phone))],
  )
  return rows.length === 1 && rows[0] ? text(rows[0], 'id') : undefined
}
