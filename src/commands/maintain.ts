import { textsOf } from '../adapters/content/yaml-text.ts'
import { lockFolder, prepareFolder } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { root } from '../root.ts'
import { migrateDatabase, removeDemoRows } from '../wire.ts'

const says = (key: string, vars: Readonly<Record<string, number>>) => process.stdout.write(`${textsOf(`${root}/src/texts/operator.yml`)(key, vars)}\n`)

/** Runs while nobody else works on the data folder. Throws `data.locked`. */
export const alone = async <T>(config: Config, run: () => Promise<T>): Promise<T> => {
  prepareFolder(config.data)
  const unlock = lockFolder(config.data)
  if (!unlock) throw new AppError('data.locked', { place: config.data })
  try {
    return await run()
  } finally {
    unlock()
  }
}

/** `xiangfa migrate`: brings the database up to date. */
export const migrate = async (config: Config): Promise<void> => {
  const applied = await alone(config, () => migrateDatabase(config))
  says('migrated', { count: applied.length })
}

/** `xiangfa demo remove`: removes the demonstration county. */
export const removeDemo = async (config: Config): Promise<void> => {
  const count = await alone(config, () => removeDemoRows(config))
  says('demo-removed', { count })
}
