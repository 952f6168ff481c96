import { readConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import type { Instant } from '../../core/ids.ts'
import { databasePlace } from '../../database.ts'
import { withData } from '../data-option.ts'
import { says } from '../output.ts'
import { fault, ok, saidBy } from './finding.ts'
import type { Finding } from './finding.ts'
import { lookAtContent } from './look-at-content.ts'
import { lookAtDatabase, lookAtSealed } from './look-at-database.ts'
import { lookAtDoors, lookAtRedis } from './look-at-doors.ts'
import { lookAtFolder, lookAtKey, lookAtNode } from './look-at-place.ts'
import { lookAtRoster } from './look-at-roster.ts'
import { lookAtBackup, lookAtWork } from './look-at-work.ts'

/** `network`: also what has to be asked for over the network beyond database and Redis. */
export type DoctorOptions = { readonly json: boolean; readonly network: boolean; readonly data?: string }

/**
 * `xiangfa doctor`: what is wrong and what to do, a finding a line, exit code 1 where one is a fault. Works beside a running server and
 * changes nothing.
 */
export const doctor = async (options: DoctorOptions, now: () => Instant = Date.now): Promise<void> => {
  const findings = await examine(options, now())
  const count = (grade: Finding['grade']): number => findings.filter((one) => one.grade === grade).length
  if (count('fault') > 0) process.exitCode = 1
  if (options.json) return void process.stdout.write(`${JSON.stringify({ ok: count('fault') === 0, findings })}\n`)
  for (const { grade, what, next } of findings)
    process.stdout.write(`${says(`doctor.${grade}`, { what })}\n${next === undefined ? '' : `${says('doctor.next', { next })}\n`}`)
  process.stdout.write(`${says('doctor.sum', { faults: count('fault'), warnings: count('warning'), good: count('ok') })}\n`)
}

const examine = async (options: DoctorOptions, now: Instant): Promise<readonly Finding[]> => {
  const settings = settingsOf(options.data)
  const about = 'mode' in settings ? await examineHouse(settings, options.network, now) : [settings]
  return [lookAtNode(), ...about, ...(await lookAtContent())]
}

const settingsOf = (data: string | undefined): Config | Finding => {
  try {
    return withData(readConfig(), data)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return fault('settings.wrong', { detail: String(error.fields['detail'] ?? error.message) })
  }
}

const examineHouse = async (config: Config, network: boolean, now: Instant): Promise<readonly Finding[]> => {
  const { findings, there, sound, reader } = await lookAtDatabase(config)
  try {
    const key = lookAtKey(config, there)
    const inside =
      sound && reader
        ? await guarded(config, async () => [
            ...(key.cipher ? [await lookAtSealed(reader, key.cipher)] : []),
            ...(await lookAtRoster(reader, config)),
            ...(await lookAtWork(reader, now)),
          ])
        : []
    return [
      ok('settings.good', { mode: config.mode }),
      ...lookAtFolder(config),
      ...key.findings,
      ...findings,
      ...inside,
      ...(await lookAtRedis(config)),
      ...(await lookAtDoors(config, network)),
      ...(there ? [lookAtBackup(config, now)] : []),
    ]
  } finally {
    await reader?.close()
  }
}

/** A database that fails while it is asked is a finding as well. */
const guarded = async (config: Config, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await look()
  } catch (error) {
    return [fault('database.unreadable', { place: databasePlace(config), detail: saidBy(error) })]
  }
}
