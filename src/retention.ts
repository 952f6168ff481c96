import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expiredBackups } from './adapters/backup/expired-backups.ts'
import { loadRetention } from './adapters/content/load-retention.ts'
import type { SqlDriver } from './adapters/sql/driver.ts'
import { countExpired, endExpired } from './adapters/sql/retention.ts'
import { unpointedFiles } from './adapters/sql/unpointed-files.ts'
import type { Config } from './config.ts'
import type { Instant } from './core/ids.ts'
import { retentionKinds } from './core/retention.ts'
import type { Retention, RetentionKind } from './core/retention.ts'
import type { Cipher } from './ports/cipher.ts'
import type { Clock, Log } from './ports/system.ts'
import { root } from './root.ts'

const DAY_MS = 86_400_000
const FIRST_MS = 600_000

/** What is over of each kind. Logs are kept by the system, not by the program: none of them is counted. */
export type Expired = Readonly<Record<Exclude<RetentionKind, 'network-logs'>, number>>

/** The table of what is kept how long, as configured. Throws `content.invalid`. */
export const readRetention = (config: Pick<Config, 'retention'>): Retention => loadRetention(config.retention ?? join(root, 'src/texts/retention.yml'))

/** Ends what is kept no longer by the table; with `dry` only counts it. Beside a running server; twice changes nothing. */
export const keepRetention = async (
  config: Pick<Config, 'data' | 'retention'>,
  { driver, cipher }: { readonly driver: SqlDriver; readonly cipher: Cipher },
  now: Instant,
  dry: boolean,
): Promise<Expired> => {
  const table = readRetention(config)
  const counts = new Map<RetentionKind, number>()
  for (const kind of retentionKinds) {
    const before = now - table[kind].days * DAY_MS
    if (kind === 'network-logs') continue
    else if (kind === 'files') counts.set(kind, await endFiles(config, driver, cipher, before, dry))
    else if (kind === 'backups') counts.set(kind, endBackups(config, before, dry))
    else counts.set(kind, await (dry ? countExpired : endExpired)(driver, cipher, kind, before))
  }
  const of = (kind: RetentionKind) => counts.get(kind) ?? 0
  return {
    messages: of('messages'),
    drafts: of('drafts'),
    conversations: of('conversations'),
    files: of('files'),
    tasks: of('tasks'),
    cases: of('cases'),
    talks: of('talks'),
    audit: of('audit'),
    notices: of('notices'),
    backups: of('backups'),
  }
}

const endFiles = async (config: Pick<Config, 'data'>, driver: SqlDriver, cipher: Cipher, before: Instant, dry: boolean): Promise<number> => {
  const ids = await unpointedFiles(driver, cipher, before)
  if (dry) return ids.length
  for (const id of ids) {
    // The bytes first: a row without bytes is found again, bytes without a row are not.
    rmSync(join(config.data, 'files', id), { force: true })
    await driver.batch([{ sql: 'DELETE FROM "File" WHERE "id" = ?', params: [id] }])
  }
  return ids.length
}

const endBackups = (config: Pick<Config, 'data'>, before: Instant, dry: boolean): number => {
  const paths = expiredBackups(join(config.data, 'backups'), before)
  if (!dry) for (const path of paths) rmSync(path, { force: true })
  return paths.length
}

/** Ends it every day, and first some minutes after the start, so that whatever is started anew often comes to it; the timers, to be cleared. */
export const keepDaily = (
  config: Pick<Config, 'data' | 'retention'>,
  { clock, log, ...house }: { readonly driver: SqlDriver; readonly cipher: Cipher; readonly clock: Clock; readonly log: Log },
): readonly NodeJS.Timeout[] => {
  const keep = () =>
    void keepRetention(config, house, clock.now(), false).then(
      (ended) => log.info('kept no longer', { ...ended }),
      (error: unknown) => log.error('retention failed', { error }),
    )
  return [setTimeout(keep, FIRST_MS).unref(), setInterval(keep, DAY_MS).unref()]
}
