import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { failPoints } from '../../src/desk/fail-points.ts'
import { applicationLines } from './application-lines.ts'
import { beginChild } from './begin-child.ts'
import type { Child } from './begin-child.ts'

/** The process dies at these occurrences of a fail point, one after another, before it may finish. */
const DEATHS = [1, 9]

const asker = ['你好', '离婚孩子归谁', '人工', '2', '我家的地让人占了', '帮助', '谢谢']
/** Both talk at once, each line after the one before. */
const script = Array.from({ length: Math.max(applicationLines.length, asker.length) }, (_, index) => [
  { chat: 'applicant', text: applicationLines[index] },
  { chat: 'asker', text: asker[index] },
])
  .flat()
  .filter((line) => line.text !== undefined)

const heardLine = z.object({ chat: z.string(), key: z.string(), text: z.string() })
type Heard = z.infer<typeof heardLine>

let child: Child
/** Runs the desk on a folder; how it ended. */
const run = (folder: string, ...deadly: readonly string[]) => child.run(folder, JSON.stringify(script), ...deadly)
afterAll(() => child.remove())

const heardIn = (folder: string): readonly Heard[] =>
  readFileSync(join(folder, 'heard'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => heardLine.parse(JSON.parse(line)))

/** What a chat heard, repeats of one sending left out. */
const talk = (heard: readonly Heard[], chat: string): readonly string[] => {
  const seen = new Set<string>()
  return heard.filter((line) => line.chat === chat && !seen.has(line.key) && seen.add(line.key)).map((line) => line.text)
}

const cases = async (folder: string): Promise<number> => {
  const driver = openSqlite(join(folder, 'data', 'xiangfa.db'))
  try {
    return (await driver.all('SELECT "id" FROM "Case"', [])).length
  } finally {
    await driver.close()
  }
}

let undisturbed: readonly Heard[] = []
beforeAll(async () => {
  child = await beginChild('child.ts')
  const folder = child.folder()
  expect(await run(folder)).toMatchObject({ code: 0, errors: '' })
  undisturbed = heardIn(folder)
})

describe('killed between a message and its answer', () => {
  it('says the same to everybody when nothing happens', () => {
    expect(talk(undisturbed, 'applicant').join('\n')).toContain('〔2026〕0001号')
    expect(talk(undisturbed, 'asker').length).toBeGreaterThanOrEqual(asker.length)
  })

  it.concurrent.each(failPoints)(
    'at "%s": nothing lost, nothing out of order, each answered once',
    async (point) => {
      const folder = child.folder()
      for (const occurrence of DEATHS) expect(await run(folder, point, String(occurrence))).toMatchObject({ signal: 'SIGKILL' })
      expect(await run(folder)).toMatchObject({ code: 0, errors: '' })
      const heard = heardIn(folder)
      for (const chat of ['applicant', 'asker']) expect(talk(heard, chat)).toEqual(talk(undisturbed, chat))
      const webLines = heard.filter((line) => line.key !== '')
      const repeats = webLines.length - new Set(webLines.map((line) => line.key)).size
      // Each death may hit, beside the line at the point, one of the other person between sending and marking.
      expect(repeats).toBeLessThanOrEqual(DEATHS.length * (point === 'sent' ? 2 : 1))
      if (point === 'sent') expect(repeats).toBeGreaterThan(0)
      const offers = (all: readonly Heard[]) => new Set(all.filter((line) => line.key === '').map((line) => line.text))
      expect(offers(heard)).toEqual(offers(undisturbed))
      expect(await cases(folder)).toBe(1)
    },
    180_000,
  )
})
