import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Of scrypt (RFC 7914): 32 MB of memory and about a fifth of a second a try. */
const COST = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const LENGTH = 32
/** Least number of characters of a password. */
export const PASSWORD_LEAST = 10

const hash = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** A password as it is stored: salt and hash. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt:${salt.toString('base64url')}:${(await hash(password, salt)).toString('base64url')}`
}

/** Whether it is the password of a stored hash. Takes as long where there is none. */
export const isPassword = async (password: string, stored: string | undefined): Promise<boolean> => {
  const [, salt = '', key = ''] = (stored ?? `scrypt:${'A'.repeat(22)}:${'A'.repeat(43)}`).split(':')
  const [wanted, got] = [Buffer.from(key, 'base64url'), await hash(password, Buffer.from(salt, 'base64url'))]
  return stored !== undefined && wanted.length === got.length && timingSafeEqual(wanted, got)
}
