import { openSqlite } from '../adapters/sql/sqlite-driver.ts'
import type { SqlDriver, SqlStatement } from '../adapters/sql/driver.ts'

/** Batches in the order in which they were asked for; those of one group were asked for at the same moment. */
export type Recorded = readonly (readonly (readonly SqlStatement[])[])[]

/** Between a process and its database: writes down every batch while told to. */
export type Recorder = {
  readonly through: (driver: SqlDriver) => SqlDriver
  readonly begin: () => void
  readonly end: () => Recorded
  readonly driver: () => SqlDriver
}

/** What a house asks of its database, to be done again without it. */
export const createRecorder = (): Recorder => {
  let groups: (readonly SqlStatement[])[][] | undefined
  let fresh = true
  let own: SqlDriver | undefined
  return {
    through(driver) {
      own = driver
      return {
        ...driver,
        batch(statements) {
          if (groups) {
            if (fresh) {
              groups.push([])
              setImmediate(() => {
                fresh = true
              })
            }
            fresh = false
            groups.at(-1)?.push(statements)
          }
          return driver.batch(statements)
        },
      }
    },
    begin() {
      groups = []
      fresh = true
    },
    end() {
      const recorded = groups ?? []
      groups = undefined
      return recorded
    },
    driver() {
      if (!own) throw new Error('no database is open')
      return own
    },
  }
}

/** Does the same again on a copy of the database, by the same prepared statements in the same transactions and nothing else; seconds that it took. */
export const replay = async (file: string, recorded: Recorded): Promise<number> => {
  const driver = openSqlite(file)
  const begun = performance.now()
  for (const group of recorded) await Promise.all(group.map((statements) => driver.batch(statements)))
  const seconds = (performance.now() - begun) / 1_000
  await driver.close()
  return seconds
}
