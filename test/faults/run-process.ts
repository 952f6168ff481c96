import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../src/root.ts'

/** A process of the service that is begun again whenever it ends, as systemd does. */
export type Supervised = {
  readonly role: 'web' | 'worker' | 'door'
  /** Resolves when it serves. */
  readonly ready: () => Promise<void>
  readonly kill: () => void
  /** It does nothing until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  readonly begun: () => number
  /** What it wrote to standard error, the last part. */
  readonly errors: () => string
  /** Ends it for good: in order, or at once where it does not. */
  readonly end: () => Promise<void>
}

const AGAIN_MS = 200
const END_MS = 20_000

/** Begins a process of the service as built. */
export const runProcess = (role: Supervised['role'], env: Readonly<Record<string, string>>): Supervised => {
  let child: ChildProcess
  let begun = 0
  let ended = false
  let errors = ''
  let serves = false
  const waiting = new Set<() => void>()
  const start = () => {
    begun += 1
    serves = false
    child = spawn(process.execPath, [join(root, 'dist/main.js'), 'start', '--role', role], {
      env: { PATH: process.env['PATH'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '/tmp', HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', () => {
      serves = true
      for (const tell of waiting) tell()
      waiting.clear()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-100_000)
    })
    child.once('exit', () => void (ended || setTimeout(() => ended || start(), AGAIN_MS)))
  }
  start()
  return {
    role,
    ready: () => (serves ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
    kill: () => void child.kill('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    begun: () => begun,
    errors: () => errors,
    async end() {
      ended = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
      await gone
      clearTimeout(timer)
    },
  }
}
