import { textsOf } from '../adapters/content/yaml-text.ts'
import { lockFolder, prepareFolder } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { root } from '../root.ts'

/** A text of src/texts/operator.yml. */
export const says = (key: string, vars: Readonly<Record<string, string | number>> = {}): string => textsOf(`${root}/src/texts/operator.yml`)(key, vars)

/** A line on standard output. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Runs with the data folder to itself, where the database lies in it. Throws `data.locked` where a server or another command has it. */
export const alone = async <T>(config: Config, run: () => Promise<T>): Promise<T> => {
  prepareFolder(config.data)
  if (config.database !== undefined) return run()
  const unlock = lockFolder(config.data)
  if (!unlock) throw new AppError('data.locked', { place: config.data })
  try {
    return await run()
  } finally {
    unlock()
  }
}

/** True for a line with nothing in it. */
export const contentless = (line: string): boolean => line.trim() === ''

/** Runs a command: an expected failure is one clear message on standard error and exit code 1, never a stack. */
export const orExplain = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`xiangfa: ${error.message}\n`)
    process.exitCode = 1
  }
}
