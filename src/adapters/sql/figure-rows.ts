import { stillUndecided } from '../../core/case-status.ts'
import type { CaseEvent } from '../../core/case.ts'
import type { FigureCase, FigureRows } from '../../core/figures.ts'
import type { Instant } from '../../core/ids.ts'
import type { Cipher } from '../../ports/cipher.ts'
import { filedBefore } from './case-rows.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { createSealing, maybe, number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const PAGE = 500
/** Moves whose facts figures are reckoned from; of the others nothing sealed is read. */
const TELLING = `'submit','forward','receive','assign','close-out','rate'`

const CASES = `SELECT k."id",k."villageCode",k."townCode",k."matter",k."submittedAt" FROM "Case" k WHERE k."id" > ? AND (k."submittedAt" >= ?
  OR k."status" IN (${stillUndecided.map((status) => `'${status}'`).join(',')})
  OR EXISTS (SELECT 1 FROM "CaseEvent" e WHERE e."caseId" = k."id" AND e."at" >= ?)) ORDER BY k."id" LIMIT ${PAGE}`

// Whole days in China, which is eight hours ahead all year.
const VISITS = `SELECT c."partyId",p."villageCode",v."townCode",MIN(i."receivedAt") AS "at" FROM "Inbox" i
  JOIN "Conversation" c ON c."id" = i."conversationId" JOIN "Party" p ON p."id" = c."partyId" LEFT JOIN "Village" v ON v."code" = p."villageCode"
  WHERE i."channel" <> 'internal' AND p."role" = 'villager' AND i."receivedAt" >= ?
  GROUP BY c."partyId",p."villageCode",v."townCode",(i."receivedAt" + 28800000) / 86400000`

const TALKS = `SELECT "villageCode","townCode","counselId","requestedAt","acceptedAt","closedAt","rating" FROM "Handoff"
  WHERE "requestedAt" >= ? OR "acceptedAt" >= ? OR "closedAt" >= ?`

// Those in a case's file are counted there.
const COMPLAINTS = `SELECT v."townCode",c."openedAt" AS "at" FROM "Complaint" c JOIN "Party" p ON p."id" = c."partyId"
  LEFT JOIN "Village" v ON v."code" = p."villageCode" WHERE c."caseId" IS NULL AND c."openedAt" >= ?
  UNION ALL SELECT o."townCode",t."createdAt" AS "at" FROM "Task" t LEFT JOIN "Office" o ON o."id" = t."officeId"
  WHERE t."kind" = 'complaint' AND t."createdAt" >= ?`

/** What figures of periods that begin at `from` or later are counted from. Names and what was said with a move are left behind. */
export const readFigureRows = async (driver: SqlDriver, cipher: Cipher, from: Instant): Promise<FigureRows> => {
  const visits = await driver.all(VISITS, [from])
  const talks = await driver.all(TALKS, [from, from, from])
  const complaints = await driver.all(COMPLAINTS, [from, from])
  return {
    cases: await casesSince(driver, createSealing(cipher), from),
    visits: visits.map((row) => ({ person: text(row, 'partyId'), at: number(row, 'at'), ...placeOf(row) })),
    talks: talks.map((row) => ({
      ...placeOf(row),
      ...given('counselId', maybe(row, 'counselId')),
      requestedAt: number(row, 'requestedAt'),
      ...given('acceptedAt', whole(row, 'acceptedAt')),
      ...given('closedAt', whole(row, 'closedAt')),
      ...given('rating', whole(row, 'rating')),
    })),
    complaints: complaints.map((row) => ({ ...given('townCode', maybe(row, 'townCode')), at: number(row, 'at') })),
  }
}

const casesSince = async (driver: SqlDriver, sealing: Sealing, from: Instant): Promise<readonly FigureCase[]> => {
  const cases: FigureCase[] = []
  const slim = createSlim(sealing)
  for (let last = '', page: readonly SqlRow[] = []; ; ) {
    page = await driver.all(CASES, [last, from, from])
    const ids = page.map((row) => text(row, 'id'))
    const events = new Map<string, CaseEvent[]>(ids.map((id) => [id, []]))
    const rows =
      ids.length === 0
        ? []
        : await driver.all(
            `SELECT "caseId","seq","move","fromStatus","toStatus","role","at",CASE WHEN "move" IN (${TELLING}) THEN "body" END AS "body"
              FROM "CaseEvent" WHERE "caseId" IN (${ids.map(() => '?').join(',')}) ORDER BY "seq"`,
            ids,
          )
    for (const row of rows) events.get(text(row, 'caseId'))?.push(slim(row))
    for (const row of page) {
      const own = events.get(text(row, 'id')) ?? []
      cases.push({ matter: slim.same(text(row, 'matter')), ...placeOf(row), events: own.length > 0 ? own : [filedBefore('', number(row, 'submittedAt'))] })
    }
    if (page.length < PAGE) return cases
    last = ids.at(-1) ?? ''
  }
}

const NOTHING: CaseEvent['facts'] = {}

/** Makes events of rows with nothing in them but what is counted. Words that come again and again are kept once: a year has hundreds of thousands. */
const createSlim = (sealing: Sealing) => {
  const words = new Map<string, string>()
  const same = (word: string): string => {
    const known = words.get(word)
    if (known === undefined) words.set(word, word)
    return known ?? word
  }
  const actors = new Map<string, CaseEvent['actor']>()
  const actorOf = (role: string): CaseEvent['actor'] => {
    const known = actors.get(role) ?? { role: role as CaseEvent['actor']['role'], id: '', name: '' }
    actors.set(role, known)
    return known
  }
  const slim = (row: SqlRow): CaseEvent => ({
    seq: number(row, 'seq'),
    move: same(text(row, 'move')) as CaseEvent['move'],
    from: same(text(row, 'fromStatus')) as CaseEvent['from'],
    to: same(text(row, 'toStatus')) as CaseEvent['to'],
    actor: actorOf(text(row, 'role')),
    door: '',
    at: number(row, 'at'),
    facts: row['body'] === null ? NOTHING : counted(sealing.open<Pick<CaseEvent, 'facts'>>(row['body'], 'case-event').facts),
  })
  return Object.assign(slim, { same })
}

const counted = ({ through, handedOn, counselId, amountFen, avoidedFen, score }: CaseEvent['facts']): CaseEvent['facts'] => {
  const told = Object.entries({ through, handedOn, counselId, amountFen, avoidedFen, score }).filter(([, value]) => value !== undefined)
  return told.length === 0 ? NOTHING : Object.fromEntries(told)
}

const whole = (row: SqlRow, column: string): number | undefined => (row[column] === null ? undefined : number(row, column))

const placeOf = (row: SqlRow): { readonly villageCode?: string; readonly townCode?: string } => ({
  ...given('villageCode', maybe(row, 'villageCode')),
  ...given('townCode', maybe(row, 'townCode')),
})

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
