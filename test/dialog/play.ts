import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { statusKinds } from '../../src/core/registry.ts'
import { readLine } from '../../src/adapters/console/speaker.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'
import type { Door, Heard } from './doors/door.ts'
import { importList } from './import-list.ts'

const words = z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === 'string' ? [value] : value))

/** One thing that happens, and what is heard then. */
const step = z.strictObject({
  /** A line as at the terminal: `[counsel 演示顾问一] 接单`; without a prefix the dialog's villager. */
  say: z.string().optional(),
  /** Lines said one after another; `hear` is checked after the last. */
  lines: z.array(z.string()).optional(),
  /** A department's list is imported: who stands in it with which status. */
  listed: z
    .strictObject({
      department: z.string(),
      rows: z.array(z.strictObject({ id: z.string(), status: z.enum(statusKinds), name: z.string(), 'valid-to': z.string().optional() })),
    })
    .optional(),
  /** The clock is set; whatever is due then happens. */
  at: z.string().optional(),
  /** The program is stopped and started again. */
  restart: z.literal(true).optional(),
  /** What the dialog's villager hears, each a part of it. */
  hear: words.optional(),
  /** What others hear, by their name (a group's: its name). */
  others: z.record(z.string(), words).optional(),
  /** Names of files that the dialog's villager gets. */
  files: words.optional(),
  /** Words of what was heard, kept by name for later lines as {name}; the pattern's first group. */
  note: z.record(z.string(), z.string()).optional(),
  /** The labels offered last. */
  choices: words.optional(),
  /** Must not stand in anything heard by anybody. */
  never: words.optional(),
  /** Names that hear nothing. */
  silent: words.optional(),
})

/** A dialog as its file says it. */
export const talkSchema = z.strictObject({
  title: z.string(),
  /** Stores that it is played over; what changes the roster needs the database. */
  over: z.array(z.enum(['memory', 'SQLite'])).default(['memory', 'SQLite']),
  as: z.string().default('张大爷'),
  now: z.string().default('2026-11-23T09:00'),
  steps: z.array(step).min(1),
})
export type Talk = z.infer<typeof talkSchema>

/** Everything that anybody heard in any talk. */
export const everHeard: string[] = []

let base: Promise<Base> | undefined
/** Everything read from files, once for all dialogs. */
export const contentBase = (): Promise<Base> => {
  base ??= loadBase(createPinoLog('error'))
  return base
}

const instant = (text: string): number => Date.parse(`${text.length <= 16 ? `${text}:00` : text}+08:00`)

/** Plays a dialog through a door on the whole desk over one of the stores, and checks each step. */
export const play = async (talk: Talk, door: Door, over: Talk['over'][number]): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-dialog-'))
  let now = instant(talk.now)
  const heard: Heard[] = []
  const notes = new Map<string, string>()
  const street = await door.prepare({
    data: join(folder, 'data'),
    base: await contentBase(),
    ...(over === 'memory' ? { store: createMemoryStore(randomIds) } : {}),
    now: () => now,
    pass: (ms) => {
      now += ms
    },
    hear: (line) => {
      heard.push(line)
      everHeard.push(line.text)
    },
  })
  let house = await street.open()
  try {
    for (const [index, one] of talk.steps.entries()) {
      heard.length = 0
      if (one.at !== undefined) now = instant(one.at)
      if (one.restart) {
        await house.close()
        house = await street.open()
      }
      for (const raw of [...(one.say === undefined ? [] : [one.say]), ...(one.lines ?? [])]) {
        now += 1_000
        if (one.lines) heard.length = 0
        const said = raw.replace(/\{(\w+)\}/g, (_, name: string) => notes.get(name) ?? '')
        const { speaker, line } = readLine(said, { role: 'villager', name: talk.as })
        await street.say(house, speaker, line)
      }
      if (one.listed) await importList(house.store, one.listed, now)
      if (one.say === undefined && one.lines === undefined) await street.settle(house)
      for (const [name, pattern] of Object.entries(one.note ?? {}))
        notes.set(name, new RegExp(pattern).exec(heard.map((line) => line.text).join('\n'))?.[1] ?? '')
      check(one, talk.as, heard, `step ${index + 1}: ${one.say ?? one.lines?.at(-1) ?? one.at ?? 'restart'}`)
    }
  } finally {
    await house.close()
    await street.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const check = (one: Talk['steps'][number], as: string, heard: readonly Heard[], where: string): void => {
  const all = heard.map((line) => `${line.from} → ${line.to}: ${line.text}`).join('\n')
  const to = (name: string) =>
    heard
      .filter((line) => line.to === name)
      .map((line) => line.text)
      .join('\n')
  for (const part of one.hear ?? []) expect(to(as), `${where}\n${all}`).toContain(part)
  const sent = heard.filter((line) => line.to === as).flatMap((line) => line.files)
  for (const name of one.files ?? []) expect(sent, `${where}\n${all}`).toContain(name)
  for (const [name, parts] of Object.entries(one.others ?? {})) for (const part of parts) expect(to(name), `${where}\n${all}`).toContain(part)
  for (const part of one.never ?? []) expect(all, where).not.toContain(part)
  for (const name of one.silent ?? []) expect(to(name), `${where}\n${all}`).toBe('')
  const offered = heard.findLast((line) => line.to === as && line.choices.length > 0)?.choices ?? []
  for (const label of one.choices ?? []) expect(offered, `${where}\n${all}`).toContain(label)
  // Whatever happens, nobody is shown a hole in a text.
  expect(all, where).not.toMatch(/\{\w+\}|undefined|\[object/)
}
