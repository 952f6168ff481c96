import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, copyOfProject, newFolder, run } from './run.ts'
import type { Ended } from './run.ts'

/** One clear message that names the place, exit code 1, and no stack. */
const explained = (ended: Ended, ...parts: readonly string[]) => {
  expect(ended.code).toBe(1)
  for (const part of parts) expect(ended.err).toContain(part)
  expect(ended.err).not.toMatch(/^\s+at /m)
  expect(ended.out).toBe('')
}

const urlOf = (banner: string) => /http:\/\/[\d.]+:\d+\//.exec(banner)?.[0] ?? ''

describe('xiangfa start', () => {
  it('says in Chinese and English what runs where, serves the page, and ends at SIGTERM with exit code 0', async () => {
    const server = begin(['start', '--data', newFolder()], { env: { PORT: '0' } })
    const banner = await server.says('Ctrl+C')
    for (const part of ['演示模式', 'demo mode', 'npm run chat', '演示顾问一', 'demo remove']) expect(banner).toContain(part)
    const page = await fetch(urlOf(banner))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('演示')
    server.child.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, err: '' })
  })

  it('ends at SIGINT too, and a terminal talks to it over its socket', async () => {
    const data = newFolder()
    const server = begin(['start', '--data', data], { env: { PORT: '0' } })
    await server.says('Ctrl+C')
    const talk = await run(['chat', '--data', data, '--json'], { input: '帮助\n' })
    expect(talk).toMatchObject({ code: 0, err: '' })
    const replies = talk.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(replies.at(-1)).toMatchObject({ to: '演示村民一', from: 'bot', files: [] })
    expect(replies.at(-1).choices[0]).toEqual({ value: 'flow:legal-aid-application', label: '帮我申请法律援助' })
    explained(await run(['chat', '--data', data, '--now', '2026-11-23'], { input: '' }), '--now', data)
    explained(await run(['start', '--data', data], { env: { PORT: '0' } }), data, 'in use')
    server.child.kill('SIGINT')
    expect((await server.ended).code).toBe(0)
  })

  it('names a port in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    explained(await run(['start', '--data', newFolder()], { env: { PORT: String(port) } }), `127.0.0.1:${port}`, 'already in use', 'PORT')
    other.close()
  })

  it.each([
    [{ PORT: 'eighty' }, 'PORT=eighty'],
    [{ PORT: '70000' }, 'PORT=70000'],
    [{ XIANGFA_MODE: 'test' }, 'XIANGFA_MODE=test'],
    [{ XIANGFA_APPLICATION_NUMBER: '{year}' }, '{n}'],
    [{ XIANGFA_MODE: 'production' }, 'XIANGFA_KEY_FILE'],
    [{ HOST: '203.0.113.7', PORT: '0' }, '203.0.113.7'],
  ])('names a bad environment value: %o', async (env, part) => {
    explained(await run(['start', '--data', newFolder()], { env }), part)
  })

  it('names a folder that cannot be written', async () => {
    const place = join(newFolder(), 'file')
    writeFileSync(place, '')
    explained(await run(['start', '--data', place], { env: { PORT: '0' } }), place)
    explained(await run(['start', '--data', '/proc/xiangfa'], { env: { PORT: '0' } }), '/proc/xiangfa')
  })

  it('refuses a database whose key is gone, and a key that is not one', async () => {
    const data = newFolder()
    expect((await run(['chat', '--data', data], { input: '帮助\n' })).code).toBe(0)
    const key = readFileSync(join(data, 'key'), 'utf8')
    rmSync(join(data, 'key'))
    explained(await run(['chat', '--data', data], { input: '' }), data, 'key')
    writeFileSync(join(data, 'key'), 'abc')
    explained(await run(['chat', '--data', data], { input: '' }), join(data, 'key'))
    writeFileSync(join(data, 'key'), key)
    expect((await run(['chat', '--data', data], { input: '' })).code).toBe(0)
  })

  it('names each fault of intents/ and flows/ with file, line and column', async () => {
    const project = copyOfProject()
    const intents = join(project, 'intents/elders.yml')
    writeFileSync(intents, readFileSync(intents, 'utf8').replace('law: 老年人权益保障法', 'law: 老人法'))
    writeFileSync(join(project, 'flows/broken.yml'), 'id: broken\nsteps: [\n')
    const started = await run(['start', '--data', newFolder()], { project, env: { PORT: '0' } })
    explained(started)
    expect(started.err).toMatch(/intents\/elders\.yml:\d+:\d+ .*老人法/)
    expect(started.err).toMatch(/flows\/broken\.yml:\d+:\d+ /)
    const checked = await run(['check'], { project })
    expect(checked.code).toBe(1)
    expect(checked.out).toMatch(/intents\/elders\.yml:\d+:\d+/)
  })

  it('takes a changed answer without a restart, and keeps the old one where the change is broken', async () => {
    const project = copyOfProject()
    const data = newFolder()
    const file = join(project, 'intents/elders.yml')
    const before = readFileSync(file, 'utf8')
    const server = begin(['start', '--data', data], { project, env: { PORT: '0' } })
    await server.says('Ctrl+C')
    const ask = async () => (await run(['chat', '--data', data], { project, input: '儿子不养老人咋办\n' })).out
    const title = /short: (.{8})/.exec(before)?.[1] ?? ''
    expect(title).not.toBe('')
    writeFileSync(file, `${before}\n  - broken`)
    await server.says('not taken')
    expect(await ask()).not.toContain('改过的话')
    writeFileSync(file, before.replaceAll('    answer: |\n', '    answer: |\n      改过的话。\n'))
    await server.says('read again')
    expect(await ask()).toContain('改过的话')
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })
})

