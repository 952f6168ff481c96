import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import { AppError } from '../../core/errors.ts'
import type { Live } from './department-schema.ts'

const LARGEST = 256 * 1024

/** What came of a call: the JSON that was answered, or why there is none. */
export type Called = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'failed'; readonly why: 'slow' | 'down' | 'wrong' }

/** Calls a department's service with the fields of one look-up. */
export type AskService = (fields: Readonly<Record<string, string>>, at: number, nonce: string) => Promise<Called>

/**
 * A caller of the service that `live` names, and of nothing else: the address is taken from the settings alone, a redirect counts as a wrong answer, and
 * what identifies a person goes in the body, never in the address. Throws `content.invalid` where a key or certificate cannot be read.
 */
export const createService = (live: Live): AskService => {
  const url = new URL(live.url)
  const { auth } = live
  const secret = auth.kind === 'hmac' ? read(auth['secret-file']).toString('utf8').trim() : ''
  const tls: RequestOptions =
    auth.kind === 'mtls'
      ? { cert: read(auth['cert-file']), key: read(auth['key-file']), ...(auth['ca-file'] === undefined ? {} : { ca: read(auth['ca-file']) }) }
      : {}
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  return (fields, at, nonce) =>
    new Promise((resolve) => {
      const body = JSON.stringify(fields)
      const done = (called: Called) => {
        clearTimeout(timer)
        resolve(called)
        call.destroy()
      }
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(auth.kind === 'hmac' ? signature(auth['key-id'], secret, url, body, at, nonce) : {}),
      }
      const call = send(url, { method: 'POST', headers, agent: false, ...tls }, (response) => {
        const chunks: Buffer[] = []
        let size = 0
        if (response.statusCode !== 200) return done({ kind: 'failed', why: (response.statusCode ?? 0) >= 500 ? 'down' : 'wrong' })
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > LARGEST) done({ kind: 'failed', why: 'wrong' })
          else chunks.push(chunk)
        })
        response.on('error', () => done({ kind: 'failed', why: 'down' }))
        response.on('end', () => done(parsed(Buffer.concat(chunks).toString('utf8'))))
      })
      // One limit for the whole call: a service that sends a byte now and then is slow as well.
      const timer = setTimeout(() => done({ kind: 'failed', why: 'slow' }), live['timeout-seconds'] * 1_000)
      call.on('error', () => done({ kind: 'failed', why: 'down' }))
      call.end(body)
    })
}

const read = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new AppError('content.invalid', { detail: `${file}: cannot be read` }, cause)
  }
}

const parsed = (text: string): Called => {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'failed', why: 'wrong' }
  }
}

/** HMAC-SHA256 over method, path, time, nonce and the body's digest, a line each: nothing of it can be changed or sent again. */
const signature = (keyId: string, secret: string, url: URL, body: string, at: number, nonce: string): Readonly<Record<string, string>> => {
  const digest = createHash('sha256').update(body).digest('hex')
  const signed = ['POST', url.pathname + url.search, String(at), nonce, digest].join('\n')
  return {
    'x-key-id': keyId,
    'x-timestamp': String(at),
    'x-nonce': nonce,
    'x-signature': createHmac('sha256', secret).update(signed).digest('hex'),
  }
}
