import type { IncomingMessage } from 'node:http'
import { ApiFault } from './world.ts'

/** Parameters of a call; a file is its name and bytes. */
export type Params = Readonly<Record<string, unknown>>
export type Upload = { readonly name: string; readonly bytes: Uint8Array }

/** Reads a request's parameters as the Bot API takes them: query, JSON, form or multipart. */
export const readParams = async (request: IncomingMessage, url: URL): Promise<Params> => {
  const fromQuery = [...url.searchParams].map(([name, value]): [string, unknown] => [name, parsed(value)])
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return Object.fromEntries(fromQuery)
  if (type.startsWith('application/json')) return { ...Object.fromEntries(fromQuery), ...jsonOf(body) }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new ApiFault(400, 'Bad Request: wrong Content-Type')
  })
  const params: Record<string, unknown> = Object.fromEntries(fromQuery)
  for (const [name, value] of form)
    params[name] = typeof value === 'string' ? parsed(value) : { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }
  return attached(params)
}

const jsonOf = (body: Buffer): Params => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Said below.
  }
  throw new ApiFault(400, "Bad Request: can't parse request body")
}

/** Forms carry text only: what is JSON but not a bare string is read as such. */
const parsed = (value: string): unknown => {
  if (!/^(?:-?\d+|true|false|[[{].*)$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** `attach://name` stands for the file of that name. */
const attached = (params: Record<string, unknown>): Params => {
  const used = new Set<string>()
  const filled = Object.entries(params).map(([name, value]): [string, unknown] => {
    const reference = typeof value === 'string' ? /^attach:\/\/(.+)$/.exec(value)?.[1] : undefined
    if (reference === undefined) return [name, value]
    used.add(reference)
    return [name, params[reference]]
  })
  return Object.fromEntries(filled.filter(([name]) => !used.has(name)))
}
