import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'

/** A Redis of a test's own, to be stopped, begun again on the same port, and emptied. */
export type PrivateRedis = {
  readonly url: string
  readonly begin: () => Promise<void>
  /** Ends it at once. */
  readonly kill: () => Promise<void>
  readonly flush: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Starts a Redis on a free port. Rejects where redis-server is not installed. */
export const privateRedis = async (): Promise<PrivateRedis> => {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-redis-'))
  const url = `redis://127.0.0.1:${port}/0`
  let child: ReturnType<typeof spawn> | undefined
  const ask = async (command: (redis: Redis) => Promise<unknown>): Promise<void> => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
    redis.on('error', () => undefined)
    try {
      await redis.connect()
      await command(redis)
    } finally {
      redis.disconnect()
    }
  }
  const begin = async (): Promise<void> => {
    const started = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    })
    child = started
    const failed = new Promise<never>((_, reject) => started.once('error', reject))
    const answers = async () => {
      for (;;) {
        try {
          return await ask((redis) => redis.ping())
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
    }
    await Promise.race([failed, answers()])
  }
  const kill = async (): Promise<void> => {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }
  await begin()
  return {
    url,
    begin,
    kill,
    flush: () => ask((redis) => redis.flushall()),
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whether there is a redis-server to start. In CI there must be; elsewhere its absence is said. */
export const hasRedis = async (): Promise<boolean> => {
  const found = await new Promise<boolean>((resolve) => {
    const child = spawn('redis-server', ['--version'], { stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
  if (!found && process.env['CI'] !== undefined) throw new Error('redis-server is not installed')
  if (!found) process.stderr.write('Tests on Redis are left out: redis-server is not installed\n')
  return found
}
