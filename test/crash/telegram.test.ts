import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPeople } from '../../src/bench/bot-api/people.ts'
import { startBotApi } from '../../src/bench/bot-api/server.ts'
import { failPoints } from '../../src/desk/fail-points.ts'
import { beginChild } from './begin-child.ts'
import type { Child, Ended } from './begin-child.ts'
import { hurriedClock } from './hurried-clock.ts'

/** The process dies at these occurrences of a fail point, one after another, before it may finish. */
const DEATHS = [1, 7]

let child: Child
afterAll(() => child.remove())

/** Two people write to the bot, which dies at `point` and is started again each time. What each heard, and what the server says of it. */
const talk = async (point: string | undefined) => {
  const folder = child.folder()
  const epoch = Date.now()
  const now = hurriedClock(epoch)
  const server = await startBotApi(now)
  const people = createPeople(server, now)
  const [applicant, asker] = [people.person('甲'), people.person('乙')]
  const file_id = people.file(Buffer.from('%PDF-1.4\n%EOF'))
  const said = {
    applicant: ['/start', '申请法律援助', '同意', '给我自己', '王小明', '同意', '370285199001011238', '13800138000', '店埠镇东庄头村'],
    asker: ['/start', '离婚孩子归谁', { document: { file_id, file_unique_id: 'x', file_name: '欠条.pdf' } }, '帮助', '我的申请'],
  }
  for (let line = 0; line < said.applicant.length; line += 1)
    for (const [who, lines] of [
      [applicant, said.applicant],
      [asker, said.asker],
    ] as const) {
      const words = lines[line]
      if (words !== undefined) people.say(who, words)
    }
  const run = (...deadly: readonly string[]) => child.run(folder, server.url, server.token, String(epoch), ...deadly)
  // Everything is said when the bot has confirmed it to the network.
  const watch = setInterval(() => {
    if (server.updates.unconfirmed() === 0) writeFileSync(join(folder, 'said'), '')
  }, 50)
  const deaths: Ended[] = []
  try {
    if (point !== undefined) for (const occurrence of DEATHS) deaths.push(await run(point, String(occurrence)))
    const end = await run()
    const heard = (chat: number) => server.world.sent.filter((one) => one.chat === chat).map((one) => one.text)
    return { deaths, end, applicant: heard(applicant.id), asker: heard(asker.id), violations: server.counted().violations }
  } finally {
    clearInterval(watch)
    await server.close()
  }
}

/** What was heard, a line sent twice in a row left out the second time. */
const once = (lines: readonly string[]): readonly string[] => lines.filter((line, index) => line !== lines[index - 1])

let undisturbed: Awaited<ReturnType<typeof talk>>
beforeAll(async () => {
  child = await beginChild('telegram-child.ts')
  undisturbed = await talk(undefined)
}, 240_000)

describe('killed between a message at Telegram and its answer', () => {
  it('says everything once when nothing happens', () => {
    expect(undisturbed.end).toMatchObject({ code: 0, errors: '' })
    expect(undisturbed.applicant.at(-1)).toContain('哪一类事')
    expect(undisturbed.asker.join('\n')).toContain('文件收到了')
    expect(undisturbed.asker.at(-1)).toContain('您还没有提交过申请')
    expect(once(undisturbed.applicant)).toEqual(undisturbed.applicant)
    expect(once(undisturbed.asker)).toEqual(undisturbed.asker)
  })

  it.concurrent.each(failPoints)(
    'at "%s": nothing lost, nothing out of order, twice only what was being sent',
    async (point) => {
      const { deaths, end, applicant, asker } = await talk(point)
      expect(deaths.map(({ signal }) => signal)).toEqual(DEATHS.map(() => 'SIGKILL'))
      expect(end).toMatchObject({ code: 0, errors: '' })
      expect(once(applicant)).toEqual(undisturbed.applicant)
      expect(once(asker)).toEqual(undisturbed.asker)
      const repeats = applicant.length + asker.length - undisturbed.applicant.length - undisturbed.asker.length
      // Each death may hit, beside the line at the point, one that the network was just taking for the other person.
      expect(repeats).toBeLessThanOrEqual(DEATHS.length * (point === 'sent' ? 2 : 1))
      if (point === 'sent') expect(repeats).toBeGreaterThan(0)
    },
    480_000,
  )
})
