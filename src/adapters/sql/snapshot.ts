import type { Instant } from '../../core/ids.ts'
import type { Address, Group } from '../../core/message.ts'
import { askedTask } from './asked-task.ts'
import { textOf } from '../../core/message.ts'
import { caseNumbersIn } from '../../core/case-number.ts'
import { PASS_FIGURES } from '../../core/pass.ts'
import { codeIn } from '../../core/figure-code.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import type { ConsentView } from '../../core/consent.ts'
import type { PendingConfirmation, TaskView } from '../../core/task.ts'
import type { FlowState } from '../../core/flow-state.ts'
import type { CaseView, ConversationState, OpponentKind, Snapshot } from '../../core/turn.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import { matterNamed } from '../../core/matter.ts'
import { AppError } from '../../core/errors.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { answeredOf } from './answered.ts'
import { loadCasework } from './case-rows.ts'
import { codeName } from './form-effects.ts'
import { handoffViews as handoffs, optional } from './handoff-views.ts'
import type { Sealing } from './sealing.ts'
import { complaintsOf, correctionsOf, mediationsOf } from './service-rows.ts'
import { referredPhone } from '../../core/referral.ts'
import { isAboutPublicity } from '../../core/publicity.ts'
import { publicityOf } from './publicity.ts'
import { worksOf } from './works.ts'
import { referralsOf } from './referrals.ts'
import { mattersForStaff, mattersOf } from './matter-rows.ts'
import { doorsOfParty, passOf } from './passes.ts'
import { maybe, number, roleOf, text } from './sealing.ts'
import { readHistory } from './transcript.ts'
import { departmentsListed, lookupsOf, screeningsOf } from './registry.ts'

const HISTORY = 30
/** Fields of look-ups: some thirty of them. */
const LOOKUPS = 150
/** Events after which a counsel is told what was said. */
const BRIEFED: ReadonlySet<string> = new Set(['claimed', 'passed-on', 'joined'])

const CONVERSATION = `SELECT c."version", c."state", c."ownerId", c."ownerHandoff", c."address", b."villageCode" AS "groupVillage",
  p."id" AS "partyId", p."role", p."staffId", p."name", p."villageCode", p."subscribed",
  EXISTS (SELECT 1 FROM "FlowRun" f WHERE f."conversationId" = c."id" AND f."status" = 'open') AS "hasRun",
  EXISTS (SELECT 1 FROM "Handoff" h WHERE h."conversationId" = c."id" AND h."status" <> 'closed') AS "hasHandoff",
  EXISTS (SELECT 1 FROM "Case" k WHERE k."partyId" = p."id") AS "hasCases",
  EXISTS (SELECT 1 FROM "Task" t WHERE t."partyId" = p."id") AS "hasTasks",
  EXISTS (SELECT 1 FROM "Consent" a WHERE a."partyId" = p."id") AS "hasConsents",
  EXISTS (SELECT 1 FROM "Complaint" l WHERE l."partyId" = p."id") AS "hasComplaints",
  EXISTS (SELECT 1 FROM "CorrectionMatter" m WHERE m."partyId" = p."id") AS "hasCorrections"
  FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId"
  LEFT JOIN "GroupBinding" b ON b."groupIndex" = c."groupIndex" AND NOT b."byName" WHERE c."id" = ?`

/** Most people have little: what the head says is not there is not asked for. */
type Has = 'hasRun' | 'hasHandoff' | 'hasCases' | 'hasTasks' | 'hasConsents' | 'hasComplaints' | 'hasCorrections'

const HANDOFF = `SELECT h."id", h."number", h."conversationId", h."status", h."target", h."villageCode", h."townCode", h."topic", h."urgency",
  h."counselId", h."requestedAt", h."subject", h."opponent", h."step", h."team", h."excluded", h."audience", h."neutral" FROM "Handoff" h`

const OF_COUNSEL = `${HANDOFF} WHERE (h."status" = 'accepted' AND (h."counselId" = ? OR EXISTS
  (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'joined')))
  OR (h."status" = 'offered' AND EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'offered'))
  ORDER BY CASE h."urgency" WHEN 'urgent' THEN 0 ELSE 1 END, h."number"`

const WAITING = `${HANDOFF} WHERE h."status" = 'offered'
  AND NOT EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ?) ORDER BY CASE h."urgency" WHEN 'urgent' THEN 0 ELSE 1 END, h."number" LIMIT 30`

const JOINABLE = `${HANDOFF} WHERE h."status" = 'accepted' AND h."team" > 1 + (SELECT COUNT(*) FROM "HandoffOffer" j WHERE j."handoffId" = h."id" AND j."status" = 'joined')
  AND EXISTS (SELECT 1 FROM "HandoffOffer" o WHERE o."handoffId" = h."id" AND o."counselId" = ? AND o."status" = 'offered') ORDER BY h."number"`

