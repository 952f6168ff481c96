import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createService } from '../../src/adapters/registry/ask-service.ts'
import { departmentsSchema } from '../../src/adapters/registry/department-schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiangfa-mtls-'))
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

/** A key and a certificate of `subject`, by the authority `ca` of the folder or by itself. */
const certify = (name: string, subject: string, ca: boolean) => {
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${subject}`)
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1\n')
  if (ca)
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'names',
      '-out',
      `${name}.pem`,
    )
  else openssl('x509', '-req', '-in', `${name}.csr`, '-signkey', `${name}.key`, '-days', '2', '-out', `${name}.pem`)
}

describe('a department that asks for a certificate', () => {
  let server: Server
  let url = ''
  const seen: string[] = []
  beforeAll(async () => {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=authority')
    certify('server', 'department', true)
    certify('own', 'xiangfa', true)
    certify('stranger', 'somebody', false)
    server = createServer(
      {
        cert: readFileSync(at('server.pem')),
        key: readFileSync(at('server.key')),
        ca: readFileSync(at('ca.pem')),
        requestCert: true,
        rejectUnauthorized: true,
      },
      (request, response) => {
        const peer = 'getPeerCertificate' in request.socket ? (request.socket.getPeerCertificate as () => { subject: { CN: string } })() : undefined
        seen.push(peer?.subject.CN ?? '')
        response.end('{"code":0}')
      },
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/status`
  }, 120_000)
  afterAll(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  })

  const ask = (own: string, ca: string | undefined) => {
    const { department } = departmentsSchema.parse({
      department: {
        name: '县民政局',
        basis: '《社会救助法》第四十二条',
        live: {
          url,
          auth: { kind: 'mtls', 'cert-file': at(`${own}.pem`), 'key-file': at(`${own}.key`), ...(ca === undefined ? {} : { 'ca-file': at(ca) }) },
          'timeout-seconds': 30,
          request: { id: 'id' },
          response: { good: { path: 'code', equals: '0' }, records: 'list', status: { fixed: 'disability' } },
        },
      },
    })
    if (!department?.live) throw new Error('no service')
    return createService(department.live)({ id: '1' }, 0, 'nonce')
  }

  it('is shown the certificate of the settings, and checked by its authority', async () => {
    expect(await ask('own', 'ca.pem')).toEqual({ kind: 'json', value: { code: 0 } })
    expect(seen).toEqual(['xiangfa'])
  })
  it('is not asked where somebody else stands in its place, and answers no stranger', async () => {
    expect(await ask('own', undefined)).toEqual({ kind: 'failed', why: 'down' })
    expect(await ask('stranger', 'ca.pem')).toEqual({ kind: 'failed', why: 'down' })
    expect(seen).toEqual(['xiangfa'])
  })
})
