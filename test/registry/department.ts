import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the department's service behaves now. */
export type Mood = 'good' | 'slow' | 'dripping' | 'wrong' | 'lies' | 'huge' | 'down' | 'redirects'

/** A department's service on this machine: it checks the signature as a department would, and can be slow, wrong and down. */
export type DepartmentService = {
  readonly url: string
  readonly asked: { readonly url: string; readonly body: Record<string, string>; readonly headers: IncomingHttpHeaders }[]
  mood: Mood
  records: readonly Record<string, unknown>[]
  readonly close: () => Promise<void>
}

export const SECRET = 'a-secret-of-the-department'

export const openDepartment = async (): Promise<DepartmentService> => {
  const seen = new Set<string>()
  const held = new Set<ServerResponse>()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      if (!signed(request, text, seen)) return void response.writeHead(401).end()
      service.asked.push({ url: request.url ?? '', body: JSON.parse(text) as Record<string, string>, headers: request.headers })
      answer(response)
    })
  })
  const answer = (response: ServerResponse): void => {
    const good = JSON.stringify({ code: 0, data: { list: service.records } })
    switch (service.mood) {
      case 'good':
        return void response.end(good)
      case 'slow':
        return void held.add(response)
      case 'dripping': {
        response.write(' ')
        held.add(response)
        return
      }
      case 'wrong':
        return void response.end('<html>系统维护中</html>')
      case 'lies':
        return void response.end(JSON.stringify({ code: 0, data: { list: [{ lx: '新类别' }] } }))
      case 'huge':
        return void response.end(JSON.stringify({ code: 0, data: { list: [], filling: 'x'.repeat(400_000) } }))
      case 'down':
        return void response.writeHead(503).end()
      case 'redirects':
        return void response.writeHead(302, { location: `${service.url}/elsewhere` }).end()
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const service: DepartmentService = {
    url: `http://127.0.0.1:${port}/status`,
    asked: [],
    mood: 'good',
    records: [],
    close: () =>
      new Promise((resolve) => {
        for (const response of held) response.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return service
}

const signed = (request: IncomingMessage, body: string, seen: Set<string>): boolean => {
  const { 'x-timestamp': at, 'x-nonce': nonce, 'x-signature': given } = request.headers
  if (typeof nonce !== 'string' || seen.has(nonce)) return false
  seen.add(nonce)
  const digest = createHash('sha256').update(body).digest('hex')
  return given === createHmac('sha256', SECRET).update(['POST', request.url, at, nonce, digest].join('\n')).digest('hex')
}
