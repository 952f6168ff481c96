import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameOfChat } from '../../src/adapters/console/speaker.ts'
import type { Speaker } from '../../src/adapters/console/speaker.ts'
import { handIn } from '../../src/adapters/console/talk.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

const VILLAGERS = 6
const STEPS = 160
const COUNSEL = ['演示顾问一', '演示顾问二', '演示顾问四', '演示顾问十一']

type Heard = { readonly to: string; readonly from: string; readonly text: string }

let base: Base
const folder = mkdtempSync(join(tmpdir(), 'xiangfa-people-'))
beforeAll(async () => {
  base = await loadBase(createPinoLog('error'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** People write all at once: several messages are handed in before anything is answered. */
const play = async (seed: number, over: 'memory' | 'SQLite') => {
  const random = randomFrom(seed)
  const pick = (all: readonly string[]): string => all[Math.floor(random() * all.length)] ?? ''
  let now = Date.UTC(2026, 10, 23, 2)
  const heard: Heard[] = []
  const store = over === 'memory' ? createMemoryStore(randomIds) : undefined
  const house = await openHouse(
    { ...readConfig({}), data: join(folder, `${over}-${seed}`), log: 'error' },
    { base, clock: { now: () => now }, ...(store ? { store } : {}) },
  )
  house.console.listen({ hears: () => true, show: ({ chat, from, part }) => heard.push({ to: nameOfChat(chat), from: from ?? 'bot', text: part.text }) })
  await house.start()
  const villagers = Array.from({ length: VILLAGERS }, (_, index) => `村民${index + 1}`)
  const say = (speaker: Speaker, text: string) => handIn(house.talk, { kind: 'text', id: 1, speaker, text })
  const villager = (name: string): Speaker => ({ role: 'villager', name })
  const counsel = (name: string): Speaker => ({ role: 'counsel', name })
  // One after another: the number of a request is the villager's.
  for (const name of villagers) {
    for (const line of ['人工', '店埠镇东庄头村', '老板']) await say(villager(name), line)
    await house.desk.idle()
  }
  const said: { readonly by: string; readonly token: string; readonly number?: number }[] = []
  const acts: (() => Promise<unknown>)[] = [
    () => {
      const name = pick(villagers)
      const token = `我说${said.length}号话。`
      said.push({ by: name, token })
      return say(villager(name), token)
    },
    () => {
      const name = pick(COUNSEL)
      const number = 1 + Math.floor(random() * VILLAGERS)
      const token = `顾问说${said.length}号话。`
      said.push({ by: name, token, number })
      return say(counsel(name), `#${number} ${token}`)
    },
    () => say(counsel(pick(COUNSEL)), `接单 #${1 + Math.floor(random() * VILLAGERS)}`),
    () => say(counsel(pick(COUNSEL)), `转给 #${1 + Math.floor(random() * VILLAGERS)} ${pick(COUNSEL)}`),
    () => say(counsel(pick(COUNSEL)), `加人 #${1 + Math.floor(random() * VILLAGERS)} ${pick(COUNSEL)}`),
  ]
  for (let step = 0; step < STEPS; step += 1) {
    now += 1_000
    const kind = random()
    const act = kind < 0.35 ? acts[0] : kind < 0.75 ? acts[1] : kind < 0.88 ? acts[2] : kind < 0.96 ? acts[3] : acts[4]
    const going = act?.()
    if (random() < 0.4) {
      await going
      await house.desk.idle()
    } else await going
  }
  await house.desk.idle()
  await house.desk.sweep()
  await house.desk.idle()
  await house.close()
  return { heard, said, villagers }
}

describe.each([
  ['memory', [1, 2, 3, 4, 5, 6]],
  ['SQLite', [7, 8]],
] as const)('between villagers and counsel, over %s', (over, seeds) => {
  it.each(seeds)(
    'nothing is lost, doubled, crossed or out of order (seed %i)',
    async (seed) => {
      const { heard, said, villagers } = await play(seed, over)
      const relays = heard.filter((line) => line.from !== 'bot' || /^#\d+ 村民\d+：/u.test(line.text)).filter((line) => !line.text.includes('\n'))
      let passed = 0
      for (const { by, token, number } of said) {
        const got = relays.filter((line) => line.text.includes(token))
        passed += got.length
        // Nobody hears the same words twice.
        expect(new Set(got.map((line) => line.to)).size, `${token} ${JSON.stringify(got)}`).toBe(got.length)
        if (number === undefined) {
          // A villager's words reach counsel only, each under the villager's own name.
          for (const line of got) expect(line.text).toMatch(new RegExp(`^#\\d+ ${by}：`, 'u'))
          expect(got.map((line) => line.to).filter((name) => !COUNSEL.includes(name))).toEqual([])
        } else {
          // A counsel's words reach the one villager of that number, and colleagues who talk along.
          const to = got.map((line) => line.to).filter((name) => villagers.includes(name))
          expect(to.length).toBeLessThanOrEqual(1)
          for (const name of to) expect(name).toBe(`村民${number}`)
          // What did not arrive was refused aloud.
          if (to.length === 0) expect(heard.filter((line) => line.to === by && /没有 #|还没接/u.test(line.text)).length).toBeGreaterThan(0)
        }
      }
      const refused = heard.filter((line) => /^没有 #|^#\d+ 您还没接/u.test(line.text) && COUNSEL.includes(line.to)).length
      const arrived = said.filter(
        ({ token, number }) => number !== undefined && relays.some((line) => line.to === `村民${number}` && line.text.includes(token)),
      ).length
      const lost = said.filter(({ number }) => number !== undefined).length - arrived
      expect(lost).toBeLessThanOrEqual(refused)
      // Between any two people the order is kept.
      for (const to of new Set(relays.map((line) => line.to)))
        for (const by of new Set(said.map((one) => one.by))) {
          const order = relays.filter((line) => line.to === to).flatMap((line) => said.findIndex((one) => one.by === by && line.text.includes(one.token)))
          const own = order.filter((index) => index >= 0)
          expect(own).toEqual([...own].sort((a, b) => a - b))
        }
      expect(passed).toBeGreaterThan(20)
    },
    120_000,
  )
})
