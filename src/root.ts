import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the project: src/ and dist/ both lie directly in it. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
