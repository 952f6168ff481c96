import type { FileRef } from '../core/message.ts'
import type { FileId } from '../core/ids.ts'

/** Bytes of files, encrypted at rest. */
export interface Files {
  /** Stores bytes under a new id. `name` is only shown, never used as a path. Throws `file.too-large` or `file.type` where it may not be taken. */
  put(name: string, bytes: Uint8Array): Promise<FileRef>
  /** Removes the bytes; nothing where there are none. */
  remove(id: FileId): Promise<void>
  /** The bytes, or undefined where there is no such file. */
  get(id: FileId): Promise<Uint8Array | undefined>
}
