import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Cipher } from '../../ports/cipher.ts'

const NONCE = 12
const TAG = 16
/** Most keys of a ring: a version is one byte. */
const MOST_KEYS = 255

const derive = (secret: Uint8Array, purpose: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `xiangfa ${purpose}`, 32))
const hmac = (key: Buffer, value: string) => createHmac('sha256', key).update(value).digest('base64url')

/** A cipher that knows under which version of the key a value stands, for rotation. */
export type VersionedCipher = Cipher & {
  /** Version of the newest key, from 1. */
  readonly version: number
  /** Version that a sealed value or a keyed hash stands under. */
  readonly versionOf: (value: Uint8Array | string) => number
  /** A keyed hash made under an older key, as the newest ring makes it. The value that was hashed is not needed. */
  readonly reindex: (hash: string) => string
}

/**
 * AES-256-GCM under a key derived from the newest of `ring` (32 bytes each, oldest first): version byte, 12-byte nonce, 16-byte tag,
 * ciphertext. Every version is opened. The context is authenticated. Look-up hashes are HMAC-SHA256 under further derived keys, one over
 * the other for each version, so that a hash can be carried over to a new key although what was hashed is stored nowhere; from the second
 * version on a hash says its version before a point.
 */
export const createAesCipher = (ring: Uint8Array | readonly Uint8Array[]): VersionedCipher => {
  const secrets: readonly Uint8Array[] = ring instanceof Uint8Array ? [ring] : ring
  if (secrets.length === 0 || secrets.length > MOST_KEYS) throw new RangeError(`a ring has 1 to ${MOST_KEYS} keys`)
  const sealKeys = secrets.map((secret) => derive(secret, 'seal v1'))
  const indexKeys = secrets.map((secret) => derive(secret, 'index v1'))
  const version = secrets.length
  const newest = sealKeys[version - 1] ?? Buffer.alloc(0)
  const versionOf = (value: Uint8Array | string): number => {
    if (typeof value !== 'string') return value[0] ?? 0
    return value.includes('.') ? Number(value.slice(0, value.indexOf('.'))) : 1
  }
  const marked = (hash: string) => (version === 1 ? hash : `${version}.${hash}`)
  const carried = (bare: string, from: number) => marked(indexKeys.slice(from).reduce((hash, key) => hmac(key, hash), bare))
  return {
    version,
    versionOf,
    seal(plain, context) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      try {
        const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
        const key = sealKeys[(bytes[0] ?? 0) - 1]
        if (!key) throw new Error(`unknown version ${bytes[0]}`)
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG))
        return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()])
      } catch (cause) {
        throw new AppError('cipher.open', { place: context }, cause)
      }
    },
    index: (value) => carried(hmac(indexKeys[0] ?? Buffer.alloc(0), value), 1),
    reindex(hash) {
      const from = versionOf(hash)
      if (from > version) throw new AppError('cipher.open', { place: `a hash of version ${from}` })
      return from === version ? hash : carried(hash.includes('.') ? hash.slice(hash.indexOf('.') + 1) : hash, from)
    },
  }
}
