import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { begin, newFolder, run } from '../cli/run.ts'
import { freePort } from '../contract/free-port.ts'
import { talkSchema } from '../dialog/play.ts'

const folder = new URL('../dialog/talks/', import.meta.url)
/** Every talk's lines with who says them; where a talk keeps words for later, it ends there. */
const said = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .flatMap((name) => [parse(readFileSync(new URL(name, folder), 'utf8'))].flat())
  // One in three: all of them take minutes.
  .filter((_, index) => index % 3 === 0)
  .flatMap((found, index) => {
    const talk = talkSchema.parse(found)
    // Each talk has people of its own.
    const as = `${talk.as.slice(0, 3)}某${index}`
    const lines = talk.steps.flatMap((step) => [...(step.say === undefined ? [] : [step.say]), ...(step.lines ?? [])])
    const until = lines.findIndex((line) => /\{\w+\}/.test(line))
    return (until < 0 ? lines : lines.slice(0, until)).map((line) => ({ as, line: line.startsWith('[') ? line : `[villager ${as}] ${line}` }))
  })
/** The banner's own example. */
const EXAMPLE = '老板拖欠我三万块工资不给怎么办'
const words = said.map(({ line }) => line.replace(/^\[[^\]]*\]\s*/, ''))

/** What must not stand anywhere: names, numbers that identify, and whatever was said in more than a few words. */
const personal = new Set([
  ...said.map(({ as }) => as),
  ...words.flatMap((line) => line.match(/\d{17}[\dXx]|1[3-9]\d{9}/g) ?? []),
  ...words.filter((line) => /^王小[明红]$|^李大壮$|^赵|^慕容/.test(line) && line.length <= 4),
  ...words.filter((line) => line !== EXAMPLE && line.length >= 14 && /[\u4e00-\u9fff]{8}/.test(line)),
])

const data = newFolder()
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('logs, metrics and what the program prints', () => {
  it('hold nothing of the people who talked to it, at the finest level', async () => {
    const metricsPort = await freePort()
    const server = begin(['start', '--data', data], { env: { PORT: '0', XIANGFA_LOG: 'debug', XIANGFA_METRICS_PORT: String(metricsPort) } })
    await server.says('Ctrl+C')
    const talk = await run(['chat', '--data', data, '--json'], { input: `${said.map(({ line }) => line).join('\n')}\n` })
    const read = async (path: string) => (await fetch(`http://127.0.0.1:${metricsPort}${path}`)).text()
    const outside = [await read('/metrics'), await read('/readyz'), await read('/healthz')]
    server.child.kill('SIGTERM')
    const { out, err } = await server.ended
    const report = await run(['report', '--month', new Date().toISOString().slice(0, 7), '--data', data])
    const doctor = await run(['doctor', '--data', data])
    const retention = await run(['retention', '--dry-run', '--data', data])
    // It did talk.
    expect(talk.out).toContain('〔')
    expect(talk.out.split('\n').length).toBeGreaterThan(words.length)
    expect(outside[0]).toMatch(/xiangfa_turns/)
    const all = [out, err, ...outside, report.out, report.err, doctor.out, doctor.err, retention.out, retention.err].join('\n')
    expect(personal.size).toBeGreaterThan(50)
    expect([...personal].filter((one) => all.includes(one))).toEqual([])
  }, 180_000)
})
