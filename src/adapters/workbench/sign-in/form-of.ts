import type { Context } from 'hono'

/** What a form sent: first value by name, without files. */
export const formOf = async (context: Context): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(await context.req.parseBody()).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
