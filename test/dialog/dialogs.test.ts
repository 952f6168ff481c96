import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { consoleDoor } from './doors/console.ts'
import { telegramDoor } from './doors/telegram.ts'
import { wechatDoor } from './doors/wechat.ts'
import { declaredSteps } from '../../src/flow/index.ts'
import { form, formNames } from '../flow/walk.ts'
import { contentBase, everHeard, play, talkSchema } from './play.ts'

const folder = new URL('talks/', import.meta.url)
const file = z.union([talkSchema.transform((talk) => [talk]), z.array(talkSchema)])
const talks = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .flatMap((name) => file.parse(parse(readFileSync(new URL(name, folder), 'utf8'))).map((talk) => ({ name, talk })))
const overStores = talks.flatMap(({ name, talk }) => talk.over.map((over) => ({ name, talk, over })))

// Content that changed is read and learnt anew, which takes long on a busy machine.
beforeAll(() => contentBase(), 300_000)

describe('talks on the whole desk at the terminal', () => {
  it.each(overStores)('$name over $over: $talk.title', ({ talk, over }) => play(talk, consoleDoor, over))
})

/** The longest piece of a text that no answer is put into. */
const piece = (text: string): string => text.split(/\{[a-z0-9-]+\}|\n/).reduce((a, b) => (b.length > a.length ? b : a), '')

/** Asked only when somebody has sent a file: test/flow comes to it. */
const AFTER_A_FILE = ['note']

describe('the talks at the terminal', () => {
  it.each(formNames)('ask every question of %s, come to each of its ends, and hear each no', (name) => {
    const heard = everHeard.join('\n')
    const steps = declaredSteps(form(name))
    expect(
      steps.filter((step) => !heard.includes(piece(step.ask)) && step.known === undefined && !AFTER_A_FILE.includes(step.id)).map((step) => step.id),
    ).toEqual([])
    const refused = steps.flatMap(({ id, field }) => (field.kind === 'consent' || field.kind === 'signature' ? [{ id, text: piece(field.refusal) }] : []))
    expect(refused.filter(({ text }) => !heard.includes(text)).map(({ id }) => id)).toEqual([])
  })
})

describe.each([telegramDoor, wechatDoor])('talks on the whole desk through the door $name', (door) => {
  it.each(talks)('$name: $talk.title', ({ talk }) => play(talk, door, 'SQLite'))
})