describe('production mode', () => {
  it('never seeds, and says what is to be set up', async () => {
    const data = newFolder()
    const key = join(newFolder(), 'key')
    writeFileSync(key, 'ab'.repeat(32))
    chmodSync(key, 0o600)
    const env = { PORT: '0', XIANGFA_MODE: 'production', XIANGFA_KEY_FILE: key }
    const server = begin(['start', '--data', data], { env })
    const banner = await server.says('Ctrl+C')
    expect(banner).toContain('roster')
    expect(await (await fetch(urlOf(banner))).text()).not.toContain('演示')
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    explained(await run(['chat', '--data', data, '--now', '2026-11-23'], { env, input: '' }), '--now')
    explained(await run(['chat', '--data', data, '--as', 'counsel', '--name', '演示顾问一'], { env, input: '待办\n' }))
  })

  it('demo remove leaves none of the demonstration county', async () => {
    const data = newFolder()
    await run(['chat', '--data', data], { input: '[counsel 演示顾问一] 待办\n' })
    const removed = await run(['demo', 'remove', '--data', data])
    expect(removed).toMatchObject({ code: 0 })
    expect(removed.out).toMatch(/[1-9]\d* demo rows removed/)
    expect((await run(['demo', 'remove', '--data', data])).out).toContain('0 demo rows removed')
  })
})

describe('other commands', () => {
  it('migrate says what it did', async () => {
    const data = newFolder()
    expect((await run(['migrate', '--data', data])).out).toMatch(/[1-9]\d* migrations applied/)
    expect((await run(['migrate', '--data', data])).out).toContain('0 migrations applied')
  })
  it('check says how much there is', async () => {
    expect(await run(['check'])).toMatchObject({ code: 0, out: expect.stringContaining('No fault') })
  })
  it('check --diagram draws a form, and names those there are where it is not one', async () => {
    expect((await run(['check', '--diagram', 'complaint'])).out).toMatch(/^flowchart TD\n/)
    explained(await run(['check', '--diagram', 'complaints']), 'complaints', 'legal-aid-application')
  })
  it('bench forms gets everybody through', async () => {
    const { code, out, err } = await run(['bench', 'forms', '--json', '--size', '40'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const result = JSON.parse(out)
    expect(result).toMatchObject({ started: 40, stuck: 0 })
    expect(result.completed + result.left).toBe(40)
    for (const name of ['invalid_recovered', 'turns_per_form', 'fields_per_form']) expect(result[name]).toBeGreaterThan(0)
  })
  it('an unknown bench is named with those there are', async () => {
    explained(await run(['bench', 'nothing']), 'nothing', 'turns')
  })
  it('bench --json prints one object and nothing else', async () => {
    const { code, out, err } = await run(['bench', 'turns', '--json', '--seconds', '1', '--size', '20'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const result = JSON.parse(out)
    expect(result).toMatchObject({ lost: 0, reordered: 0 })
    for (const name of ['turns_per_second', 'p50_ms', 'p99_ms', 'half_load_p99_ms', 'bound_per_second', 'bound_ratio', 'rss_mb', 'rss_growth_mb', 'start_ms'])
      expect(result[name]).toBeGreaterThanOrEqual(name === 'rss_growth_mb' ? -1_000 : 0)
    expect(result.growth.length).toBeGreaterThan(1)
  })
})
