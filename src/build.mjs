// Builds dist/ where it is missing or older than its sources: the two Prisma clients, then one bundle of our own code.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const generated = join(root, 'src/adapters/prisma/generated')
const dist = join(root, 'dist')
const providers = ['sqlite', 'postgresql']

const read = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const generateClients = () => {
  const models = readFileSync(join(root, 'prisma/models.prisma'), 'utf8')
  const mark = createHash('sha256').update(models).digest('hex')
  if (read(join(generated, 'mark')) === mark) return
  rmSync(generated, { recursive: true, force: true })
  for (const provider of providers) {
    const folder = join(generated, provider)
    mkdirSync(folder, { recursive: true })
    const schema = join(folder, 'schema.prisma')
    const header = `generator client {\n  provider = "prisma-client"\n  output = "./client"\n  moduleFormat = "esm"\n  importFileExtension = "ts"\n  runtime = "nodejs"\n}\ndatasource db {\n  provider = "${provider}"\n}\n`
    writeFileSync(schema, header + models)
    execFileSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      // The generator never runs the schema engine, but looks for it: any existing file will do.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    })
  }
  writeFileSync(join(generated, 'mark'), mark)
}

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return Math.max(latest, newest(path))
    return /\.(ts|tsx|mjs|css|json|svg|png)$/.test(entry.name) ? Math.max(latest, statSync(path).mtimeMs) : latest
  }, 0)

const builtAt = () => {
  try {
    return statSync(join(dist, 'main.js')).mtimeMs
  } catch {
    return 0
  }
}

generateClients()
if (builtAt() < Math.max(newest(join(root, 'src')), statSync(join(root, 'package.json')).mtimeMs)) {
  // What was learnt stands under the hash of what it was learnt from: it stays good.
  mkdirSync(dist, { recursive: true })
  for (const name of readdirSync(dist)) if (name !== 'knowledge') rmSync(join(dist, name), { recursive: true, force: true })
  const client = join(root, 'src/adapters/web/client')
  await build({
    entryPoints: ['chat.ts', 'chat.css', 'offline.ts'].map((name) => join(client, name)),
    outdir: join(dist, 'web'),
    bundle: true,
    platform: 'browser',
    target: 'es2019',
    format: 'esm',
    minify: true,
    logLevel: 'warning',
  })
  const desk = join(root, 'src/adapters/workbench/client')
  await build({
    entryPoints: readdirSync(desk).flatMap((name) => (name.includes('.') ? [join(desk, name)] : [])),
    outdir: join(dist, 'desk'),
    bundle: true,
    platform: 'browser',
    target: 'es2020',
    format: 'esm',
    minify: true,
    logLevel: 'warning',
  })
  // Neither a worker nor a script of another site's page is a module.
  await build({
    entryPoints: ['service-worker.ts', 'widget.ts'].map((name) => join(client, name)),
    outdir: join(dist, 'web'),
    bundle: true,
    platform: 'browser',
    target: 'es2019',
    format: 'iife',
    minify: true,
    logLevel: 'warning',
  })
  const icons = join(root, 'src/adapters/web/icons')
  for (const name of readdirSync(icons)) copyFileSync(join(icons, name), join(dist, 'web', name))
  await build({
    entryPoints: [join(root, 'src/main.ts')],
    outdir: dist,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    banner: { js: '#!/usr/bin/env node' },
    chunkNames: 'chunk-[hash]',
    logLevel: 'warning',
  })
  // Learnt now, the first start need not wait for it; where it fails, the start says why.
  try {
    execFileSync(process.execPath, [join(dist, 'main.js'), 'kb', 'train'], { cwd: root, stdio: 'ignore' })
  } catch {}
}
