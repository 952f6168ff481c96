import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readVitals } from '../../adapters/sql/vitals.ts'
import type { SqlReader } from '../../adapters/sql/sqlite-reader.ts'
import type { Config } from '../../config.ts'
import type { Instant } from '../../core/ids.ts'
import type { Waiting } from '../../ports/vitals.ts'
import { backupFolder } from '../backup.ts'
import { fault, ok, some, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The clocks of a database's server and of this machine differ by less. */
const APART = 2 * MINUTE
const BACKUP_DAYS = 2

const UNSEEN = 'SELECT COUNT(*) AS "n" FROM "StaffNotice" WHERE "seenAt" IS NULL AND "at" > ?'

/** What waits and what went wrong, in numbers; and the clock against the newest message. */
export const lookAtWork = async (reader: SqlReader, now: Instant): Promise<readonly Finding[]> => {
  const vitals = await readVitals(reader, now)
  const unseen = Number((await reader.all(UNSEEN, [now - 7 * DAY]))[0]?.['n'] ?? 0)
  const minutes = ({ since = now }: Waiting): number => Math.max(0, Math.floor((now - since) / MINUTE))
  const late = (waiting: Waiting, limit: number): boolean => waiting.since !== undefined && now - waiting.since > limit
  const { inbox, outbox, jobs, handoffs, newest } = vitals
  const wrong = [
    ...(newest !== undefined && newest > now + APART ? [fault('clock.behind', { minutes: Math.ceil((newest - now) / MINUTE) })] : []),
    ...(late(inbox, MINUTE) ? [fault('work.inbox', { count: inbox.count, minutes: minutes(inbox) })] : []),
    ...(late(outbox, 2 * MINUTE) ? [warning('work.outbox', { count: outbox.count, minutes: minutes(outbox) })] : []),
    ...(late(jobs, 10 * MINUTE) ? [warning('work.jobs', { count: jobs.count, minutes: minutes(jobs) })] : []),
    ...(vitals.failingDoors.length > 0 ? [fault('work.doors', { names: some(vitals.failingDoors.map(({ channel }) => channel)) })] : []),
    ...(vitals.aside > 0 ? [warning('work.aside', { count: vitals.aside })] : []),
    ...(vitals.dead > 0 ? [warning('work.dead', { count: vitals.dead })] : []),
    ...(vitals.parked > 0 ? [warning('work.parked', { count: vitals.parked })] : []),
    ...(late(handoffs, 4 * HOUR) ? [warning('work.handoffs', { count: handoffs.count, hours: Math.floor(minutes(handoffs) / 60) })] : []),
    ...(vitals.tasks.overdue > 0 ? [warning('work.overdue', { count: vitals.tasks.overdue })] : []),
    ...(unseen > 0 ? [warning('work.notices', { count: unseen })] : []),
  ]
  return wrong.length > 0 ? wrong : [ok('work.good')]
}

/** How old the newest backup is that lies where backups lie that were given no name. */
export const lookAtBackup = (config: Config, now: Instant): Finding => {
  if (config.database !== undefined) return ok('backup.postgresql', { data: config.data })
  const place = backupFolder(config)
  const made = (existsSync(place) ? readdirSync(place) : []).filter((name) => name.endsWith('.xfb')).map((name) => statSync(join(place, name)).mtimeMs)
  if (made.length === 0) return warning('backup.none', { place })
  const hours = Math.max(0, Math.floor((now - Math.max(...made)) / HOUR))
  return hours > BACKUP_DAYS * 24 ? warning('backup.old', { place, days: Math.floor(hours / 24) }) : ok('backup.good', { place, hours })
}
