import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openingEvent } from '../contract/opening-event.ts'
import { codeIn, openDoors, somebody } from './open-doors.ts'
import type { Doors, Heard } from './open-doors.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const words = (heard: readonly Heard[], chat: string): string =>
  heard
    .filter((one) => one.door.chat === chat)
    .map((one) => one.part.text)
    .join('\n')

/** Two doors of one person: what was said in linking them, at each. */
const link = async (first: string, second: string): Promise<readonly Heard[]> => {
  const code = codeIn(await doors.say('telegram', first, '绑定'))
  expect(code).not.toBe('')
  return doors.say('wechat', second, `绑定 ${code}`)
}

describe('one person at several doors', () => {
  it('links by a code, and goes on with the form wherever the person is', async () => {
    const [first, second] = [somebody(), somebody()]
    await doors.say('telegram', first, { kind: 'choice', value: 'flow:complaint', label: '投诉' })
    const heard = await link(first, second)
    expect(words(heard, second)).toContain('绑好了')
    expect(words(heard, second)).toContain('表接着填')
    expect(words(heard, first)).toContain('绑到了微信')
    // The same question at the other door is asked again before anything is taken for its answer.
    expect(words(await doors.say('telegram', first, '村委会'), first)).toContain('接着填')
  })

  it('with a form open on both sides keeps the newer open and the other laid aside, to be gone back to', async () => {
    const [first, second] = [somebody(), somebody()]
    await doors.say('telegram', first, { kind: 'choice', value: 'flow:mediation-application', label: '调解' })
    await doors.say('wechat', second, { kind: 'choice', value: 'flow:complaint', label: '投诉' })
    const heard = words(await link(first, second), second)
    expect(heard).toContain('两边各有一张没填完的表')
    expect(heard).toContain(doors.house.world().flows.get('mediation-application')?.title)
    await doors.say('wechat', second, '取消')
    expect(words(await doors.say('wechat', second, '是'), second)).toContain(doors.house.world().flows.get('mediation-application')?.title)
    const back = words(await doors.say('wechat', second, '继续'), second)
    expect(back).toContain('接着填《人民调解申请》')
  })

  it('takes a code once, not one of one’s own, and after five wrong ones none for a day', async () => {
    const [first, second, third] = [somebody(), somebody(), somebody()]
    const code = codeIn(await doors.say('telegram', first, '绑定'))
    expect(words(await doors.say('telegram', first, `绑定 ${code}`), first)).toContain('您自己的码')
    await doors.say('wechat', second, `绑定${code}`)
    expect(words(await doors.say('wechat', third, code), third)).toContain('不对，或者过期了')
    for (let tries = 0; tries < 4; tries += 1) await doors.say('wechat', third, `绑定 ${100_000_000_000 + tries}`)
    const good = codeIn(await doors.say('telegram', first, '绑定'))
    expect(words(await doors.say('wechat', third, `绑定 ${good}`), third)).not.toContain('绑好了')
    doors.pass(25 * 3_600_000)
    const fresh = codeIn(await doors.say('telegram', first, '绑定'))
    expect(words(await doors.say('wechat', third, `绑定 ${fresh}`), third)).toContain('绑好了')
  })

  it('is over after ten minutes', async () => {
    const [first, second] = [somebody(), somebody()]
    const code = codeIn(await doors.say('telegram', first, '绑定'))
    doors.pass(11 * 60_000)
    expect(words(await doors.say('wechat', second, `绑定 ${code}`), second)).toContain('过期')
  })

  it('sends to the door used last, and where that refuses to another', async () => {
    const [first, second] = [somebody(), somebody()]
    await link(first, second)
    expect(words(await doors.say('telegram', first, '帮助'), first)).toContain('老板欠我三万块工资')
    doors.block(first)
    expect(words(await doors.say('telegram', first, '帮助'), second)).toContain('老板欠我三万块工资')
  })
})

describe('a door taken off', () => {
  it('is taken off by its name, knows nothing afterwards, and the others hear of it', async () => {
    const [first, second] = [somebody(), somebody()]
    await doors.say('telegram', first, '我是店埠镇东庄头村的')
    await link(first, second)
    const asked = await doors.say('wechat', second, '解绑')
    const choices = asked.findLast((one) => one.part.choices)?.part.choices ?? []
    expect(choices.map(({ label }) => label)).toEqual(['现在用的微信', expect.stringContaining('Telegram（'), '都留着'])
    const answered = await doors.say('wechat', second, '2')
    expect(words(answered, second)).toContain('Telegram解开了')
    expect(words(answered, first)).toBe('')
    // Somebody new there; the person's own thread goes on at the other.
    expect(words(await doors.say('telegram', first, '我的资料'), first)).not.toContain('东庄头')
    expect(words(await doors.say('wechat', second, '我的资料'), second)).toContain('东庄头')
    expect(words(await doors.say('wechat', second, '解绑'), second)).toContain('只在这一处')
  })

  it('may be the one that is used now: what follows goes to the other, which is told', async () => {
    const [first, second] = [somebody(), somebody()]
    await link(first, second)
    await doors.say('wechat', second, '解绑')
    const answered = await doors.say('wechat', second, '第一个')
    expect(words(answered, second)).toContain('这里解开了')
    expect(words(answered, first)).toContain('微信刚刚解开了')
    // A code given out before leads nowhere.
    expect(words(await doors.say('telegram', first, '解绑'), first)).toContain('只在这一处')
  })

  it('ends codes and links that were given out, and takes along what still waits to be sent there', async () => {
    const [first, second, third] = [somebody(), somebody(), somebody()]
    await link(first, second)
    const code = codeIn(await doors.say('telegram', first, '绑定'))
    await doors.say('wechat', second, '解绑')
    await doors.say('wechat', second, '2')
    expect(words(await doors.say('wechat', third, `绑定 ${code}`), third)).toContain('不对，或者过期了')
  })
})

