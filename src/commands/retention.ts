import { openBeside } from '../database.ts'
import type { Config } from '../config.ts'
import { retentionKinds } from '../core/retention.ts'
import { keepRetention, readRetention } from '../retention.ts'
import { cipherOf } from './backup.ts'
import { print, says } from './output.ts'

/** `dry`: nothing is deleted, only counted. */
export type RetentionOptions = { readonly dry: boolean; readonly json: boolean }

/**
 * `xiangfa retention`: ends what is kept no longer, as the server does every day, and shows the table with what was over of each kind. Beside a
 * running server. Throws `data.missing`, `content.invalid`, `config.key-lost`.
 */
export const retention = async (config: Config, { dry, json }: RetentionOptions, now: () => number): Promise<void> => {
  const table = readRetention(config)
  const cipher = cipherOf(config)
  const driver = await openBeside(config)
  try {
    const over = new Map<string, number>(Object.entries(await keepRetention(config, { driver, cipher }, now(), dry)))
    const rows = retentionKinds.map((kind) => ({ kind, ...table[kind], over: over.get(kind) }))
    if (json) return print(JSON.stringify({ dry, rows: rows.map(({ over: count, ...row }) => ({ ...row, over: count ?? 'outside' })) }))
    for (const { over: count, ...row } of rows) {
      print(says('retention.row', row))
      print(count === undefined ? says('retention.outside') : says(dry ? 'retention.would' : 'retention.did', { count }))
    }
  } finally {
    await driver.close()
  }
}
