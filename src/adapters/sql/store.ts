import { isDesk } from '../../core/message.ts'
import type { Address, Inbound } from '../../core/message.ts'
import type { ConversationId, Instant } from '../../core/ids.ts'
import type { ConversationState, Role } from '../../core/turn.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { Accepted, InboxRow, Store } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import { commitTurn, parkRow } from './commit.ts'
import type { SqlDriver, SqlRow, SqlStatement } from './driver.ts'
import { moveGroup } from './move-group.ts'
import { createGaps } from './gaps.ts'
import { createDoorNotes } from './door-notes.ts'
import { createJobs } from './jobs.ts'
import { createOutbox } from './outbox.ts'
import { createCalendars } from './calendar.ts'
import { createDoors } from './passes.ts'
import { createRegistryStore } from './registry.ts'
import { createSealing, maybe, number, text } from './sealing.ts'
import { loadSnapshot } from './snapshot.ts'
import { createTextMessages } from './text-messages.ts'
import { readTranscript } from './transcript.ts'

/** Tries to receive a message whose thread is made or joined meanwhile. */
const MOST_TRIES = 5

const FIND = `SELECT c."id" AS "id", c."address" AS "address" FROM "Identity" i
  JOIN "Conversation" c ON c."partyId" = i."partyId" AND c."groupIndex" = ? WHERE i."lookupIndex" = ?`

