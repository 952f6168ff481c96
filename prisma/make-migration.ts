// `npm run migration -- NAME`: writes the SQL that brings each database from the last migration to models.prisma.
// `npm run migration -- --check`: says whether one is needed (exit 1).
// prisma/migrations/last.prisma is the copy of the models that the last migration led to.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { providers, sqlBetween } from './schema-engine.ts'

const place = (path: string) => new URL(path, import.meta.url)
const models = readFileSync(place('models.prisma'), 'utf8')
const last = existsSync(place('migrations/last.prisma')) ? readFileSync(place('migrations/last.prisma'), 'utf8') : undefined

const write = (name: string) => {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  let needed = false
  for (const provider of providers) {
    // The engine serves one provider a process.
    const sql = execFileSync(process.execPath, [...process.execArgv, place('make-migration.ts').pathname, `--sql=${provider}`], { encoding: 'utf8' })
    if (sql === '') process.stdout.write(`${provider}: nothing to do\n`)
    else if (name === '--check') {
      process.stdout.write(`${provider}: models.prisma differs from the last migration\n`)
      needed = true
    } else {
      const folder = `migrations/${provider}/${stamp}_${name}`
      mkdirSync(place(folder), { recursive: true })
      writeFileSync(place(`${folder}/migration.sql`), `${sql}\n`)
      process.stdout.write(`${provider}: wrote prisma/${folder}/migration.sql\n`)
    }
  }
  if (name !== '--check') writeFileSync(place('migrations/last.prisma'), models)
  process.exitCode = needed ? 1 : 0
}

const argument = process.argv[2] ?? ''
const provider = providers.find((one) => argument === `--sql=${one}`)
if (provider) process.stdout.write(await sqlBetween(provider, last, models))
else if (argument === '--check' || /^[a-z0-9_]+$/.test(argument)) write(argument)
else {
  process.stderr.write('usage: npm run migration -- name_in_lower_case | --check\n')
  process.exitCode = 1
}
