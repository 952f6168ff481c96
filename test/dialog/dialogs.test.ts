import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { play, talkSchema } from './play.ts'

const folder = new URL('talks/', import.meta.url)
const file = z.union([talkSchema.transform((talk) => [talk]), z.array(talkSchema)])
const talks = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .flatMap((name) => file.parse(parse(readFileSync(new URL(name, folder), 'utf8'))).flatMap((talk) => talk.over.map((over) => ({ name, talk, over }))))

describe('talks on the whole desk', () => {
  it.each(talks)('$name over $over: $talk.title', ({ talk, over }) => play(talk, over))
})
