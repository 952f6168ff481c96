import { randomBytes } from 'node:crypto'
import { createAesCipher } from '../adapters/cipher/aes-cipher.ts'
import { resealFiles } from '../adapters/files/reseal-files.ts'
import { isUnderOlder, rotateRows } from '../adapters/sql/rotate.ts'
import { createSqlLeases } from '../adapters/sql/leases.ts'
import { addKey, keyPlace, readKeys } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { databasePlace, migrateDatabase, openDriver } from '../database.ts'
import { living } from '../together.ts'
import { alone, says } from './output.ts'

/**
 * `xiangfa keys rotate`: a new key behind the others of the key file, and everything sealed anew under it. Where an earlier rotation was cut
 * off no key is added: that one is finished first. Throws `data.locked`, `data.shared`, `keys.file`, `config.key-lost`.
 */
export const rotateKeys = async (config: Config): Promise<void> => {
  const demo = config.mode === 'demo'
  const place = keyPlace(config.data, config.keyFile, demo)
  if (place === undefined) throw new AppError('config.key-missing')
  const ring = () => createAesCipher(readKeys(config.data, config.keyFile, demo, undefined))
  const folder = `${config.data}/files`
  const done = await alone(config, async () => {
    const before = ring()
    await migrateDatabase(config)
    const driver = openDriver(config)
    try {
      if (driver.dialect === 'postgresql' && (await living(createSqlLeases(driver))).length > 0)
        throw new AppError('keys.running', { place: databasePlace(config) })
      if (!(await isUnderOlder(driver, before))) addKey(place, randomBytes(32))
      const cipher = ring()
      // Files first: as long as a row is under an older key, the next run goes on instead of adding one more.
      const files = await resealFiles(folder, cipher)
      return { version: cipher.version, files, ...(await rotateRows(driver, cipher)) }
    } finally {
      await driver.close()
    }
  })
  process.stdout.write(`${says('rotated', done)}\n`)
}
