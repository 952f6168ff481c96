import { mkdirSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { AppError } from '../../core/errors.ts'
import type { FileRef } from '../../core/message.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { Files } from '../../ports/files.ts'
import type { Ids } from '../../ports/system.ts'

const LARGEST = 20 * 1024 * 1024
const LONGEST_NAME = 120

/** What is taken: pictures, documents, sound. The type is read from the bytes, never from the name. */
const TAKEN: readonly RegExp[] = [
  /^image\/(jpeg|png|gif|webp|heic|heif|bmp)$/,
  /^application\/pdf$/,
  /^application\/vnd\.openxmlformats-officedocument\./,
  /^application\/x-cfb$/,
  /^audio\//,
  /^video\/(mp4|quicktime|webm)$/,
]

const isText = (bytes: Uint8Array): boolean => {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}

const cleanName = (name: string): string =>
  name
    .replace(/[\u0000-\u001f\u007f/\\]/g, ' ')
    .trim()
    .slice(-LONGEST_NAME) || 'file'

/**
 * Files of at most 20 MB as sealed bytes in `folder`, one file each, named by its id.
 * `put` throws `file.too-large` or `file.type`; an empty file has the type `empty`.
 */
export const createEncryptedFiles = (folder: string, cipher: Cipher, ids: Ids): Files => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const place = (id: string) => join(folder, id)
  return {
    async put(name, bytes): Promise<FileRef> {
      if (bytes.byteLength > LARGEST) throw new AppError('file.too-large', { size: bytes.byteLength, limit: LARGEST })
      if (bytes.byteLength === 0) throw new AppError('file.type', { type: 'empty' })
      const found = (await fileTypeFromBuffer(bytes))?.mime ?? (isText(bytes) ? 'text/plain' : 'unknown')
      if (found !== 'text/plain' && !TAKEN.some((type) => type.test(found))) throw new AppError('file.type', { type: found })
      const id = ids.next()
      await writeFile(`${place(id)}.new`, cipher.seal(bytes, `file ${id}`), { mode: 0o600, flush: true })
      await rename(`${place(id)}.new`, place(id))
      return { id, name: cleanName(name), mime: found, size: bytes.byteLength }
    },
    async remove(id) {
      if (/^[\w-]+$/.test(id)) await rm(place(id), { force: true })
    },
    async get(id) {
      if (!/^[\w-]+$/.test(id)) return undefined
      const sealed = await readFile(place(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return sealed && cipher.open(sealed, `file ${id}`)
    },
  }
}
