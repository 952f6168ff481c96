import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A language model's endpoint for tests: remembers what it was asked, answers as `behave` says. */
export type StubEndpoint = {
  readonly url: string
  readonly asked: readonly { readonly path: string; readonly key: string | undefined; readonly body: string }[]
  behave: (response: ServerResponse, request: IncomingMessage) => void
  readonly close: () => Promise<void>
}

/** An answer in the envelope of the chat completions interface. */
export const says = (content: string) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))

/** Opens one on a free port of this machine. */
export const openStubEndpoint = async (): Promise<StubEndpoint> => {
  const asked: { path: string; key: string | undefined; body: string }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body: Buffer.concat(parts).toString('utf8') })
      stub.behave(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stub: StubEndpoint = {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    behave: says('{"id": null}'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return stub
}