const caseOf = (row: SqlRow): CaseView => ({
  id: text(row, 'id'),
  number: text(row, 'number'),
  status: text(row, 'status'),
  matter: text(row, 'matter'),
  opponent: text(row, 'opponent') as OpponentKind,
  ...optional('villageCode', maybe(row, 'villageCode')),
  submittedAt: number(row, 'submittedAt'),
})

const taskOf = (row: SqlRow): TaskView => ({
  id: text(row, 'id'),
  number: text(row, 'number'),
  kind: text(row, 'kind'),
  title: text(row, 'title'),
  status: text(row, 'status') === 'done' ? 'done' : 'open',
  createdAt: number(row, 'createdAt'),
})

const RUNS =
  'SELECT "id","flow","state","createdAt" FROM "FlowRun" WHERE "conversationId" = ? AND "status" = \'open\' ORDER BY "createdAt" DESC, "id" DESC LIMIT 2'
const CASES =
  'SELECT "id","number","status","matter","opponent","villageCode","submittedAt" FROM "Case" WHERE "partyId" = ? ORDER BY "submittedAt" DESC LIMIT 20'
const TASKS = 'SELECT "id","number","kind","title","status","createdAt" FROM "Task" WHERE "partyId" = ? ORDER BY "createdAt" DESC LIMIT 20'
const CONSENTS = 'SELECT "purpose","version","given","at" FROM "Consent" WHERE "partyId" = ? ORDER BY "at" DESC, "id" DESC LIMIT 60'

const consentOf = (row: SqlRow): ConsentView => ({
  purpose: text(row, 'purpose'),
  version: text(row, 'version'),
  given: row['given'] === true || row['given'] === 1,
  at: number(row, 'at'),
})

const CONFIRMATION = 'SELECT "id","conversationId","status","body","expiresAt" FROM "Confirmation"'

/** By the code in the message, or the one being confirmed, or the one whose time is over. */
const confirmationOf = async (driver: SqlDriver, sealing: Sealing, row: InboxRow, state: ConversationState): Promise<PendingConfirmation | undefined> => {
  const { body } = row
  const code = body.kind === 'message' ? codeIn(textOf(body.content), CONFIRMATION_FIGURES) : undefined
  const over = body.kind === 'internal' && body.event.kind === 'due' && body.event.job.kind === 'confirmation-over' ? body.event.job.id : undefined
  const id = over ?? state.confirming?.id
  if (code === undefined && id === undefined) return undefined
  const byCode = code === undefined ? [] : await driver.all(`${CONFIRMATION} WHERE "codeIndex" = ?`, [sealing.index(codeName(code))])
  const found = byCode[0] ?? (id === undefined ? undefined : (await driver.all(`${CONFIRMATION} WHERE "id" = ?`, [id]))[0])
  if (!found) return undefined
  return {
    ...sealing.open<Pick<PendingConfirmation, 'flow' | 'flowVersion' | 'answers' | 'tail' | 'matterId' | 'by'>>(found['body'], 'confirmation'),
    id: text(found, 'id'),
    conversationId: text(found, 'conversationId'),
    status: text(found, 'status') as PendingConfirmation['status'],
    expiresAt: number(found, 'expiresAt'),
  }
}

const namedCase = async (driver: SqlDriver, numbers: readonly string[]): Promise<Snapshot['named']> => {
  if (numbers.length === 0) return undefined
  const row = (
    await driver.all(
      `SELECT c."id",c."number",c."status",c."matter",c."opponent",c."villageCode",c."submittedAt",c."officeId",c."partyId",p."role"
       FROM "Case" c JOIN "Party" p ON p."id" = c."partyId" WHERE c."number" IN (${numbers.map(() => '?').join(',')}) LIMIT 1`,
      numbers,
    )
  )[0]
  return row ? { ...caseOf(row), ...optional('officeId', maybe(row, 'officeId')), partyId: text(row, 'partyId'), role: roleOf(text(row, 'role')) } : undefined
}
const notesOf = async (driver: SqlDriver, sealing: Sealing, handoffId: string): Promise<readonly string[]> =>
  (await driver.all('SELECT "body" FROM "HandoffNote" WHERE "handoffId" = ? ORDER BY "id"', [handoffId])).map((row) =>
    sealing.open<string>(row['body'], 'note'),
  )

