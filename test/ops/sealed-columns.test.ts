import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hashedColumns, sealedColumns } from '../../src/adapters/sql/sealed-columns.ts'
import { root } from '../../src/root.ts'

const columns = (wanted: RegExp) =>
  [...readFileSync(join(root, 'prisma/models.prisma'), 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, table, body]) =>
    (body ?? '').split('\n').flatMap((line) => (wanted.test(line) ? [`${table}.${line.trim().split(/\s+/)[0]}`] : [])),
  )

it('knows every sealed column of the models, so that a backup is checked whole', () => {
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(columns(/^\s+\w+\s+Bytes\b/).sort())
})

it('knows every keyed hash of the models, so that a new key finds everybody again', () => {
  const own = hashedColumns.filter(({ prefix }) => prefix === '').map(({ table, column }) => `${table}.${column}`)
  expect(own.sort()).toEqual(columns(/^\s+\w+Index\s+String/).sort())
})
