import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { randomBytes } from 'node:crypto'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { eventRow } from '../../src/adapters/sql/case-rows.ts'
import type { SqlStatement } from '../../src/adapters/sql/driver.ts'
import { readFigureRows } from '../../src/adapters/sql/figure-rows.ts'
import { insert } from '../../src/adapters/sql/insert.ts'
import { createSealing } from '../../src/adapters/sql/sealing.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import type { Practice } from '../../src/core/deadline.ts'
import { monthOf, splitFigures } from '../../src/core/figure-groups.ts'
import { figuresOf } from '../../src/core/figures.ts'
import type { Role } from '../../src/core/turn.ts'
import { root } from '../../src/root.ts'
import { stores } from '../contract/stores.ts'
import type { Opened } from '../contract/stores.ts'
import { china, countyCases } from './county.ts'
import { recount } from '../../src/bench/recount.ts'

const practice: Practice = parse(readFileSync(`${root}/src/texts/clocks.yml`, 'utf8'))
const NOW = china('2027-06-01T00:00')
const log = countyCases(520, 7)

describe.each(stores.filter(({ name }) => name !== 'memory'))('figures from $name', ({ open }) => {
  const cipher = createAesCipher(randomBytes(32))
  const sealing = createSealing(cipher)
  let opened: Opened
  const driver = () => {
    if (!opened.driver) throw new Error('no database')
    return opened.driver
  }
  const put = async (statements: readonly SqlStatement[]) => expect((await driver().batch(statements)).kind).toBe('done')
  const rowsSince = (month: string) => readFigureRows(driver(), cipher, monthOf(month).from)

  beforeAll(async () => {
    opened = await open()
    const filed = (id: string, at: number, more: Readonly<Record<string, string>>) =>
      insert('Case', {
        ...{ id, number: id, partyId: 'p', conversationId: 'c', status: 'submitted', matter: '工伤', exemption: 'none', opponent: 'person', urgent: false },
        ...{ facts: sealing.seal({}, 'case'), flow: 'f', flowVersion: 1, submittedAt: at, updatedAt: at, ...more },
      })
    for (const { id, events, ...where } of log)
      await put([
        filed(id, events[0]?.at ?? 0, {
          matter: where.matter,
          status: events.at(-1)?.to ?? 'draft',
          ...(where.villageCode === undefined ? {} : { villageCode: where.villageCode, townCode: where.townCode ?? '' }),
        }),
        ...events.map((event) => eventRow(id, event, sealing)),
      ])
    // Filed before events were kept.
    await put([filed('old', china('2026-05-05T10:00'), {})])
    const store = createSqlStore(driver(), cipher, randomIds)
    let n = 0
    const says = (who: string, at: string, role: Role = 'villager', group?: string) =>
      store.accept(
        {
          ...{
            externalId: `m${n++}`,
            address: { channel: 'web', account: '', chat: who },
            sender: { id: who, name: who },
            sentAt: china(at),
            content: { kind: 'text', text: '你好' },
          },
          ...(group === undefined ? {} : { group: { id: group, name: group } }),
        },
        role,
        role === 'villager' ? undefined : who,
        china(at),
      )
    for (const at of ['2026-10-31T23:59', '2026-11-01T00:00', '2026-11-01T23:59', '2026-11-02T00:00', '2026-11-30T23:59', '2026-12-01T00:00'])
      await says('王大娘', at)
    await says('王大娘', '2026-11-02T09:00', 'villager', '东庄头村群')
    await says('张大爷', '2026-11-02T09:00')
    await says('顾问', '2026-11-02T09:00', 'counsel')
    const talk = (id: string, number: number, at: string, more: Readonly<Record<string, string | number>>) =>
      insert('Handoff', {
        ...{
          id,
          number,
          conversationId: 'c',
          partyId: 'p',
          topic: '',
          urgency: 'normal',
          opponent: 'none',
          target: 'counsel',
          status: 'closed',
          requestedAt: china(at),
          ...more,
        },
      })
    await put([
      insert('Office', { id: 'o1', name: '店埠镇司法所', townCode: '370285101', phone: '', address: '', hours: '' }),
      talk('h1', 1, '2026-10-31T10:00', {
        townCode: '370285101',
        counselId: 'k1',
        acceptedAt: china('2026-11-01T09:00'),
        closedAt: china('2026-11-02T09:00'),
        rating: 4,
      }),
      talk('h2', 2, '2026-11-03T10:00', { counselId: 'k1', acceptedAt: china('2026-11-03T11:00'), closedAt: china('2026-12-02T09:00'), rating: 2 }),
      talk('h3', 3, '2026-11-04T10:00', {}),
      ...['complaint', 'feedback'].map((kind) =>
        insert('Task', {
          ...{ id: kind, number: kind, kind, title: '', addressee: 'bureau', officeId: 'o1', partyId: 'p', conversationId: 'c', status: 'open' },
          ...{ facts: sealing.seal({}, 'task'), createdAt: china('2026-11-20T10:00') },
        }),
      ),
    ])
  }, 120_000)
  afterAll(() => opened.close())

  it('are those of a recount of what happened, month by month', async () => {
    const seen = new Set<string>()
    for (const month of ['2026-09', '2026-10', '2026-11', '2026-12', '2027-02']) {
      const figures = figuresOf(await rowsSince(month), monthOf(month), practice, NOW)
      const counted = recount(log, month)
      expect(figures, month).toMatchObject(counted)
      for (const [name, value] of Object.entries(counted)) if (value !== 0 && value !== 'none') seen.add(name)
      expect(figures.complaints).toBe(
        log.flatMap(({ events }) => events).filter(({ move, at }) => move === 'complain' && at >= monthOf(month).from && at < monthOf(month).to).length +
          (month === '2026-11' ? 1 : 0),
      )
    }
    // The county is one in which every figure has something to count.
    expect([...seen].sort()).toEqual(Object.keys(recount(log, '2026-11')).sort())
  }, 60_000)

  it('count villagers by person and day in China, whatever they wrote through, and no staff', async () => {
    const figures = figuresOf(await rowsSince('2026-11'), monthOf('2026-11'), practice, NOW)
    expect(figures).toMatchObject({ people: 2, visits: 4, requests: 2, taken: 2, 'talks-rated': 1, 'talks-satisfied': 1 })
    expect(figuresOf(await rowsSince('2026-12'), monthOf('2026-12'), practice, NOW)).toMatchObject({
      people: 1,
      visits: 1,
      'talks-rated': 1,
      'talks-satisfied': 0,
    })
  })

  it('of parts add up to the whole', async () => {
    const rows = await rowsSince('2026-11')
    const whole = figuresOf(rows, monthOf('2026-11'), practice, NOW)
    for (const by of ['town', 'village', 'matter', 'counsel'] as const) {
      const parts = splitFigures(rows, '2026-11', by, practice, NOW)
      for (const name of ['received', 'granted', 'closed', 'overdue'] as const)
        expect(
          parts.reduce((sum, { figures }) => sum + Number(figures[name]), 0),
          `${by} ${name}`,
        ).toBe(whole[name])
    }
    const complaints = splitFigures(rows, '2026-11', 'town', practice, NOW).map(({ figures }) => figures.complaints)
    expect(complaints.reduce<number>((sum, one) => sum + Number(one), 0)).toBe(whole.complaints)
  })

  it('know an application that was filed before events were kept, and carry nobody with them', async () => {
    const rows = await rowsSince('2026-05')
    expect(figuresOf(rows, monthOf('2026-05'), practice, NOW)).toMatchObject({ received: 1, overdue: 1 })
    expect(JSON.stringify(rows)).not.toMatch(/某人|某顾问|理由|工资条/)
  })
})
