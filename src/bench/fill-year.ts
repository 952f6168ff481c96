import { eventRow } from '../adapters/sql/case-rows.ts'
import type { SqlDriver, SqlStatement } from '../adapters/sql/driver.ts'
import { insert } from '../adapters/sql/insert.ts'
import { createSealing } from '../adapters/sql/sealing.ts'
import { caseFile } from '../core/case.ts'
import type { Roster } from '../core/roster.ts'
import { addDays, toMs } from '../lang/index.ts'
import type { CivilDate } from '../lang/index.ts'
import type { Cipher } from '../ports/cipher.ts'
import type { YearCase } from './county-year.ts'
import { diceOf } from './person.ts'

/** A consultation: who wrote when, and the talk with a counsel that came of it. */
export type Consultation = {
  readonly person: number
  readonly village: string
  readonly at: number
  readonly talk?: { readonly counselId: string; readonly acceptedAt: number; readonly closedAt: number; readonly rating?: number }
}

const AT_ONCE = 400
const HOUR = 3_600_000

/** Consultations of a year in their order, three of four by somebody who never asked before; a third of them become talks. */
export const consultationsOf = ({ villages, counsel }: Roster, begins: CivilDate, count: number, random: () => number): readonly Consultation[] => {
  const dice = diceOf(random)
  const homes: string[] = []
  return Array.from({ length: count }, (): Consultation => {
    const person = homes.length > 0 && dice.often(25) ? Math.floor(random() * homes.length) : homes.push(dice.pick(villages)?.code ?? '') - 1
    const at = Math.floor(toMs(addDays(begins, Math.floor(random() * 365))) + random() * 24 * HOUR)
    const by = dice.often(33) ? dice.pick(counsel) : undefined
    const acceptedAt = at + Math.floor(random() * 2 * HOUR)
    const rating = dice.often(40) ? { rating: 1 + Math.floor(random() * 4) } : {}
    const talk = by ? { talk: { counselId: by.id, acceptedAt, closedAt: acceptedAt + Math.floor(random() * 30 * HOUR), ...rating } } : {}
    return { person, village: homes[person] ?? '', at, ...talk }
  }).sort((a, b) => a.at - b.at)
}

/** Writes a year into an empty database as the desk would have: towns, villages, counsel, people and what they wrote, talks, cases with their events. */
export const fillYear = async (
  driver: SqlDriver,
  cipher: Cipher,
  roster: Roster,
  consultations: readonly Consultation[],
  year: readonly YearCase[],
): Promise<void> => {
  const sealing = createSealing(cipher)
  const put = async (statements: readonly SqlStatement[]): Promise<void> => {
    for (let at = 0; at < statements.length; at += AT_ONCE) {
      const result = await driver.batch(statements.slice(at, at + AT_ONCE))
      if (result.kind === 'undone') throw new Error(`the year could not be written: ${result.why}`)
    }
  }
  await put([
    ...roster.towns.map(({ code, name }) => insert('Town', { code, name, countyCode: code.slice(0, 6) })),
    ...roster.villages.map(({ code, name, townCode }) => insert('Village', { code, name, townCode })),
  ])
  const towns = new Map(roster.villages.map(({ code, townCode }) => [code, townCode]))
  const [name, state, address, body] = [
    sealing.seal('-', 'party'),
    sealing.seal({ misses: 0 }, 'conversation'),
    sealing.seal({}, 'address'),
    sealing.seal({}, 'inbox'),
  ]
  const known = new Set<number>()
  for (let first = 0; first < consultations.length; first += AT_ONCE)
    await put(
      consultations.slice(first, first + AT_ONCE).flatMap(({ person, village, at, talk }, index): readonly SqlStatement[] => {
        const [partyId, conversationId] = [`v${person}`, `v${person}`]
        const fresh = !known.has(person)
        known.add(person)
        const n = first + index + 1
        return [
          ...(fresh
            ? [
                insert('Party', { id: partyId, role: 'villager', name, villageCode: village, createdAt: at, demo: false }),
                insert('Conversation', { id: conversationId, partyId, groupIndex: '', version: 1, state, address, createdAt: at, updatedAt: at }),
              ]
            : []),
          insert('Inbox', { channel: 'web', account: '', externalId: `m${n}`, conversationId, body, receivedAt: at, status: 'done', attempts: 1, doneAt: at }),
          ...(talk
            ? [
                insert('Handoff', {
                  ...{
                    id: `h${n}`,
                    number: n,
                    conversationId,
                    partyId,
                    villageCode: village,
                    townCode: towns.get(village) ?? null,
                    topic: '-',
                    urgency: 'normal',
                  },
                  ...{ opponent: 'none', target: 'counsel', status: 'closed', counselId: talk.counselId, requestedAt: at, acceptedAt: talk.acceptedAt },
                  ...{ closedAt: talk.closedAt, rating: talk.rating ?? null },
                }),
              ]
            : []),
        ]
      }),
    )
  for (const { casework } of year) {
    const { id, number, partyId, conversationId, matter, villageCode, townCode, officeId, exemption, opponent, urgent, green, answers, submittedAt, events } =
      casework
    const file = caseFile(events)
    await put([
      insert('Case', {
        ...{ id, number, partyId, conversationId, status: file.status, matter, villageCode: villageCode ?? null, townCode: townCode ?? null },
        ...{ officeId: officeId ?? null, exemption, opponent, urgent, green: green ?? null, facts: sealing.seal({ answers, opponent }, 'case') },
        ...{
          flow: 'legal-aid-application',
          flowVersion: 1,
          counselId: file.counselId ?? null,
          submittedAt,
          updatedAt: events.at(-1)?.at ?? submittedAt,
          version: events.length,
        },
      }),
      ...events.map((event) => eventRow(id, event, sealing)),
    ])
  }
}
