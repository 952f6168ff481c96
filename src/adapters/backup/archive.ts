import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../core/errors.ts'
import type { Cipher } from '../../ports/cipher.ts'

const MAGIC = Buffer.from('XIANGFA1')
const ID = 16
const CHUNK = 1024 * 1024
/** A sealed chunk is little larger than its content. */
const LARGEST_RECORD = CHUNK + 1024
const LARGEST_HEADER = 4096
/** High bit of a record's length: the last one. */
const LAST = 0x80000000

/** One file of an archive, read when its turn comes. */
export type Entry = { readonly name: string; readonly size: number; readonly bytes: () => AsyncIterable<Uint8Array> }
/** What becomes of an entry's bytes. */
export type Sink = { readonly write: (bytes: Uint8Array) => Promise<void>; readonly end: () => Promise<void> }

/**
 * Writes entries into one file, sealed in chunks whose place and whose end are authenticated: nothing can be cut off, swapped or changed
 * unnoticed. The file appears under its name only when it is whole and on the disk.
 */
export const writeArchive = async (file: string, cipher: Cipher, entries: AsyncIterable<Entry>): Promise<void> => {
  const part = `${file}.part`
  const out = await open(part, 'w', 0o600)
  const id = randomBytes(ID)
  let held: Buffer[] = []
  let size = 0
  let n = 0
  const record = async (plain: Buffer, last: boolean) => {
    const sealed = cipher.seal(plain, contextOf(id, n, last))
    const length = Buffer.alloc(4)
    length.writeUInt32BE((sealed.length | (last ? LAST : 0)) >>> 0)
    await out.write(Buffer.concat([length, sealed]))
    n += 1
  }
  const flush = async (last: boolean) => {
    const all = Buffer.concat(held)
    let at = 0
    for (; all.length - at >= CHUNK; at += CHUNK) await record(all.subarray(at, at + CHUNK), false)
    held = [all.subarray(at)]
    size = all.length - at
    if (last) await record(all.subarray(at), true)
  }
  const add = async (bytes: Uint8Array) => {
    held.push(Buffer.from(bytes))
    size += bytes.length
    if (size >= CHUNK) await flush(false)
  }
  try {
    await out.write(Buffer.concat([MAGIC, id]))
    for await (const entry of entries) {
      const header = Buffer.from(JSON.stringify({ name: entry.name, size: entry.size }))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(header.length)
      await add(Buffer.concat([length, header]))
      let written = 0
      for await (const bytes of entry.bytes()) {
        await add(bytes)
        written += bytes.length
      }
      if (written !== entry.size) throw new AppError('backup.changed', { name: entry.name })
    }
    await flush(true)
    await out.sync()
    await out.close()
    await rename(part, file)
  } catch (error) {
    await out.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

/** Reads an archive entry by entry. Throws `backup.damaged` where anything is missing or changed, or the key is another one. */
export const readArchive = async (file: string, cipher: Cipher, sinkFor: (name: string, size: number) => Promise<Sink>): Promise<void> => {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new AppError('file.unreadable', { place: file, detail: error.code ?? error.message }, error)
  })
  try {
    const source = chunksOf(file, handle, cipher)
    let held = Buffer.alloc(0)
    const more = async (): Promise<boolean> => {
      const next = await source.next()
      if (next.done === true) return false
      held = Buffer.concat([held, next.value])
      return true
    }
    const take = async (length: number): Promise<Buffer> => {
      while (held.length < length) if (!(await more())) throw damaged(file, 'cut off')
      const taken = held.subarray(0, length)
      held = held.subarray(length)
      return taken
    }
    while (held.length > 0 || (await more())) {
      if (held.length === 0) continue
      const length = (await take(4)).readUInt32BE()
      if (length > LARGEST_HEADER) throw damaged(file, 'header')
      const { name, size } = headerOf(file, (await take(length)).toString('utf8'))
      const sink = await sinkFor(name, size)
      for (let left = size; left > 0; ) {
        const bytes = await take(Math.min(left, held.length === 0 ? Math.min(CHUNK, left) : held.length))
        await sink.write(bytes)
        left -= bytes.length
      }
      await sink.end()
    }
  } finally {
    await handle.close()
  }
}

const contextOf = (id: Buffer, n: number, last: boolean): string => `backup ${id.toString('hex')} ${n}${last ? ' end' : ''}`

const damaged = (place: string, detail: string, cause?: unknown) => new AppError('backup.damaged', { place, detail }, cause)

const headerOf = (file: string, json: string): { readonly name: string; readonly size: number } => {
  const read: unknown = JSON.parse(json)
  if (typeof read === 'object' && read !== null && 'name' in read && 'size' in read && typeof read.name === 'string' && typeof read.size === 'number')
    return { name: read.name, size: read.size }
  throw damaged(file, 'header')
}

async function* chunksOf(file: string, handle: FileHandle, cipher: Cipher): AsyncGenerator<Buffer> {
  let at = 0
  const next = async (length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = await handle.read(bytes, 0, length, at)
    if (bytesRead < length) throw damaged(file, 'cut off')
    at += length
    return bytes
  }
  const head = await next(MAGIC.length + ID)
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged(file, 'not a backup')
  const id = head.subarray(MAGIC.length)
  for (let n = 0; ; n += 1) {
    const word = (await next(4)).readUInt32BE()
    const last = word >= LAST
    const length = last ? word - LAST : word
    if (length > LARGEST_RECORD) throw damaged(file, 'record')
    const sealed = await next(length)
    try {
      yield Buffer.from(cipher.open(sealed, contextOf(id, n, last)))
    } catch (error) {
      throw error instanceof AppError && error.code === 'cipher.open' ? damaged(file, 'wrong key or changed bytes', error) : error
    }
    if (last) break
  }
  if ((await handle.stat()).size !== at) throw damaged(file, 'something follows its end')
}
