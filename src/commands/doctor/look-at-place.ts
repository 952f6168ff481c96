import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createAesCipher } from '../../adapters/cipher/aes-cipher.ts'
import type { VersionedCipher } from '../../adapters/cipher/aes-cipher.ts'
import { keyPlace, readKeys } from '../../adapters/system/data-folder.ts'
import type { Config } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import { databaseFile } from '../../database.ts'
import { root } from '../../root.ts'
import { fault, ok, saidBy, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const MB = 1024 * 1024
const FULL_MB = 100
const LOW_MB = 1_024
const OTHERS = 0o077

/** Whether this Node.js is one that package.json allows. */
export const lookAtNode = (version = process.versions.node): Finding => {
  const { engines }: { readonly engines: { readonly node: string } } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const wanted = engines.node.replace(/[^\d.]/g, '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [least = 0, leastMinor = 0] = wanted.split('.').map(Number)
  return major > least || (major === least && minor >= leastMinor) ? ok('node.good', { version }) : fault('node.old', { version, wanted })
}

const mode = (place: string): string => (statSync(place).mode & 0o777).toString(8)
const othersRead = (place: string): boolean => (statSync(place).mode & OTHERS) !== 0

/** The data folder: whether it can be used, who may look into it, and the room on its disk. */
export const lookAtFolder = (config: Config): readonly Finding[] => {
  const place = config.data
  if (!existsSync(place)) return [warning('folder.absent', { place })]
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    return [fault('folder.unwritable', { place, detail: saidBy(error) })]
  }
  return [othersRead(place) ? warning('folder.open', { place, mode: mode(place) }) : ok('folder.good', { place }), roomOn(config)]
}

const roomOn = (config: Config): Finding => {
  const { bavail, bsize } = statfsSync(config.data)
  const free = Math.floor((bavail * bsize) / MB)
  const file = databaseFile(config)
  // A backup copies the database beside itself before it seals it.
  const copies = config.database === undefined && existsSync(file) ? Math.ceil((2 * statSync(file).size) / MB) : 0
  if (free < FULL_MB) return fault('disk.full', { free })
  return free < Math.max(LOW_MB, copies) ? warning('disk.low', { free, wanted: Math.max(LOW_MB, copies) }) : ok('disk.good', { free })
}

/** The ring of keys, and its file; `data`: whether there is something that it has sealed. */
export const lookAtKey = (config: Config, data: boolean): { readonly findings: readonly Finding[]; readonly cipher?: VersionedCipher } => {
  const demo = config.mode === 'demo'
  const place = keyPlace(config.data, config.keyFile, demo)
  if (place === undefined) return { findings: [fault('key.unset')] }
  if (!existsSync(place)) return { findings: [data || config.keyFile !== undefined ? fault('key.lost', { place }) : ok('key.later', { place })] }
  try {
    const keys = readKeys(config.data, config.keyFile, demo, undefined)
    const open = othersRead(place) ? [warning('key.open', { place, mode: mode(place) })] : []
    return { findings: [ok('key.good', { place, count: keys.length }), ...open], cipher: createAesCipher(keys) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { findings: [fault('key.unreadable', { place, detail: error.message })] }
  }
}
