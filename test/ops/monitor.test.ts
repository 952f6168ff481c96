import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { handIn } from '../../src/adapters/console/talk.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { databaseFile } from '../../src/database.ts'
import { root } from '../../src/root.ts'
import { begin, newFolder } from '../cli/run.ts'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'

const TOKEN = 'correct-horse-battery-staple'
const NAME = '慕容晓冬'
let server: Server
let now = Date.parse('2026-11-23T09:00:00+08:00')

beforeAll(async () => {
  server = await openServer(() => now, { metricsToken: TOKEN })
})
afterAll(() => server.remove())

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, server.url), { headers })
const numbers = async () => (await get('metrics', { authorization: `Bearer ${TOKEN}` })).text()
const say = async (text: string) => {
  await handIn(server.house().talk, { kind: 'text', id: 1, speaker: { role: 'villager', name: NAME }, text })
  await server.house().desk.idle()
}
const change = async (sql: string, params: readonly (string | number)[]) => {
  const driver = openSqlite(databaseFile(server.house().config))
  await driver.batch([{ sql, params }])
  await driver.close()
}
/** A message that waits and that nobody wakes up for. */
const leaveWaiting = (at: number) =>
  change(
    `INSERT INTO "Inbox" ("channel","account","externalId","conversationId","body","receivedAt","status","attempts")
     SELECT 'web','',?,"id","state",?,'pending',0 FROM "Conversation" LIMIT 1`,
    [`left-${at}`, at],
  )

describe('what a monitor reads', () => {
  it('tells that the process lives', async () => {
    expect(await (await get('healthz')).json()).toEqual({ ok: true })
  })

  it('shows the numbers only to who bears the token', async () => {
    expect((await get('metrics')).status).toBe(401)
    expect((await get('metrics', { authorization: 'Bearer wrong' })).status).toBe(401)
    const answer = await get('metrics', { authorization: `Bearer ${TOKEN}` })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')])
  })

  it('counts turns, sendings and requests for a person, and says nothing of whom', async () => {
    server.house().console.listen({ hears: () => true, show: () => undefined })
    for (const line of [`你好，我是${NAME}`, '我电话13987654321', '人工', '店埠镇东庄头村', '2']) await say(line)
    now += 3_600_000
    const text = await numbers()
    expect(text).toMatch(/xiangfa_turns_total\{route="\w+",result="committed"\} [1-9]/)
    expect(text).toMatch(/xiangfa_messages_total\{door="console",result="new"\} 5/)
    expect(text).toMatch(/xiangfa_sends_total\{door="console",result="sent"\} [1-9]/)
    expect(text).toMatch(/xiangfa_turn_seconds_count [1-9]/)
    expect(text).toContain('xiangfa_queue_depth{queue="handoffs"} 1')
    expect(text).toContain('xiangfa_queue_lag_seconds{queue="handoffs"} 3600')
    for (const secret of [NAME, '慕容', '13987654321', '演示']) expect(text).not.toContain(secret)
  })

  it('is ready until a message waits for over a minute', async () => {
    expect(await (await get('readyz')).json()).toEqual({ ready: true, database: 'up', lagMs: 0, sendLagMs: 0, doors: { web: 'up' } })
    await leaveWaiting(now - 61_000)
    const answer = await get('readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ ready: false, database: 'up', lagMs: 61_000 })
    await change('DELETE FROM "Inbox" WHERE "status" = ?', ['pending'])
    expect((await get('readyz')).status).toBe(200)
  })

  it('calls a door down that has failed for two minutes with nothing sent', async () => {
    await change('UPDATE "Outbox" SET "channel" = ?, "status" = ?, "failingSince" = ?, "nextAt" = ? WHERE "id" = (SELECT MAX("id") FROM "Outbox")', [
      'web',
      'aside',
      now - 121_000,
      now + 60_000,
    ])
    expect(await (await get('readyz')).json()).toMatchObject({ ready: false, doors: { web: 'down' } })
    expect(await numbers()).toContain('xiangfa_door_up{door="web"} 0')
  })

  it('names in the dashboard and in the alerts nothing but what it measures', async () => {
    const measured = await numbers()
    const dashboard = readFileSync(join(root, 'src/adapters/observe/grafana.json'), 'utf8')
    const alerts = readFileSync(join(root, 'src/adapters/observe/alerts.yml'), 'utf8')
    expect(JSON.parse(dashboard).panels.length).toBeGreaterThan(5)
    const rules: readonly { alert: string }[] = parse(alerts).groups[0].rules
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    for (const { alert } of rules) expect(readme).toContain(alert)
    const named = new Set([...`${dashboard}${alerts}`.matchAll(/\b(?:xiangfa|process|nodejs)_\w+/g)].map(([name]) => name))
    expect(named.size).toBeGreaterThan(8)
    for (const name of named) expect(measured, name).toContain(`# TYPE ${name.replace(/_bucket$/, '')} `)
  })

  it('stands on a port of this machine where that is set, and nowhere where nothing is', async () => {
    const running = begin(['start', '--data', newFolder()], { env: { PORT: '0', XIANGFA_METRICS_PORT: '18971', XIANGFA_LOG: 'warn' } })
    const url = /http:\/\/[\d.]+:\d+\//.exec(await running.says('Ctrl+C'))?.[0] ?? ''
    expect((await fetch(new URL('metrics', url))).status).toBe(404)
    expect(await (await fetch('http://127.0.0.1:18971/metrics')).text()).toContain('xiangfa_database_up 1')
    running.child.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })
})
