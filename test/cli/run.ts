import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../src/root.ts'

/** How a command ended, and what it wrote. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
/** A command under way. */
export type Running = {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves with the output so far when it holds this text; rejects where the command ends before. */
  readonly says: (text: string) => Promise<string>
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'xiangfa-cli-'))

/** Starts `xiangfa` as built. `input` is piped in; `project`: a copy of the project to run instead. */
export const begin = (
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string; readonly project?: string } = {},
): Running => {
  const child = spawn(process.execPath, [join(options.project ?? root, 'dist/main.js'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    for (const look of waiting) look()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
    for (const look of waiting) look()
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })))
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!(out + err).includes(text)) return
        waiting.delete(look)
        resolve(out + err)
      }
      waiting.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without saying "${text}":\n${out}${err}`)))
    })
  return { child, ended, says }
}

/** Runs a command to its end. */
export const run = (...given: Parameters<typeof begin>): Promise<Ended> => begin(...given).ended

/** A copy of what the program needs to run, whose files may be broken. */
export const copyOfProject = (): string => {
  const folder = newFolder()
  for (const part of ['dist', 'src/texts', 'prisma', 'intents', 'flows', 'package.json']) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
