import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../core/ids.ts'

/** Paths of backups in a folder that are older than `before`. The newest one is always kept. */
export const expiredBackups = (folder: string, before: Instant): readonly string[] => {
  if (!existsSync(folder)) return []
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.xfb'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  return all
    .slice(1)
    .filter(({ at }) => at <= before)
    .map(({ path }) => path)
}
