import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'vitest'
import { parse } from 'yaml'
import { play, talkSchema } from './play.ts'

const folder = new URL('talks/', import.meta.url)
const talks = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => ({ name, talk: talkSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))) }))

describe('talks on the whole desk', () => {
  it.each(talks)('$name: $talk.title', ({ talk }) => play(talk))
})
