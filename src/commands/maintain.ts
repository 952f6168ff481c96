import type { Config } from '../config.ts'
import { migrateDatabase, removeDemoRows } from '../database.ts'
import { alone, says } from './output.ts'

const say = (key: string, count: number) => process.stdout.write(`${says(key, { count })}\n`)

/** `xiangfa migrate`: brings the database up to date. */
export const migrate = async (config: Config): Promise<void> => {
  const applied = await alone(config, () => migrateDatabase(config))
  say('migrated', applied.length)
}

/** `xiangfa demo remove`: removes the demonstration county. */
export const removeDemo = async (config: Config): Promise<void> => {
  const count = await alone(config, () => removeDemoRows(config))
  say('demo-removed', count)
}