/** Reads everything that a decision on `row` may know. Throws `store.missing` for an unknown conversation. */
export const loadSnapshot = async (driver: SqlDriver, sealing: Sealing, row: InboxRow, now: Instant, secret: string): Promise<Snapshot> => {
  const id = row.conversationId
  const head = (await driver.all(CONVERSATION, [id]))[0]
  if (!head) throw new AppError('store.missing', { what: 'conversation', id })
  const partyId = text(head, 'partyId')
  const role = roleOf(text(head, 'role'))
  const staffId = maybe(head, 'staffId')
  const has = (what: Has): boolean => head[what] === true || head[what] === 1
  const where = async (what: Has, sql: string, key: string): Promise<readonly SqlRow[]> => (has(what) ? driver.all(sql, [key]) : [])
  const stored = sealing.open<{ address: Address; group?: Group }>(head['address'], 'address')
  const [run, earlier] = await where('hasRun', RUNS, id)
  const [open] = await where('hasHandoff', `${HANDOFF} WHERE h."conversationId" = ? AND h."status" <> 'closed' ORDER BY h."number" DESC LIMIT 1`, id)
  const cases = await where('hasCases', CASES, partyId)
  const tasks = await where('hasTasks', TASKS, partyId)
  const consents = await where('hasConsents', CONSENTS, partyId)
  const state = sealing.open<ConversationState>(head['state'], 'conversation')
  const confirmation = await confirmationOf(driver, sealing, row, state)
  const said = row.body.kind === 'message' ? textOf(row.body.content) : ''
  const code = stored.group ? undefined : codeIn(said, PASS_FIGURES)
  const pass = code === undefined ? undefined : await passOf(driver, sealing, code, now)
  const named = role !== 'villager' && role !== 'grid-worker' ? await namedCase(driver, caseNumbersIn(said)) : undefined
  const counters = await driver.all('SELECT "name","value" FROM "Counter"', [])
  const own = role === 'counsel' && staffId !== undefined ? await driver.all(OF_COUNSEL, [staffId, staffId, staffId]) : []
  const waiting = role === 'counsel' && staffId !== undefined ? await driver.all(WAITING, [staffId]) : []
  const joinable = role === 'counsel' && staffId !== undefined ? await driver.all(JOINABLE, [staffId]) : []
  const handoff = open ? (await handoffs(driver, [open]))[0] : undefined
  const wantsHistory = row.body.kind === 'internal' && BRIEFED.has(row.body.event.kind)
  const runState = run && sealing.open<FlowState>(run['state'], 'run')
  const complaints = role === 'villager' && !has('hasComplaints') ? [] : await complaintsOf(driver, sealing, { role, partyId, staffId })
  // What the bureau answers is put into the case's file too.
  const early = role === 'villager' ? [] : await mattersForStaff(driver, sealing, { role, staffId }, said, state.currentMatter)
  const also = [
    ...(role === 'bureau' ? complaints.flatMap((one) => one.caseId ?? []) : []),
    ...(matterNamed(early, said)?.cases.map(({ id: caseId }) => caseId) ?? []),
  ]
  const casework =
    role === 'villager' && cases.length === 0 && row.body.kind === 'message'
      ? []
      : await loadCasework(driver, sealing, row, { role, partyId, staffId, currentCase: state.currentCase, also })
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
      state,
    },
    party: {
      id: partyId,
      role,
      name: sealing.open<string>(head['name'], 'party'),
      ...optional('staffId', staffId),
      ...optional('villageCode', maybe(head, 'villageCode')),
      ...(head['subscribed'] === true || head['subscribed'] === 1 ? { subscribed: true } : {}),
    },
    ...optional('run', run && runState ? { id: text(run, 'id'), state: runState, startedAt: number(run, 'createdAt') } : undefined),
    ...optional('earlier', earlier ? { id: text(earlier, 'id'), state: sealing.open<FlowState>(earlier['state'], 'run') } : undefined),
    doors: stored.group ? [] : await doorsOfParty(driver, sealing, partyId, now),
    ...optional('handoff', handoff),
    cases: cases.map(caseOf),
    casework,
    tasks: tasks.map(taskOf),
    ...optional('asked', await askedTask(driver, role, said)),
    consents: consents.map(consentOf),
    ...optional('confirmation', confirmation),
    ...optional('pass', pass),
    ...optional('named', named),
    ...optional('answered', await answeredOf(driver, sealing, row, role)),
    secret,
    lookups: role === 'villager' && cases.length > 0 ? await lookupsOf(driver, partyId, LOOKUPS) : [],
    mediations: await mediationsOf(driver, sealing, { role, partyId, staffId, has: tasks.some((one) => text(one, 'kind') === 'mediation-application') }),
    complaints,
    ...(await publicityOf(driver, sealing, { role, staffId, draft: state.piece, about: isAboutPublicity(row.body), now })),
    works: stored.group ? [] : await worksOf(driver, sealing, { role, staffId, said, now }),
    ...(await referralsOf(driver, sealing, { role, staffId, state, phone: referredPhone(runState), code, now })),
    matters: role === 'villager' ? await mattersOf(driver, sealing, casework) : early,
    corrections: role === 'villager' && !has('hasCorrections') ? [] : await correctionsOf(driver, sealing, { role, partyId, staffId }),
    registers: run ? await departmentsListed(driver) : [],
    screenings: caseStaffRoles.includes(role)
      ? await screeningsOf(
          driver,
          sealing,
          casework.map((one) => one.id),
        )
      : [],
    handoffs: await handoffs(driver, own),
    waiting: await handoffs(driver, waiting),
    joinable: await handoffs(driver, joinable),
    notes: wantsHistory && handoff ? await notesOf(driver, sealing, handoff.id) : [],
    counters: Object.fromEntries(counters.map((counter) => [text(counter, 'name'), number(counter, 'value')])),
    history: wantsHistory ? await readHistory(driver, sealing, id, HISTORY) : [],
  }
}
