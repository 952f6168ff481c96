/** A value bound to a statement or read from a row. */
export type SqlValue = string | number | boolean | Uint8Array | null

/** A row as read; booleans come as true/false or 1/0, by dialect. */
export type SqlRow = Readonly<Record<string, SqlValue>>

/** One statement of a batch; `?` are its parameters. With `expect` the batch is undone where fewer rows changed. */
export type SqlStatement = { readonly sql: string; readonly params: readonly SqlValue[]; readonly expect?: number }

/** `rows[i]` are the rows that statement i returned. Undone batches say at which statement. */
export type BatchResult =
  | { readonly kind: 'done'; readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly kind: 'undone'; readonly at: number; readonly why: 'expect' | 'unique' | 'conflict' }

/** A database that both dialects can be: statements are data, so that a transaction never waits for our own code. */
export interface SqlDriver {
  readonly dialect: 'sqlite' | 'postgresql'
  all(sql: string, params: readonly SqlValue[]): Promise<readonly SqlRow[]>
  /** All statements in one transaction, in order; all or none. */
  batch(statements: readonly SqlStatement[]): Promise<BatchResult>
  /** Runs a script of statements separated by semicolons, in one transaction. */
  script(sql: string): Promise<void>
  /** Runs while no other process of the same database runs anything this way. */
  alone<T>(run: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
