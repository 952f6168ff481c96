import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, cpSync, openSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { textsOf } from '../../src/adapters/content/yaml-text.ts'
import type { Finding } from '../../src/commands/doctor/finding.ts'
import { lookAtNode } from '../../src/commands/doctor/look-at-place.ts'
import { root } from '../../src/root.ts'
import { begin, newFolder, run } from './run.ts'

let demo = ''
/** Its words are in no output. */
const SECRET = '慕容晓冬'

beforeAll(async () => {
  demo = newFolder()
  await run(['chat', '--data', demo, '--name', SECRET], { input: '老板拖欠我三万块工资不给怎么办\n' })
}, 60_000)

const copy = (): string => {
  const folder = newFolder()
  cpSync(demo, folder, { recursive: true })
  chmodSync(folder, 0o700)
  return folder
}

const change = (data: string, sql: string): void => {
  const db = new Database(join(data, 'xiangfa.db'))
  db.exec(sql)
  db.close()
}

type Report = { readonly code: number | null; readonly ok: boolean; readonly found: (code: string) => Finding | undefined; readonly faults: readonly string[] }

const report = async (data: string, env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Promise<Report> => {
  const { code, out, err } = await run(['doctor', '--json', '--data', data, ...args], { env })
  expect(err).toBe('')
  expect(out).not.toContain(SECRET)
  const { ok, findings }: { readonly ok: boolean; readonly findings: readonly Finding[] } = JSON.parse(out)
  for (const { grade, what, next } of findings) {
    expect(what).not.toContain('\n')
    expect(next !== undefined && next !== '').toBe(grade !== 'ok')
  }
  return {
    code,
    ok,
    found: (wanted) => findings.find((one) => one.code === wanted),
    faults: findings.filter((one) => one.grade === 'fault').map((one) => one.code),
  }
}

/** Every file of a folder, by content and time. */
const picture = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map(
      (name) =>
        `${name} ${statSync(join(folder, name)).mtimeMs} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )

describe('xiangfa doctor', { timeout: 60_000 }, () => {
  it('finds no fault in a healthy demo folder, says so in lines, and changes nothing', async () => {
    const data = copy()
    const before = picture(data)
    const { code, out, err } = await run(['doctor', '--data', data])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/✓ 密钥打得开数据（试了 \d+ 张表/)
    expect(out).toContain('893')
    expect(out).toMatch(/要修 faults 0，/)
    expect(out).not.toContain(SECRET)
    expect(picture(data)).toEqual(before)
  })

  it('works beside a running server', async () => {
    const data = copy()
    const server = begin(['start', '--data', data], { env: { PORT: '0' } })
    await server.says('Ctrl+C')
    const { code, found } = await report(data)
    expect(code).toBe(0)
    expect(found('database.good')?.grade).toBe('ok')
    server.child.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, err: '' })
  })

  it('names a wrong key, a lost one and one that others may read', async () => {
    const data = copy()
    chmodSync(join(data, 'key'), 0o644)
    expect((await report(data)).found('key.open')?.next).toContain('chmod 600')
    writeFileSync(join(data, 'key'), `${randomBytes(32).toString('hex')}\n`)
    const wrong = await report(data)
    expect(wrong).toMatchObject({ code: 1, ok: false, faults: ['seal.wrong'] })
    expect(wrong.found('seal.wrong')?.next).toContain('XIANGFA_KEY_FILE')
    const production = await report(data, { XIANGFA_MODE: 'production', XIANGFA_KEY_FILE: join(data, 'gone') })
    expect(production.faults).toContain('key.lost')
    expect(production.faults).toContain('roster.demo')
    expect((await report(data, { XIANGFA_MODE: 'production' })).faults).toContain('key.unset')
  })

  it('names a key file from before a rotation', async () => {
    const data = copy()
    const old = readFileSync(join(data, 'key'))
    await run(['keys', 'rotate', '--data', data])
    expect((await report(data)).found('key.good')?.what).toContain('2')
    writeFileSync(join(data, 'key'), old)
    expect((await report(data)).faults).toEqual(['seal.older'])
  })

  it('names what the database lacks, and what it has that is newer', async () => {
    const data = copy()
    change(data, `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (SELECT MAX("migration_name") FROM "_prisma_migrations")`)
    const older = await report(data)
    expect(older).toMatchObject({ code: 1, faults: ['migrations.missing'] })
    expect(older.found('migrations.missing')?.next).toContain('xiangfa migrate')
    const newer = copy()
    change(newer, `UPDATE "_prisma_migrations" SET "migration_name" = '29990101000000_tomorrow' WHERE rowid = (SELECT MAX(rowid) FROM "_prisma_migrations")`)
    expect((await report(newer)).found('migrations.unknown')?.what).toContain('29990101000000_tomorrow')
  })

  it('names a damaged database file', async () => {
    const data = copy()
    const file = join(data, 'xiangfa.db')
    const handle = openSync(file, 'r+')
    const middle = Math.floor(statSync(file).size / 2)
    writeSync(handle, Buffer.alloc(40_960, 0x5a), 0, 40_960, middle - (middle % 4_096))
    closeSync(handle)
    const torn = await report(data)
    expect(torn).toMatchObject({ code: 1, faults: ['database.damaged'] })
    expect(torn.found('database.damaged')?.next).toContain('xiangfa restore')
    writeFileSync(file, randomBytes(50_000))
    expect((await report(data)).faults).toEqual(['database.damaged'])
    truncateSync(file, 0)
    expect((await report(data)).faults).toEqual(['migrations.missing'])
  })

  it('names villages without counsel or office, hours that cannot be read, a missing agency', async () => {
    const data = copy()
    change(
      data,
      `UPDATE "Counsel" SET "villages" = '370285108' WHERE "villages" = '370285'; DELETE FROM "Counsel" WHERE "villages" = '370285116';
       DELETE FROM "Office" WHERE "townCode" = '370285116'; UPDATE "Office" SET "hours" = 'mornings' WHERE "townCode" = '370285101'; DELETE FROM "Agency"`,
    )
    const bare = await report(data)
    expect(bare.code).toBe(1)
    expect([...bare.faults].sort()).toEqual(['roster.agency', 'roster.counsel', 'roster.hours', 'roster.office'])
    expect(bare.found('roster.counsel')?.what).toContain('77')
    expect(bare.found('roster.counsel')?.next).toContain('roster import')
    expect(bare.found('roster.hours')?.what).toContain('姜山镇司法所')
  })

  it('names messages that wait, a clock that stands behind, and an old backup', async () => {
    const data = copy()
    await run(['backup', '--data', data])
    expect((await report(data)).found('backup.good')?.grade).toBe('ok')
    const [made = ''] = readdirSync(join(data, 'backups'))
    const days = new Date(Date.now() - 5 * 86_400_000)
    utimesSync(join(data, 'backups', made), days, days)
    change(data, `UPDATE "Inbox" SET "status" = 'pending', "receivedAt" = ${Date.now() - 600_000}`)
    const late = await report(data)
    expect(late.faults).toEqual(['work.inbox'])
    expect(late.found('backup.old')?.what).toContain('5')
    change(data, `UPDATE "Inbox" SET "status" = 'done', "receivedAt" = ${Date.now() + 3_600_000}`)
    expect((await report(data)).faults).toEqual(['clock.behind'])
  })

  it('says plainly what is wrong with settings, a door, Redis and PostgreSQL, and shows no secret', async () => {
    const data = copy()
    const settings = await report(data, { PORT: 'eighty' })
    expect(settings).toMatchObject({ code: 1, faults: ['settings.wrong'] })
    expect(settings.found('settings.wrong')?.what).toContain('PORT=eighty')
    const token = '123:not-a-token'
    const door = await report(data, { XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_API: 'http://127.0.0.1:1' }, '--network')
    expect(door.found('telegram.shape')?.grade).toBe('warning')
    expect(door.faults).toEqual(['telegram.unreachable'])
    const away = { DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' }
    const far = await report(data, away)
    expect([...far.faults].sort()).toEqual(['database.unreachable', 'redis.down'])
    expect(JSON.stringify([far.found('database.unreachable'), door.found('telegram.shape')])).not.toMatch(/hidden|not-a-token/)
    const puppet = await report(data, { XIANGFA_WECHAT: 'on', WECHATY_PUPPET: 'wechaty-puppet-nowhere' })
    expect(puppet.found('wechat.missing')?.what).toContain('wechaty-puppet-nowhere')
  })

  it('takes a folder that is not there for a first start', async () => {
    const data = join(newFolder(), 'none')
    const first = await report(data)
    expect(first).toMatchObject({ code: 0, faults: [] })
    expect(first.found('folder.absent')?.next).toContain('xiangfa start')
  })

  it('knows which Node.js it needs, and has words for everything it finds', () => {
    expect([lookAtNode('18.20.0').grade, lookAtNode('20.18.9').grade, lookAtNode('20.19.0').grade, lookAtNode('22.0.0').grade]).toEqual([
      'fault',
      'fault',
      'ok',
      'ok',
    ])
    const texts = textsOf(join(root, 'src/texts/doctor.yml'))
    const folder = join(root, 'src/commands/doctor')
    const code = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const used = [...code.matchAll(/\b(ok|warning|fault|graded)\((?:grave, )?'([\w.]+)'/g)]
    expect(used.length).toBeGreaterThan(50)
    for (const [, kind, name] of used)
      for (const key of kind === 'ok' ? [`${name}`] : [`${name}.what`, `${name}.next`]) expect(() => texts(key), key).not.toThrow()
  })
})
