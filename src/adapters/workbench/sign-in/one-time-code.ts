import { createHmac, randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000
const FIGURES = 6

/** A new secret of one-time codes: 20 bytes, base32 (RFC 4648). */
export const newSecret = (): string => {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

const bytesOf = (secret: string): Buffer => {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** The code of a step (RFC 4226 with SHA-1, six figures). */
export const codeAt = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const value = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff
  return String(value % 10 ** FIGURES).padStart(FIGURES, '0')
}

/** The step that a typed code is of (RFC 6238): now, or half a minute either way; undefined where it is none. */
export const stepOf = (secret: string, typed: string, now: number): number | undefined => {
  const code = typed.replace(/\s/g, '')
  const current = Math.floor(now / STEP_MS)
  return [current, current - 1, current + 1].find((step) => codeAt(secret, step) === code)
}

/** What a phone's app reads from the picture. */
export const otpAddress = (service: string, name: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(service)}:${encodeURIComponent(name)}?secret=${secret}&issuer=${encodeURIComponent(service)}`