/** The store over SQL, the same on SQLite and PostgreSQL: prepared statements, bodies sealed by the cipher. */
export const createSqlStore = (driver: SqlDriver, cipher: Cipher, ids: Ids): Store => {
  const sealing = createSealing(cipher)
  const identityOf = (channel: string, account: string, id: string) => sealing.index(`identity ${channel} ${account} ${id}`)
  const groupOf = (channel: string, account: string, id: string | undefined) => (id === undefined ? '' : sealing.index(`group ${channel} ${account} ${id}`))

  const newParty = async (inbound: Pick<Inbound, 'address' | 'sender' | 'group'>, role: Role, staffId: string | undefined, demo: boolean, now: Instant) => {
    const { channel, account } = inbound.address
    const lookup = identityOf(channel, account, inbound.sender.id)
    const known = (await driver.all('SELECT "partyId" FROM "Identity" WHERE "lookupIndex" = ?', [lookup]))[0]
    const staff =
      known ??
      (staffId === undefined ? undefined : (await driver.all('SELECT "id" AS "partyId" FROM "Party" WHERE "role" = ? AND "staffId" = ?', [role, staffId]))[0])
    const partyId = staff ? text(staff, 'partyId') : ids.next()
    const groupIndex = groupOf(channel, account, inbound.group?.id)
    const privately = inbound.group ? { ...inbound.address, chat: inbound.sender.id } : inbound.address
    const statements: SqlStatement[] = []
    if (!staff)
      statements.push({
        sql: 'INSERT INTO "Party" ("id","role","staffId","name","createdAt","demo") VALUES (?,?,?,?,?,?)',
        params: [partyId, role, staffId ?? null, sealing.seal(inbound.sender.name, 'party'), now, demo],
      })
    if (!known)
      statements.push({
        sql: 'INSERT INTO "Identity" ("lookupIndex","channel","partyId","createdAt","address","usedAt") VALUES (?,?,?,?,?,?)',
        params: [lookup, channel, partyId, now, sealing.seal(privately, 'identity'), now],
      })
    // The private thread is made with a group's: answers in full go there.
    for (const index of groupIndex === '' ? [''] : ['', groupIndex]) {
      const address = index === '' ? privately : inbound.address
      statements.push({
        sql: `INSERT INTO "Conversation" ("id","partyId","groupIndex","version","state","address","createdAt","updatedAt")
          VALUES (?,?,?,0,?,?,?,?) ON CONFLICT ("partyId","groupIndex") DO NOTHING`,
        params: [
          ids.next(),
          partyId,
          index,
          sealing.seal({ misses: 0 }, 'conversation'),
          sealing.seal({ address, group: index === '' ? undefined : inbound.group }, 'address'),
          now,
          now,
        ],
      })
    }
    // Somebody else may have made the same identity meanwhile: then theirs stands.
    await driver.batch(statements)
  }

  const accept = async (inbound: Inbound, role: Role, staffId: string | undefined, now: Instant): Promise<Accepted> => {
    const { channel, account } = inbound.address
    const key = [groupOf(channel, account, inbound.group?.id), identityOf(channel, account, inbound.sender.id)]
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = (await driver.all(FIND, key))[0]
      const accepted = found && (await receive(inbound, found, key[1] ?? '', now))
      if (accepted) return accepted
      // Nobody yet, or the thread was joined to another one just now.
      if (!found) await newParty(inbound, role, staffId, false, now)
    }
    throw new Error('a conversation could not be made')
  }

  /** Writes a message into a thread; undefined where the thread is gone. */
  const receive = async (inbound: Inbound, found: SqlRow, lookup: string, now: Instant): Promise<Accepted | undefined> => {
    const { channel, account } = inbound.address
    const conversationId = text(found, 'id')
    const address = { address: inbound.address, group: inbound.group }
    const statements: SqlStatement[] = [
      {
        sql: `INSERT INTO "Inbox" ("channel","account","externalId","conversationId","body","receivedAt","status","attempts")
          SELECT CAST(? AS TEXT),CAST(? AS TEXT),CAST(? AS TEXT),c."id",CAST(? AS BLOB),CAST(? AS INTEGER),'pending',0 FROM "Conversation" c WHERE c."id" = ?
          ${driver.dialect === 'postgresql' ? 'FOR SHARE' : ''} ON CONFLICT ("channel","account","externalId") DO NOTHING RETURNING "id"`,
        params: [
          channel,
          account,
          inbound.externalId,
          sealing.seal({ kind: 'message', content: inbound.content, sentAt: inbound.sentAt, address: inbound.address }, 'inbox'),
          now,
          conversationId,
        ],
      },
    ]
    const before = sealing.open<{ readonly address: Address }>(found['address'], 'address')
    // Whoever works at the workbench is still rung where they write from.
    const stays = isDesk(inbound.address) && !isDesk(before.address)
    if (!stays && JSON.stringify(before) !== JSON.stringify(address)) {
      statements.push({ sql: 'UPDATE "Conversation" SET "address" = ? WHERE "id" = ?', params: [sealing.seal(address, 'address'), conversationId] })
      if (!inbound.group)
        statements.push({
          sql: 'UPDATE "Identity" SET "address" = ?, "usedAt" = ? WHERE "lookupIndex" = ?',
          params: [sealing.seal(inbound.address, 'identity'), now, lookup],
        })
    }
    const result = await driver.batch(statements)
    if (result.kind === 'undone' && result.why === 'conflict') return undefined
    if (result.kind === 'undone') throw new Error(`the inbox refused a row: ${result.why}`)
    const row = result.rows[0]?.[0]
    if (row) return { kind: 'new', conversationId, inboxId: number(row, 'id') }
    const old = (
      await driver.all('SELECT "id","conversationId" FROM "Inbox" WHERE "channel" = ? AND "account" = ? AND "externalId" = ?', [
        channel,
        account,
        inbound.externalId,
      ])
    )[0]
    return old && { kind: 'duplicate', conversationId: text(old, 'conversationId'), inboxId: number(old, 'id') }
  }

  const nextInbox = async (conversationId: ConversationId): Promise<InboxRow | undefined> => {
    const row = (
      await driver.all('SELECT "id","attempts","receivedAt","body" FROM "Inbox" WHERE "status" = \'pending\' AND "conversationId" = ? ORDER BY "id" LIMIT 1', [
        conversationId,
      ])
    )[0]
    if (!row) return undefined
    return {
      id: number(row, 'id'),
      conversationId,
      attempts: number(row, 'attempts'),
      receivedAt: number(row, 'receivedAt'),
      body: sealing.open<InboxRow['body']>(row['body'], 'inbox'),
    }
  }

  return {
    accept,
    enrol: (address, sender, as, staffId, demo, now) => newParty({ address, sender }, as, staffId, demo, now),
    nextInbox,
    load: (row, now) => loadSnapshot(driver, sealing, row, now, ids.secret(16)),
    commit: (turn) => commitTurn(driver, sealing, ids, turn),
    failInbox: (row, park) => parkRow(driver, sealing, row, park),
    async amend(row, content) {
      const body = sealing.seal({ ...row.body, content }, 'inbox')
      await driver.batch([{ sql: 'UPDATE "Inbox" SET "body" = ? WHERE "id" = ? AND "status" = \'pending\'', params: [body, row.id] }])
    },
    async pendingLanes(limit) {
      const rows = await driver.all(
        'SELECT "conversationId", MIN("id") AS "first" FROM "Inbox" WHERE "status" = \'pending\' GROUP BY "conversationId" ORDER BY "first" LIMIT ?',
        [limit],
      )
      return rows.map((row) => text(row, 'conversationId'))
    },
    ...createOutbox(driver, sealing),
    ...createJobs(driver, sealing),
    ...createTextMessages(driver, sealing),
    ...createDoors(driver, sealing, identityOf),
    ...createRegistryStore(driver, sealing, ids),
    ...createCalendars(driver, sealing),
    async findConversation(channel, account, senderId, group) {
      const row = (await driver.all(FIND, [groupOf(channel, account, group), identityOf(channel, account, senderId)]))[0]
      return row ? text(row, 'id') : undefined
    },
    moveGroup: (channel, account, from, to) =>
      moveGroup(driver, sealing, { from: groupOf(channel, account, from), to: groupOf(channel, account, to), chat: to }),
    transcript: (conversationId, limit) => readTranscript(driver, sealing, conversationId, limit),
    async profileOf(conversationId) {
      const row = (await driver.all('SELECT "state" FROM "Conversation" WHERE "id" = ?', [conversationId]))[0]
      return (row && sealing.open<ConversationState>(row['state'], 'conversation').profile) ?? {}
    },
    ...createDoorNotes(driver, sealing, ids),
    ...createGaps(driver, sealing),
    async addFile(file, now) {
      await driver.batch([
        {
          sql: 'INSERT INTO "File" ("id","name","mime","size","createdAt") VALUES (?,?,?,?,?)',
          params: [file.id, sealing.seal(file.name, 'file'), file.mime, file.size, now],
        },
      ])
    },
    async findFile(id) {
      const row = (await driver.all('SELECT "name","mime","size" FROM "File" WHERE "id" = ?', [id]))[0]
      if (!row) return undefined
      return { id, name: sealing.open<string>(row['name'], 'file'), mime: maybe(row, 'mime') ?? 'application/octet-stream', size: number(row, 'size') }
    },
    close: () => driver.close(),
  }
}
