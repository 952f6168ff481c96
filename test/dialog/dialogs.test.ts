import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { consoleDoor } from './doors/console.ts'
import { telegramDoor } from './doors/telegram.ts'
import { wechatDoor } from './doors/wechat.ts'
import { contentBase, play, talkSchema } from './play.ts'

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

describe.each([telegramDoor, wechatDoor])('talks on the whole desk through the door $name', (door) => {
  it.each(talks)('$name: $talk.title', ({ talk }) => play(talk, door, 'SQLite'))
})
