import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../contract/free-port.ts'

/** A PostgreSQL server of a test's own, to be crashed and begun again on the same port. */
export type PrivatePostgres = {
  readonly port: number
  readonly begin: () => Promise<void>
  /** Ends it at once, as a crash does: what was committed is there after the next beginning. */
  readonly crash: () => Promise<void>
  readonly remove: () => Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'

/** Folder of the server's programs; undefined where it is not installed. */
const binaries = (): string | undefined => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const found = [...versions.map((version) => join(DEBIAN, version, 'bin')), '/usr/bin', '/usr/local/bin'].find((folder) => existsSync(join(folder, 'initdb')))
  return found
}

/** Whether there is a server to start. In CI there must be; elsewhere its absence is said. */
export const hasPrivatePostgres = (): boolean => {
  if (binaries() !== undefined) return true
  if (process.env['CI'] !== undefined) throw new Error('the PostgreSQL server is not installed')
  process.stderr.write('Tests on a PostgreSQL of their own are left out: the server is not installed\n')
  return false
}

/** It refuses to run as root: then it runs as the user that Debian made for it. */
const whoRuns = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Starts a server on a free port, with an empty database `xiangfa` of user `xiangfa`. */
export const privatePostgres = async (): Promise<PrivatePostgres> => {
  const bin = binaries() ?? ''
  const port = await freePort()
  // A folder that the other user may enter.
  const home = mkdtempSync('/tmp/xiangfa-pg-')
  const who = whoRuns()
  if (who.uid !== undefined && who.gid !== undefined) chownSync(home, who.uid, who.gid)
  const data = join(home, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'xiangfa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], {
    ...who,
    cwd: home,
    stdio: 'ignore',
  })
  let child: ChildProcess | undefined
  const ask = async (database: string, sql: string): Promise<void> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'xiangfa', database })
    client.on('error', () => undefined)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const begin = async (): Promise<void> => {
    // What is written outlives the process without being forced to the disk.
    const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'max_connections=100']
    const started = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
      ...who,
      cwd: home,
      stdio: 'ignore',
    })
    child = started
    for (;;) {
      if (started.exitCode !== null) throw new Error(`postgres ended with ${started.exitCode}`)
      try {
        return await ask('postgres', 'SELECT 1')
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }
  const crash = async (): Promise<void> => {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGQUIT')
    await ended
  }
  await begin()
  await ask('postgres', 'CREATE DATABASE xiangfa')
  return {
    port,
    begin,
    crash,
    async remove() {
      await crash()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
