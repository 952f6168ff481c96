import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** Results of slow work, kept in files under the hash of what they were made from. A file that cannot be read or written is made again. */
export type Stored = {
  /** The value of this kind made from `parts`, or undefined. */
  readonly read: (kind: string, parts: readonly string[]) => unknown
  readonly write: (kind: string, parts: readonly string[], value: unknown) => void
}

/** Older results than this many of a kind are thrown away. */
const KEPT = 4

/** Keeps results in `folder`, which is made. */
export const storedUnder = (folder: string): Stored => {
  const file = (kind: string, parts: readonly string[]): string => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(`${part.length}:`).update(part)
    return join(folder, `${kind}-${hash.digest('hex').slice(0, 32)}.bin`)
  }
  return {
    read(kind, parts) {
      try {
        return deserialize(readFileSync(file(kind, parts)))
      } catch {
        return undefined
      }
    },
    write(kind, parts, value) {
      try {
        mkdirSync(folder, { recursive: true })
        // Written aside and renamed: another process never reads half a file.
        const aside = join(folder, `${randomUUID()}.part`)
        writeFileSync(aside, serialize(value))
        renameSync(aside, file(kind, parts))
        prune(folder, kind)
      } catch {
        // A folder that cannot be written to costs the work each time, nothing else.
      }
    },
  }
}

const prune = (folder: string, kind: string): void => {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of files.slice(KEPT)) rmSync(join(folder, name), { force: true })
}
