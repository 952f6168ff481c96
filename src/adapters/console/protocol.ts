import { z } from 'zod'
import { staffRoles } from '../../core/staff-role.ts'

const speaker = z.object({
  role: z.enum(['villager', 'counsel', 'grid-worker', ...staffRoles]),
  name: z.string().min(1).max(60),
  group: z.string().min(1).max(60).optional(),
})

/** What a terminal tells a running server, one JSON object a line. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listen'), id: z.number(), speaker }),
  z.object({ kind: z.literal('text'), id: z.number(), speaker, text: z.string() }),
  z.object({ kind: z.literal('location'), id: z.number(), speaker, latitude: z.number(), longitude: z.number() }),
  /** `bytes` in base64. */
  z.object({ kind: z.literal('file'), id: z.number(), speaker, name: z.string(), bytes: z.string() }),
])
export type Request = z.infer<typeof requestSchema>

const part = z.object({
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  files: z.array(z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })).optional(),
  from: z.string().optional(),
})

/** What the server answers: replies as they are sent, and for each request that everything has been said, or what is wrong. */
export const responseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), chat: z.string(), part }),
  z.object({ kind: z.literal('settled'), id: z.number() }),
  z.object({ kind: z.literal('wrong'), id: z.number(), message: z.string() }),
])
export type Response = z.infer<typeof responseSchema>

/** Cuts a stream of bytes into lines. Throws where a line is longer than `limit` characters. */
export const lineReader = (limit: number, onLine: (line: string) => void): ((chunk: Buffer) => void) => {
  const decoder = new TextDecoder()
  let rest = ''
  return (chunk) => {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > limit) throw new RangeError('line too long')
    for (const line of lines) if (line.trim() !== '') onLine(line)
  }
}
