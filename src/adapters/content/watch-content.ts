import { watch } from 'node:fs'
import { join } from 'node:path'

const QUIET_MS = 300

/** Calls `changed` when files of intents/ or flows/ were saved and nothing more came for a moment. The returned function ends it. */
export const watchContent = (root: string, changed: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, QUIET_MS)
    timer.unref()
  }
  const watchers = ['intents', 'flows'].map((folder) => watch(join(root, folder), (_, name) => (name === null || name.endsWith('.yml') ? soon() : undefined)))
  for (const watcher of watchers) watcher.unref()
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
