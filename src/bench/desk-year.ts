import { eventRow } from '../adapters/sql/case-rows.ts'
import type { SqlDriver, SqlStatement } from '../adapters/sql/driver.ts'
import { insert } from '../adapters/sql/insert.ts'
import type { Sealing } from '../adapters/sql/sealing.ts'
import { caseFile, judgeMove } from '../core/case.ts'
import type { CaseEvent, MoveFacts } from '../core/case.ts'
import { caseMoves } from '../core/case-moves.ts'
import type { MoveName } from '../core/case-moves.ts'
import { casePapers } from '../core/case-status.ts'
import type { Answers } from '../core/flow-state.ts'
import type { Roster } from '../core/roster.ts'

/** A year of a county: so many applications, requests for a person, villagers who write and their messages, things asked through forms. */
export type YearSize = { readonly cases: number; readonly talks: number; readonly people: number; readonly messages: number; readonly tasks: number }

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY
const BATCH = 2_000
/** The usual way, with the most days that each step takes. */
const WAY: readonly (readonly [MoveName, number])[] = [
  ['submit', 0],
  ['receive', 2],
  ['begin-preliminary', 1],
  ['transfer', 3],
  ['grant', 4],
  ['assign', 4],
  ['engage', 6],
  ['begin', 8],
  ['close-out', 110],
  ['archive', 60],
]

/** Fills a database that has a roster with the year before `now`. */
export const fillYear = async (driver: SqlDriver, sealing: Sealing, roster: Roster, size: YearSize, now: number, random: () => number): Promise<void> => {
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  let waiting: SqlStatement[] = []
  const write = async (...rows: readonly SqlStatement[]): Promise<void> => {
    waiting.push(...rows)
    if (waiting.length >= BATCH) await flush()
  }
  const flush = async (): Promise<void> => {
    const result = await driver.batch(waiting)
    waiting = []
    if (result.kind === 'undone') throw new Error(`a year could not be written: ${result.why}`)
  }
  const somewhen = () => Math.floor(now - YEAR + random() * YEAR)
  const officeOf = (townCode: string) => roster.offices.find((one) => one.townCode === townCode)?.id ?? null
  const [name, state, address, body] = [
    sealing.seal('person', 'party'),
    sealing.seal({}, 'conversation'),
    sealing.seal({ address: { channel: 'web', account: '', chat: '-' } }, 'address'),
    sealing.seal({ kind: 'message', content: { kind: 'text', text: 'question' }, sentAt: 0, address: { channel: 'web', account: '', chat: '-' } }, 'inbox'),
  ]
  for (let n = 0; n < size.people; n += 1) {
    const at = somewhen()
    const own = { villageCode: pick(roster.villages).code, createdAt: at, demo: false }
    await write(
      insert('Party', { id: `bench-p${n}`, role: 'villager', name, ...own }),
      insert('Conversation', { id: `bench-c${n}`, partyId: `bench-p${n}`, groupIndex: '', version: 1, state, address, createdAt: at, updatedAt: at }),
    )
  }
  for (let n = 0; n < size.messages; n += 1) {
    const at = somewhen()
    const row = { channel: 'web', account: '', externalId: `bench-${n}`, conversationId: `bench-c${n % size.people}`, body, receivedAt: at }
    await write(insert('Inbox', { ...row, status: 'done', attempts: 0, doneAt: at, sensitive: false }))
  }
  for (let n = 0; n < size.talks; n += 1) {
    const { code, townCode } = pick(roster.villages)
    const at = somewhen()
    const open = now - at < DAY
    const taken = !open && random() < 0.9
    await write(
      insert('Handoff', {
        ...{
          id: `bench-h${n}`,
          number: 1_000_000 + n,
          conversationId: `bench-c${n % size.people}`,
          partyId: `bench-p${n % size.people}`,
          villageCode: code,
          townCode,
        },
        ...{ officeId: officeOf(townCode), topic: 'topic', urgency: 'normal', opponent: 'person', target: 'counsel', requestedAt: at },
        ...(taken
          ? {
              status: 'closed',
              counselId: pick(roster.counsel).id,
              acceptedAt: at + Math.floor(random() * HOUR),
              closedAt: at + 3 * HOUR,
              rating: 1 + Math.floor(random() * 4),
            }
          : { status: open ? 'offered' : 'closed', ...(open ? {} : { closedAt: at + DAY }) }),
      }),
    )
  }
  const facts = sealing.seal({ answers: answersOf() }, 'task')
  for (let n = 0; n < size.tasks; n += 1) {
    const { townCode } = pick(roster.villages)
    const at = somewhen()
    const row = {
      id: `bench-t${n}`,
      number: `bench〔2026〕${n}号`,
      kind: 'feedback',
      title: 'feedback',
      addressee: 'office',
      officeId: officeOf(townCode),
      facts,
      createdAt: at,
    }
    await write(insert('Task', { ...row, partyId: 'bench-p0', conversationId: 'bench-c0', status: now - at < 14 * DAY ? 'open' : 'done', doneAt: null }))
  }
  for (let n = 0; n < size.cases; n += 1) {
    const { code, townCode } = pick(roster.villages)
    const counselId = pick(roster.counsel).id
    const events = walk(somewhen(), now, counselId, random)
    const { status } = caseFile(events)
    const last = events.at(-1)?.at ?? now
    await write(
      insert('Case', {
        ...{
          id: `bench-k${n}`,
          number: `莱法援申〔2025〕${String(n + 1).padStart(4, '0')}号`,
          partyId: `bench-p${n % size.people}`,
          conversationId: `bench-c${n % size.people}`,
        },
        ...{
          status,
          matter: pick(['wages', 'injury', 'support', 'traffic']),
          villageCode: code,
          townCode,
          officeId: officeOf(townCode),
          exemption: 'none',
          opponent: 'person',
        },
        ...{ urgent: random() < 0.05, facts: sealing.seal({ answers: answersOf() }, 'case'), flow: 'legal-aid-application', flowVersion: 1 },
        ...{
          counselId: events.some(({ move }) => move === 'assign') ? counselId : null,
          submittedAt: events[0]?.at ?? now,
          updatedAt: last,
          version: events.length,
        },
      }),
      ...events.map((event) => eventRow(`bench-k${n}`, event, sealing)),
    )
  }
  await flush()
}

