import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createEncryptedFiles } from '../../src/adapters/files/encrypted-files.ts'
import { openSealed } from '../../src/adapters/sql/inspect.ts'
import { isUnderOlder, rotateRows } from '../../src/adapters/sql/rotate.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { readKeys } from '../../src/adapters/system/data-folder.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { rotateKeys } from '../../src/commands/keys.ts'
import { databaseFile } from '../../src/database.ts'
import { ASKER, filledFolder } from './filled-folder.ts'

describe('a new key', () => {
  let filled: Awaited<ReturnType<typeof filledFolder>>
  beforeAll(async () => {
    filled = await filledFolder()
  })
  afterAll(() => filled.remove())
  const ring = () => readKeys(filled.config.data, undefined, true, undefined)
  const serves = async () => {
    const cipher = createAesCipher(ring())
    const driver = openSqlite(databaseFile(filled.config))
    const store = createSqlStore(driver, cipher, randomIds)
    try {
      const conversation = (await store.findConversation('web', '', ASKER, undefined)) ?? ''
      const lines = await store.transcript(conversation, 10)
      expect(lines.some((line) => line.content?.kind === 'text' && line.content.text === '工钱没给')).toBe(true)
      expect(await store.recall('wechat', 'budget')).toEqual({ sent: 1 })
      expect(await createEncryptedFiles(join(filled.config.data, 'files'), cipher, randomIds).get(filled.fileId)).toEqual(Buffer.from('今欠工钱三万'))
      expect(await isUnderOlder(driver, cipher)).toBe(false)
      // Under the newest key alone, nothing needs the older ones but look-ups.
      return await openSealed(driver, cipher)
    } finally {
      await driver.close()
    }
  }

  it('is put behind the old one, seals everything anew, and finds everybody', async () => {
    const before = ring()
    const opened = await serves()
    await rotateKeys(filled.config)
    expect(ring()).toHaveLength(2)
    expect(ring()[0]).toEqual(before[0])
    expect(await serves()).toBe(opened)
    // What the old key alone opens is nothing any more.
    const driver = openSqlite(databaseFile(filled.config))
    await expect(openSealed(driver, createAesCipher(before))).rejects.toThrow(/cannot be opened/)
    await driver.close()
    await rotateKeys(filled.config)
    expect(ring()).toHaveLength(3)
    expect(await serves()).toBe(opened)
  })

  it('is finished and not followed by another one where the rotation was cut off', async () => {
    const driver = openSqlite(databaseFile(filled.config))
    let writes = 0
    const failing = {
      ...driver,
      async batch(statements: Parameters<typeof driver.batch>[0]) {
        writes += 1
        if (writes > 4) throw new Error('cut off')
        return driver.batch(statements)
      },
    }
    const place = join(filled.config.data, 'key')
    const count = ring().length
    const { addKey } = await import('../../src/adapters/system/data-folder.ts')
    addKey(place, Buffer.alloc(32, 7))
    await expect(rotateRows(failing, createAesCipher(ring()))).rejects.toThrow('cut off')
    expect(await isUnderOlder(driver, createAesCipher(ring()))).toBe(true)
    await driver.close()
    await rotateKeys(filled.config)
    expect(ring()).toHaveLength(count + 1)
    expect(readFileSync(place, 'utf8').trim().split('\n')).toHaveLength(count + 1)
    await serves()
  })
})
