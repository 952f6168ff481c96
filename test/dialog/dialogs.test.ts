import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'vitest'
import { parse } from 'yaml'
import { consoleDoor } from './doors/console.ts'
import type { Door } from './doors/door.ts'
import { telegramDoor } from './doors/telegram.ts'
import { wechatDoor } from './doors/wechat.ts'
import { play, talkSchema } from './play.ts'

const folder = new URL('talks/', import.meta.url)
const talks = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => ({ name, talk: talkSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))) }))

const doors: readonly Door[] = [consoleDoor, telegramDoor, wechatDoor]

describe.each(doors)('talks on the whole desk through the door $name', (door) => {
  it.each(talks)('$name: $talk.title', ({ talk }) => play(talk, door))
})
