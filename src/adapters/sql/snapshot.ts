import type { Instant } from '../../core/ids.ts'
import type { Address, Group } from '../../core/message.ts'
import type { FlowState } from '../../core/flow-state.ts'
import type { CaseView, ConversationState, HandoffView, OpponentKind, Role, Snapshot } from '../../core/turn.ts'
import { AppError } from '../../core/errors.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { maybe, number, text } from './sealing.ts'
import { readHistory } from './transcript.ts'

const HISTORY = 30

const CONVERSATION = `SELECT c."version", c."state", c."ownerId", c."ownerHandoff", c."address", b."villageCode" AS "groupVillage",
  p."id" AS "partyId", p."role", p."staffId", p."name", p."villageCode"
  FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId"
  LEFT JOIN "GroupBinding" b ON b."groupIndex" = c."groupIndex" WHERE c."id" = ?`

const HANDOFF = `SELECT h."id", h."number", h."conversationId", h."status", h."target", h."villageCode", h."townCode", h."topic", h."urgency",
  h."counselId", h."requestedAt" FROM "Handoff" h`

const OF_COUNSEL = `${HANDOFF} WHERE (h."status" = 'accepted' AND h."counselId" = ?)
  OR (h."status" = 'offered' AND EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'offered'))
  ORDER BY h."number"`

const roleOf = (value: string): Role => (value === 'counsel' || value === 'grid-worker' ? value : 'villager')

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }

const handoffs = async (driver: SqlDriver, rows: readonly SqlRow[]): Promise<readonly HandoffView[]> => {
  const views: HandoffView[] = []
  for (const row of rows) {
    const offers = await driver.all('SELECT "counselId" FROM "HandoffOffer" WHERE "handoffId" = ? AND "status" <> \'declined\' ORDER BY "counselId"', [
      text(row, 'id'),
    ])
    const status = text(row, 'status')
    views.push({
      id: text(row, 'id'),
      number: number(row, 'number'),
      conversationId: text(row, 'conversationId'),
      status: status === 'accepted' || status === 'closed' ? status : 'offered',
      target: text(row, 'target') === 'office' ? 'office' : 'counsel',
      ...optional('villageCode', maybe(row, 'villageCode')),
      ...optional('townCode', maybe(row, 'townCode')),
      topic: text(row, 'topic'),
      urgency: text(row, 'urgency') === 'urgent' ? 'urgent' : 'normal',
      ...optional('counselId', maybe(row, 'counselId')),
      requestedAt: number(row, 'requestedAt'),
      offeredTo: offers.map((offer) => text(offer, 'counselId')),
    })
  }
  return views
}

const caseOf = (row: SqlRow): CaseView => ({
  id: text(row, 'id'),
  number: text(row, 'number'),
  status: text(row, 'status'),
  matter: text(row, 'matter'),
  opponent: text(row, 'opponent') as OpponentKind,
  ...optional('villageCode', maybe(row, 'villageCode')),
  submittedAt: number(row, 'submittedAt'),
})

/** Reads everything that a decision on `row` may know. Throws `store.missing` for an unknown conversation. */
export const loadSnapshot = async (driver: SqlDriver, sealing: Sealing, row: InboxRow, now: Instant): Promise<Snapshot> => {
  const id = row.conversationId
  const head = (await driver.all(CONVERSATION, [id]))[0]
  if (!head) throw new AppError('store.missing', { what: 'conversation', id })
  const partyId = text(head, 'partyId')
  const role = roleOf(text(head, 'role'))
  const staffId = maybe(head, 'staffId')
  const stored = sealing.open<{ address: Address; group?: Group }>(head['address'], 'address')
  const run = (
    await driver.all('SELECT "id","state" FROM "FlowRun" WHERE "conversationId" = ? AND "status" = \'open\' ORDER BY "createdAt" DESC LIMIT 1', [id])
  )[0]
  const open = (await driver.all(`${HANDOFF} WHERE h."conversationId" = ? AND h."status" <> 'closed' ORDER BY h."number" DESC LIMIT 1`, [id]))[0]
  const cases = await driver.all(
    'SELECT "id","number","status","matter","opponent","villageCode","submittedAt" FROM "Case" WHERE "partyId" = ? ORDER BY "submittedAt" DESC LIMIT 20',
    [partyId],
  )
  const counters = await driver.all('SELECT "name","value" FROM "Counter"', [])
  const own = role === 'counsel' && staffId !== undefined ? await driver.all(OF_COUNSEL, [staffId, staffId]) : []
  const handoff = open ? (await handoffs(driver, [open]))[0] : undefined
  const wantsHistory = row.body.kind === 'internal' && row.body.event.kind === 'claimed'
  return {
    now,
    inboxId: row.id,
    conversation: {
      id,
      version: number(head, 'version'),
      address: row.body.kind === 'message' ? row.body.address : stored.address,
      ...optional('group', stored.group),
      // A village that somebody bound the group to goes before the one that its name says.
      ...optional('groupVillage', maybe(head, 'groupVillage') ?? stored.group?.village),
      ...optional('ownerId', maybe(head, 'ownerId')),
      ...optional('ownerHandoff', maybe(head, 'ownerHandoff')),
      state: sealing.open<ConversationState>(head['state'], 'conversation'),
    },
    party: {
      id: partyId,
      role,
      name: sealing.open<string>(head['name'], 'party'),
      ...optional('staffId', staffId),
      ...optional('villageCode', maybe(head, 'villageCode')),
    },
    ...optional('run', run ? { id: text(run, 'id'), state: sealing.open<FlowState>(run['state'], 'run') } : undefined),
    ...optional('handoff', handoff),
    cases: cases.map(caseOf),
    handoffs: await handoffs(driver, own),
    counters: Object.fromEntries(counters.map((counter) => [text(counter, 'name'), number(counter, 'value')])),
    history: wantsHistory ? await readHistory(driver, sealing, id, HISTORY) : [],
  }
}
