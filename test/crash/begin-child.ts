import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { root } from '../../src/root.ts'

/** How a child ended. */
export type Ended = { readonly signal: string | null; readonly code: number | null; readonly errors: string }
/** A program of this folder, built once, that is run on folders of its own. */
export type Child = {
  readonly run: (...args: readonly string[]) => Promise<Ended>
  /** A folder with the demonstration county in it. */
  readonly folder: () => string
  readonly remove: () => void
}

/** Builds a child, so that it begins in a second or two, and fills one database that every folder is a copy of. */
export const beginChild = async (file: string): Promise<Child> => {
  const folders: string[] = []
  const fresh = () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiangfa-crash-'))
    folders.push(folder)
    return folder
  }
  const [program, filler] = await Promise.all([built(file), built('child.ts')])
  const filled = fresh()
  const filling = await runIn(filler, [filled, '[]'])
  if (filling.code !== 0) throw new Error(`the county was not filled: ${filling.errors}`)
  return {
    run: (...args) => runIn(program, args),
    folder() {
      const folder = fresh()
      cpSync(join(filled, 'data'), join(folder, 'data'), { recursive: true })
      return folder
    },
    remove() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In dist, where packages and the project's folder are found as by the program itself. */
const built = async (file: string): Promise<string> => {
  const outfile = join(root, 'dist', `${basename(file, '.ts')}-${process.pid}.js`)
  await build({
    entryPoints: [join(root, 'test/crash', file)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  })
  process.once('exit', () => rmSync(outfile, { force: true }))
  return outfile
}

const runIn = (program: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, errors }))
  })
