/** Authenticated encryption of personal data at rest, and keyed hashes for look-up. */
export interface Cipher {
  /** `context` binds the sealed value to its place: opening it under another one fails. */
  seal(plain: string | Uint8Array, context: string): Uint8Array
  /** Throws `cipher.open` where the key, the context or the bytes are wrong. */
  open(sealed: Uint8Array, context: string): Uint8Array
  /** Keyed hash, equal for equal input; cannot be turned back without the key. */
  index(value: string): string
}
