import { existsSync, readdirSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cipher } from '../../ports/cipher.ts'

/** Seals the files of a folder anew that are under an older key than the newest; how many. Each is whole at every moment. */
export const resealFiles = async (
  folder: string,
  cipher: Cipher & { readonly version: number; readonly versionOf: (value: Uint8Array) => number },
): Promise<number> => {
  let count = 0
  for (const id of existsSync(folder) ? readdirSync(folder) : []) {
    if (!/^[\w-]+$/.test(id)) continue
    const place = join(folder, id)
    const sealed = await readFile(place)
    if (cipher.versionOf(sealed) === cipher.version) continue
    await writeFile(`${place}.new`, cipher.seal(cipher.open(sealed, `file ${id}`), `file ${id}`), { mode: 0o600, flush: true })
    await rename(`${place}.new`, place)
    count += 1
  }
  return count
}