describe('after a new phone', () => {
  const staff = async (role: 'counsel' | 'clerk', name: string, text: string): Promise<string> => {
    const { house } = doors
    const heard: string[] = []
    const leave = house.console.listen({ hears: (chat) => chat.includes(name), show: ({ part }) => heard.push(part.text) })
    const staffId = house.talk.staffId(role, name)
    const arrival = house.console.arrivalOf({ role, name }, { kind: 'text', text }, somebody(), house.clock.now(), staffId)
    if (arrival) await house.desk.accept(arrival)
    await house.desk.idle()
    leave()
    return heard.join('\n')
  }

  /** A case filed by somebody at Telegram, whose number is as said. */
  const filed = async (number: string, villageCode: string, opponent: 'employer' | 'village'): Promise<string> => {
    const who = somebody()
    const { store, clock } = doors.house
    await doors.say('telegram', who, '您好')
    const { conversationId } = await store.accept(
      {
        externalId: somebody(),
        address: { channel: 'telegram', account: '', chat: who },
        sender: { id: who, name: '村民' },
        content: { kind: 'text', text: '交' },
        sentAt: clock.now(),
      },
      'villager',
      undefined,
      clock.now(),
    )
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const { conversation, party } = await store.load(row, clock.now())
    await store.commit({
      inboxId: row.id,
      conversationId,
      version: conversation.version,
      partyId: party.id,
      route: 'flow',
      address: conversation.address,
      now: clock.now(),
      next: conversation.state,
      effects: [
        {
          kind: 'open-case',
          newCase: {
            id: `c-${who}`,
            number,
            matter: '要工钱',
            villageCode,
            exemption: 'none',
            urgent: false,
            facts: { answers: {}, opponent },
            opening: openingEvent(clock.now(), party.id),
            flow: 'legal-aid-application',
            flowVersion: 1,
          },
        },
      ],
      sensitive: false,
    })
    return who
  }
  const counsel = (text: string) => staff('counsel', '演示顾问一', text)
  const ownVillage = () => {
    const { roster } = doors.house.world()
    const own = roster.counsel.find((one) => one.name === '演示顾问一')
    return roster.villages.find((village) => own?.villages.some((prefix) => village.code.startsWith(prefix)))?.code ?? ''
  }

  it('a person gets back to their case through staff who checked them, and the old door hears of it', async () => {
    const old = await filed('莱法援申〔2026〕7001号', ownVillage(), 'employer')
    expect(await counsel('找回 莱法援申〔2026〕7001号')).toContain('当面核对')
    const before = doors.heard.length
    const told = await counsel('找回 莱法援申(2026)7001号 已核对')
    const code = /\d{4} \d{4} \d{4}/.exec(told)?.[0] ?? ''
    expect(code).not.toBe('')
    expect(words(doors.heard.slice(before), old)).toContain('找回')
    const fresh = somebody()
    expect(words(await doors.say('wechat', fresh, `绑定 ${code}`), fresh)).toContain('找回来了')
    expect(words(await doors.say('wechat', fresh, '我的申请'), fresh)).toContain('7001号')
  })

  it('the clerks of the office of the case help too, whoever is the other side; those of another office do not', async () => {
    const { roster } = doors.house.world()
    const clerks = roster.staff.filter((one) => one.role === 'clerk')
    const [own, foreign] = [clerks[0], clerks.find((one) => one.officeId !== clerks[0]?.officeId)]
    const office = roster.offices.find((one) => one.id === own?.officeId)
    const village = roster.villages.find((one) => one.townCode === office?.townCode)?.code ?? ''
    await filed('莱法援申〔2026〕7003号', village, 'village')
    const line = '找回 莱法援申〔2026〕7003号'
    if (foreign) expect(await staff('clerk', foreign.name, `${line} 已核对`)).toContain('不能由您办')
    expect(await staff('clerk', own?.name ?? '', line)).toContain('当面核对')
    const code = /\d{4} \d{4} \d{4}/.exec(await staff('clerk', own?.name ?? '', `${line} 已核对`))?.[0] ?? ''
    const fresh = somebody()
    expect(words(await doors.say('wechat', fresh, `绑定 ${code}`), fresh)).toContain('找回来了')
    expect(words(await doors.say('wechat', fresh, '我的申请'), fresh)).toContain('7003号')
  })

  it('nobody gets back by knowing a number, and no counsel of a village that is the other side helps', async () => {
    await filed('莱法援申〔2026〕7002号', ownVillage(), 'village')
    const stranger = somebody()
    for (const text of ['找回 莱法援申〔2026〕7002号 已核对', '370285199001011238', '莱法援申〔2026〕7002号']) {
      const said = words(await doors.say('telegram', stranger, text), stranger)
      expect(codeIn([{ part: { text: said } }])).toBe('')
      expect(said).not.toContain('要工钱、确认劳动关系')
    }
    expect(await counsel('找回 莱法援申〔2026〕7002号 已核对')).toContain('不能由您办')
    expect(await counsel('找回 莱法援申〔2026〕9999号 已核对')).toContain('没找到')
  })
})
