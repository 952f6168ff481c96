// The schema engine of Prisma as WebAssembly: makes migrations without a downloaded binary (for PostgreSQL it wants a server to talk to).
// Used when developing and in tests.
import { readFileSync } from 'node:fs'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

export const providers = ['sqlite', 'postgresql'] as const
export type Provider = (typeof providers)[number]

const folder = new URL('../node_modules/@prisma/schema-engine-wasm/', import.meta.url)

const instantiate = async () => {
  const glue = await import(new URL('schema_engine_bg.js', folder).href)
  const wasm = readFileSync(new URL('schema_engine_bg.wasm', folder))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue })
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => process.stderr.write(`${text}\n`) } })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue.SchemaEngine
}

// The module keeps its memory in a global: instantiated once a process.
let loaded: ReturnType<typeof instantiate> | undefined
const loadEngine = () => {
  loaded ??= instantiate()
  return loaded
}

const schemaOf = (provider: Provider, models: string) => ({
  tag: 'schemaDatamodel',
  files: [{ path: 'schema.prisma', content: `datasource db {\n  provider = "${provider}"\n}\n${models}` }],
})

/** SQL that brings a database of the models `from` (undefined: an empty one) to the models `to`; '' where nothing differs. */
export const sqlBetween = async (provider: Provider, from: string | undefined, to: string): Promise<string> => {
  const Engine = await loadEngine()
  const target = schemaOf(provider, to)
  const file = target.files[0]
  const adapter =
    provider === 'sqlite'
      ? new PrismaBetterSqlite3({ url: ':memory:' })
      : new PrismaPg({ connectionString: process.env.XIANGFA_TEST_POSTGRES ?? 'postgresql://root@127.0.0.1:5432/test' })
  const engine = await Engine.new({ datamodels: [[file?.path, file?.content]] }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
  const result = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : schemaOf(provider, from),
    to: target,
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  const sql: string = result.stdout ?? ''
  return sql.includes('This is an empty migration') ? '' : sql.trim()
}
