import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import type { SqlDriver } from '../../src/adapters/sql/driver.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { readKeys } from '../../src/adapters/system/data-folder.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { readConfig } from '../../src/config.ts'
import type { Part } from '../../src/core/message.ts'
import { migrateDatabase, openDriver } from '../../src/database.ts'
import type { Channel } from '../../src/ports/channel.ts'
import type { Accepted, Store } from '../../src/ports/store.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'

/** The desk on SQLite with a door that a test drives. `fails`: the door sends nothing. */
export type OpenDesk = {
  readonly house: House
  readonly driver: SqlDriver
  readonly door: { fails: boolean }
  readonly sent: readonly { readonly chat: string; readonly text: string; readonly at: number }[]
  readonly say: (chat: string, text: string, id?: string) => Promise<Accepted>
  /** Sweeps until nothing is in hand. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

const base = loadBase(createPinoLog('silent'))

/** Opens one. `around` may put something between the desk and its store. */
export const openDesk = async (now: () => number, around: (store: Store) => Store = (store) => store): Promise<OpenDesk> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-desk-'))
  const config = { ...readConfig({}), data: join(folder, 'data'), log: 'silent' as const, lateMinutes: 1_440 }
  await migrateDatabase(config)
  const cipher = createAesCipher(readKeys(config.data, undefined, true, () => Buffer.alloc(32, 7)))
  const driver = openDriver(config)
  const sent: { chat: string; text: string; at: number }[] = []
  const door = { fails: false }
  const channel: Channel = {
    id: 'telegram',
    can: { buttons: true, files: true, textLimit: 4_000, sensitive: 'allowed' },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(to, part: Part) {
      if (door.fails) return { kind: 'failed', code: 'network', certain: true }
      sent.push({ chat: to.chat, text: part.text, at: now() })
      return { kind: 'sent' }
    },
  }
  const house = await openHouse(config, {
    base: await base,
    clock: { now },
    store: around(createSqlStore(driver, cipher, randomIds)),
    channels: () => [channel],
  })
  await house.start()
  let next = 0
  return {
    house,
    driver,
    door,
    sent,
    say: (chat, text, id = `m${++next}`) =>
      house.desk.accept({
        role: 'villager',
        inbound: {
          externalId: id,
          address: { channel: 'telegram', account: '', chat },
          sender: { id: chat, name: chat },
          content: { kind: 'text', text },
          sentAt: now(),
        },
      }),
    async settle() {
      for (let round = 0; round < 8; round += 1) {
        await house.desk.sweep().catch(() => undefined)
        await house.desk.idle()
      }
    },
    async close() {
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
