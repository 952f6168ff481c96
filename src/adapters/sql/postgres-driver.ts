import pg from 'pg'
import { AppError } from '../../core/errors.ts'
import type { BatchResult, SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'

const INT8 = 20
/** Number of the advisory lock under which processes wait for each other; any, the same for all. */
const ALONE = 7_266_384
const UNIQUE_VIOLATION = '23505'
const CONFLICTS = new Set(['40001', '40P01'])

/** Statements that a connection keeps prepared; those beyond are planned anew each time. */
const MOST_PREPARED = 500

type Translated = { readonly text: string; readonly name?: string }
const translated = new Map<string, Translated>()
/** `?` to `$1`, and SQLite's names of types to PostgreSQL's; under a name it is prepared once a connection. */
const translate = (sql: string): Translated => {
  const known = translated.get(sql)
  if (known) return known
  let n = 0
  const text = sql
    .replace(/\?/g, () => `$${++n}`)
    .replaceAll('AS BLOB)', 'AS BYTEA)')
    .replaceAll('AS INTEGER)', 'AS BIGINT)')
  if (translated.size >= MOST_PREPARED) return { text }
  const made = { text, name: `x${translated.size}` }
  translated.set(sql, made)
  return made
}
const bind = (value: SqlValue) => (value instanceof Uint8Array ? Buffer.from(value) : value)
/** The server's own trouble, not that of what was asked: no connection (08), no space or memory (53), being stopped (57), its system (58). */
const TROUBLE = /^(08|53|57|58)/
const explained = (error: unknown): unknown => {
  if (error instanceof AppError || error instanceof TypeError || (error instanceof pg.DatabaseError && !TROUBLE.test(error.code ?? ''))) return error
  return new AppError('store.unavailable', { detail: error instanceof Error ? error.message || error.name : String(error) }, error)
}
const codeOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code : undefined)

/** What a failed statement undid. Throws the error where it is no clash with somebody else. */
const undoneBy = (error: unknown, at: number): BatchResult => {
  const code = codeOf(error)
  if (code === UNIQUE_VIOLATION) return { kind: 'undone', at, why: 'unique' }
  if (code !== undefined && CONFLICTS.has(code)) return { kind: 'undone', at, why: 'conflict' }
  throw error
}

/** node-postgres with a small pool. 64-bit integers are read as numbers: every one of ours is below 2^53. `waitMs`: for a connection, at the most. Throws `store.unavailable` where the server is out of reach, full or being stopped. */
export const openPostgres = (url: string, connections = 8, waitMs?: number): SqlDriver => {
  const types = new pg.TypeOverrides()
  types.setTypeParser(INT8, (text) => Number(text))
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    keepAlive: true,
    ...(waitMs === undefined ? {} : { connectionTimeoutMillis: waitMs }),
  })
  // A broken idle connection is replaced by the pool; the next query reports what matters.
  pool.on('error', () => undefined)
  const run = async (client: pg.Pool | pg.PoolClient, statement: SqlStatement) => {
    const result = await client.query<SqlRow>({ ...translate(statement.sql), values: statement.params.map(bind) })
    return { rows: result.rows, changes: result.rowCount ?? 0 }
  }
  const runAlone = async (client: pg.Pool, statement: SqlStatement): Promise<BatchResult> => {
    try {
      const result = await run(client, statement)
      return statement.expect !== undefined && result.changes < statement.expect
        ? { kind: 'undone', at: 0, why: 'expect' }
        : { kind: 'done', rows: [result.rows] }
    } catch (error) {
      return undoneBy(error, 0)
    }
  }
  return {
    dialect: 'postgresql',
    async all(sql, params) {
      try {
        return (await run(pool, { sql, params })).rows
      } catch (error) {
        throw explained(error)
      }
    },
    async batch(statements) {
      const [only, ...others] = statements
      // Alone it is a transaction of itself, in one round trip.
      if (only && others.length === 0 && (only.expect ?? 1) === 1) return runAlone(pool, only)
      const client = await pool.connect().catch((error: unknown) => {
        throw explained(error)
      })
      let at = 0
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const rows: (readonly SqlRow[])[] = []
        for (const statement of statements) {
          const result = await run(client, statement)
          if (statement.expect !== undefined && result.changes < statement.expect) {
            await client.query('ROLLBACK')
            return { kind: 'undone', at, why: 'expect' }
          }
          rows.push(result.rows)
          at += 1
        }
        await client.query('COMMIT')
        return { kind: 'done', rows }
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) broken = error instanceof Error ? error : new Error(String(error))
        // Where the server is being stopped nothing can be taken back, nor needs to be.
        else
          await client.query('ROLLBACK').catch((failure: Error) => {
            broken = failure
          })
        if (code === UNIQUE_VIOLATION) return { kind: 'undone', at, why: 'unique' }
        if (code !== undefined && CONFLICTS.has(code)) return { kind: 'undone', at, why: 'conflict' }
        throw explained(error)
      } finally {
        client.release(broken)
      }
    },
    async script(sql) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query(sql)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },
    async alone(run) {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [ALONE])
        return await run()
      } finally {
        // The lock goes with its connection.
        client.release(true)
      }
    },
    close: () => pool.end(),
  }
}
