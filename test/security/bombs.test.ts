import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createEncryptedFiles } from '../../src/adapters/files/encrypted-files.ts'
import { readSheets } from '../../src/adapters/sheets/read-sheets.ts'
import { writeSheets } from '../../src/adapters/sheets/write-sheets.ts'
import { randomIds } from '../../src/adapters/system/system.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiangfa-bombs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A zip whose directory says that its one part unpacks to so many bytes. */
const zipOf = (bytes: number, parts = 1): Buffer => {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt32LE(bytes, 24)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts, 10)
  return Buffer.concat([entry, end])
}
const workbook = (name: string, bytes: Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe('workbooks', () => {
  it('that would unpack to gigabytes, have countless parts, or are none, are refused before anything is unpacked', async () => {
    await expect(readSheets(workbook('bomb.xlsx', zipOf(4_000_000_000)))).rejects.toThrow('unpack to 3815 MB')
    await expect(readSheets(workbook('parts.xlsx', zipOf(1, 60_000)))).rejects.toThrow('60000 parts')
    await expect(readSheets(workbook('cut.xlsx', zipOf(1, 9)))).rejects.toThrow('directory')
    await expect(readSheets(workbook('none.xlsx', Buffer.from('not a zip')))).rejects.toThrow('no .xlsx')
  })

  it('of the usual kind are read', async () => {
    const file = join(folder, 'good.xlsx')
    await writeSheets(file, [{ name: '村', headings: ['名称'], rows: [{ line: 2, cells: ['东庄头'] }] }])
    expect((await readSheets(file))[0]?.headings).toEqual(['名称'])
  })
})

describe('YAML', () => {
  it('whose aliases multiply is refused', () => {
    const levels = Array.from({ length: 9 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => `*l${level}`).join(',')}]`)
    expect(() => parse(['l0: &l0 [x,x,x,x,x,x,x,x,x]', ...levels].join('\n'))).toThrow(/alias/i)
  })
})

describe('stored files', () => {
  it('are never named or looked for by what somebody else called them', async () => {
    const files = createEncryptedFiles(join(folder, 'files'), createAesCipher(Buffer.alloc(32, 1)), randomIds)
    const file = await files.put('../../etc/passwd\u0000.txt', Buffer.from('words'))
    expect(file.name).not.toMatch(/[/\\\u0000]/)
    expect(file.id).toMatch(/^[\w-]+$/)
    for (const id of ['../key', '..', 'a/b', '%2e%2e/key', '']) expect(await files.get(id)).toBeUndefined()
  })
})
