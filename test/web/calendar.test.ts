import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { icsFeed } from '../../src/adapters/calendar/ics-feed.ts'
import { openServer } from './open-server.ts'
import type { Server } from './open-server.ts'

const NOW = Date.parse('2026-11-23T10:00+08:00')
let now = NOW
let server: Server
beforeAll(async () => {
  server = await openServer(() => now, { publicUrl: 'https://fa.example.cn' })
}, 240_000)
afterAll(() => server.remove())

const CLERK = { channel: 'web', account: '', chat: 'clerk-1' } as const
let ids = 0
const say = async (text: string, role: 'clerk' | 'villager' = 'clerk', chat = CLERK.chat as string) => {
  const { desk, store } = server.house()
  ids += 1
  const address = { ...CLERK, chat }
  const inbound = { externalId: `calendar-${ids}`, address, sender: { id: chat, name: '某人' }, content: { kind: 'text', text }, sentAt: now } as const
  await desk.accept({ role, ...(role === 'clerk' ? { staffId: 'staff-demo-01' } : {}), inbound })
  await desk.idle()
  const id = await store.findConversation('web', '', chat, undefined)
  const lines = id === undefined ? [] : await store.transcript(id, 20)
  return lines.findLast((line) => line.from === 'desk')?.part?.text ?? ''
}
const open = (address: string) => fetch(new URL(new URL(address).pathname, server.url))
const addressIn = (text: string) => /https:\S+\.ics/.exec(text)?.[0] ?? ''
const APPLY =
  '申请法律援助 同意 给我自己 王小明 同意 370285199001011238 13800138000 店埠镇东庄头村 要工钱 老板 工头老王 跳过 没有 2026年2月7日 三万五 干了三个月活没给工钱，想要回来 完 还没开始 1 1 2 跳过 1 王小明 提交'

describe('a calendar to subscribe to', () => {
  it('has the days of what somebody has in hand, by number only, moves with the case, and is gone when taken back', async () => {
    for (const text of APPLY.split(' ')) await say(text, 'villager', 'villager-1')
    const address = addressIn(await say('日历'))
    const first = await open(address)
    expect(first.status).toBe(200)
    expect(first.headers.get('content-type')).toContain('text/calendar')
    const text = (await first.text()).replace(/\r\n[ \t]/g, '')
    expect(text).toContain('BEGIN:VCALENDAR')
    expect(text).toContain('SUMMARY:莱法援申〔2026〕0001号 审查决定最后一天')
    expect(text).toMatch(/DTSTART;VALUE=DATE:20261130/)
    expect(text).toMatch(/SUMMARY:莱法援申〔2026〕0001号 劳动仲裁时效（估算）/)
    expect(text).not.toMatch(/王小明|工头|13800138000|要工钱|东庄头/)
    await say('补正 2026-1 考勤表 2026-12-01')
    await say('收件 2026-1')
    await say('补正 2026-1 考勤表 2026-12-01')
    expect((await (await open(address)).text()).replace(/\r\n[ \t]/g, '')).toMatch(/补材料最后一天/)
    const own = addressIn(await say('日历', 'villager', 'villager-1'))
    const mine = (await (await open(own)).text()).replace(/\r\n[ \t]/g, '')
    expect(mine).toMatch(/补材料最后一天/)
    expect(mine).not.toMatch(/审查决定|王小明/)
    const next = addressIn(await say('换日历'))
    expect([(await open(address)).status, (await open(next)).status]).toEqual([404, 200])
    await say('停用日历')
    expect((await open(next)).status).toBe(404)
    expect((await open(own)).status).toBe(200)
    now += 400 * 86_400_000
    expect((await open(own)).status).toBe(404)
    now = NOW
  })

  it('opens to nobody who guesses', async () => {
    expect((await open(`https://fa.example.cn/calendar/${'a'.repeat(43)}.ics`)).status).toBe(404)
    expect((await open('https://fa.example.cn/calendar/x.ics')).status).toBe(404)
  })
})

describe('a feed', () => {
  it('gives whole days as days and hours at their instant in China, and cannot be broken by a text', () => {
    const feed = icsFeed(
      '期限',
      [
        { id: 'a', day: { year: 2026, month: 12, day: 31 }, title: '整天;,\\\nEND:VEVENT', note: '' },
        { id: 'b', day: { year: 2026, month: 12, day: 8 }, minute: 570, title: '开庭', note: '' },
      ],
      NOW,
    )
    expect(feed).toContain('DTSTART;VALUE=DATE:20261231')
    expect(feed).toContain('DTEND;VALUE=DATE:20270101')
    expect(feed).toContain('DTSTART:20261208T013000Z')
    expect(feed.match(/^END:VEVENT/gm)).toHaveLength(2)
  })
})
