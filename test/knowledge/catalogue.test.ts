import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isBeyond } from '../../src/knowledge/index.ts'
import { readContent } from '../../src/world.ts'

const catalogue = readFileSync(join(import.meta.dirname, 'catalogue.txt'), 'utf8')
  .trim()
  .split('\n')
const intents = readContent().topics.flatMap((topic) => topic.intents)

it('has every permanent intent, under its permanent id', () => {
  expect(new Set(catalogue).size).toBe(245)
  const here = new Set(intents.map((intent) => intent.id))
  expect(catalogue.filter((id) => !here.has(id))).toEqual([])
})

it('counts as beyond the catalogue what is not in it, and nothing else', () => {
  const permanent = new Set(catalogue)
  expect(intents.filter((intent) => isBeyond(intent) === permanent.has(intent.id)).map((intent) => intent.id)).toEqual([])
})
