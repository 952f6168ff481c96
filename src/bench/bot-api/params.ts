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
  const params: Record<string, unknown> = Object.fromEntries(fromQuery)
  for (const [name, value] of fieldsOf(body, type)) params[name] = typeof value === 'string' ? parsed(value) : value
  return attached(params)
}

const fieldsOf = (body: Buffer, type: string): readonly (readonly [string, string | Upload])[] => {
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body.toString('utf8'))]
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?/.exec(type)?.[1]
  if (boundary === undefined) throw new ApiFault(400, 'Bad Request: wrong Content-Type')
  return partsOf(body, boundary)
}

/** The parts of a multipart body. Clients differ in how they write the headers, so names are read leniently. */
const partsOf = (body: Buffer, boundary: string): readonly (readonly [string, string | Upload])[] => {
  const mark = Buffer.from(`--${boundary}`)
  const parts: (readonly [string, string | Upload])[] = []
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length)
    if (next < 0) break
    const part = body.subarray(at + mark.length + 2, next - 2)
    const head = part.indexOf('\r\n\r\n')
    const headers = part.subarray(0, head).toString('utf8')
    const content = part.subarray(head + 4)
    const name = /[;\s]name="?([^";\r\n]+)"?/i.exec(headers)?.[1]
    const file = /filename\*=(?:UTF-8'')?([^;\r\n]+)/i.exec(headers)?.[1] ?? /filename="?([^";\r\n]+)"?/i.exec(headers)?.[1]
    if (name !== undefined)
      parts.push([name, file === undefined ? content.toString('utf8') : { name: decodeURIComponent(file), bytes: new Uint8Array(content) }])
    at = next
  }
  return parts
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