/** What somebody fills in, of about the usual length. */
const answersOf = (): Answers =>
  Object.fromEntries([
    ['applicant-name', { kind: 'text', value: 'person', shown: 'person' }],
    ...Array.from(
      { length: 30 },
      (_, step) => [`step-${step}`, { kind: 'text', value: 'what somebody wrote of it', shown: 'what somebody wrote of it' }] as const,
    ),
  ])

const walk = (from: number, now: number, counselId: string, random: () => number): readonly CaseEvent[] => {
  let events: readonly CaseEvent[] = []
  let at = from
  for (const [move, most] of WAY) {
    at += Math.floor(random() * most * DAY)
    if (at > now) break
    const role = caseMoves[move].by.find((one) => one !== 'firm') ?? 'agency'
    const id = role === 'applicant' ? 'p' : role === 'counsel' ? counselId : `${role}-1`
    const facts: MoveFacts = {
      papers: casePapers,
      confirmed: true,
      reason: 'reason',
      outcome: 'outcome',
      number: '1',
      conflicts: [],
      counselId,
      checklist: true,
    }
    const request = { move, actor: { role, id, name: 'somebody' }, door: 'web', at, facts }
    const judged = judgeMove(caseFile(events), { exemption: 'none', applicantId: 'p' }, request)
    if (judged.kind === 'illegal') break
    events = [...events, judged.event]
  }
  return events
}
