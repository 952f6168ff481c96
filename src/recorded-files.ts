import type { Files } from './ports/files.ts'
import type { Store } from './ports/store.ts'
import type { Clock } from './ports/system.ts'

/** Files of which the store knows. */
export const recordedFiles = (files: Files, store: Pick<Store, 'addFile'>, clock: Clock): Files => ({
  ...files,
  async put(name, bytes) {
    const file = await files.put(name, bytes)
    await store.addFile(file, clock.now())
    return file
  },
})
