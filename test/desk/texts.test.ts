import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { visit, parseDocument } from 'yaml'

const folder = new URL('../../src/texts/', import.meta.url)

it.each(readdirSync(folder).filter((name) => name.endsWith('.yml')))('no text of %s is cut off where a number sign stands in it', (name) => {
  const cut: string[] = []
  // Behind a text without quotes everything from a number sign on is a comment.
  visit(parseDocument(readFileSync(new URL(name, folder), 'utf8')), {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && node.comment?.match(/^[\d{]/u)) cut.push(`${node.value} #${node.comment}`)
    },
  })
  expect(cut).toEqual([])
})
