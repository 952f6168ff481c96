import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Cipher } from '../../ports/cipher.ts'

const VERSION = 1
const NONCE = 12
const TAG = 16

/**
 * AES-256-GCM under a key derived from `secret` (32 bytes): version byte, 12-byte nonce, 16-byte tag, ciphertext.
 * The context is authenticated. Look-up hashes are HMAC-SHA256 under a second derived key.
 */
export const createAesCipher = (secret: Uint8Array): Cipher => {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `xiangfa ${purpose}`, 32))
  const sealKey = derive('seal v1')
  const indexKey = derive('index v1')
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      try {
        const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
        if (bytes[0] !== VERSION) throw new Error(`unknown version ${bytes[0]}`)
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, 1 + NONCE))
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG))
        return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()])
      } catch (cause) {
        throw new AppError('cipher.open', { place: context }, cause)
      }
    },
    index: (value) => createHmac('sha256', indexKey).update(value).digest('base64url'),
  }
}
