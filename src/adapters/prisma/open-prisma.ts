import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as PostgresClient } from './generated/postgresql/client/client.ts'
import { PrismaClient as SqliteClient } from './generated/sqlite/client/client.ts'

/** Prisma's client over either database: the two generated clients have the same models, so one type stands for both. */
export type Prisma = SqliteClient

/** Opens Prisma's client for a SQLite file or a PostgreSQL address and its schema. For cold paths; close it with `$disconnect`. */
export const openPrisma = (database: { readonly file: string } | { readonly url: string; readonly schema?: string }): Prisma => {
  if ('file' in database) return new SqliteClient({ adapter: new PrismaBetterSqlite3({ url: `file:${database.file}` }) })
  const client: unknown = new PostgresClient({
    adapter: new PrismaPg({ connectionString: database.url }, database.schema === undefined ? {} : { schema: database.schema }),
  })
  return isClient(client) ? client : unreachable()
}

// The constructor gives a proxy, which is an instance of nothing.
const isClient = (client: unknown): client is Prisma => typeof client === 'object' && client !== null && '$transaction' in client && 'county' in client
const unreachable = (): never => {
  throw new Error('the generated clients differ: run the build again')
}
