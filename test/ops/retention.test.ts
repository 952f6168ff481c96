import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { countExpired, endExpired } from '../../src/adapters/sql/retention.ts'
import { leastDays, retentionKinds } from '../../src/core/retention.ts'
import { keepRetention, readRetention } from '../../src/retention.ts'
import { readFigureRows } from '../../src/adapters/sql/figure-rows.ts'
import { root } from '../../src/root.ts'
import { run } from '../cli/run.ts'
import { stores } from '../contract/stores.ts'
import { filledFolder, NOW, opened } from './filled-folder.ts'

const DAY = 86_400_000
let remove: () => void = () => undefined
afterEach(() => remove())
const filled = async () => {
  const folder = await filledFolder()
  remove = folder.remove
  return folder
}

describe('the table of what is kept how long', () => {
  it('names a law and somebody who answers for each kind, and keeps what the law wants kept', () => {
    const table = readRetention({ retention: undefined })
    for (const kind of retentionKinds) {
      expect(table[kind].basis).toMatch(/《.+》第.+条/)
      expect(table[kind].owner).not.toBe('')
      expect(table[kind].days).toBeGreaterThanOrEqual(leastDays[kind] ?? 1)
    }
  })

  it('is refused where records of what was done are to go before three years', async () => {
    const { config } = await filled()
    const own = join(config.data, 'retention.yml')
    const text = readFileSync(join(root, 'src/texts/retention.yml'), 'utf8')
    writeFileSync(own, text.replace(/(audit:[\s\S]*?days: )1095/, '$130'))
    expect(() => readRetention({ retention: own })).toThrow('audit: at least 1095 days')
    writeFileSync(own, text.replace(/(messages:[\s\S]*?days: )180/, '$190'))
    expect(readRetention({ retention: own }).messages.days).toBe(90)
  })
})

describe('what is kept no longer', () => {
  it('is counted by a dry run and gone after a real one, while figures stay and what is in hand is kept', async () => {
    const { config, fileId } = await filled()
    const { driver, cipher, store, close } = await opened(config)
    const house = { driver, cipher }
    const first = await keepRetention(config, house, NOW + 2 * DAY, true)
    expect(first).toMatchObject({ messages: 0, cases: 0, audit: 0, files: 1 })
    const later = NOW + 4 * 365 * DAY
    const before = (await readFigureRows(driver, cipher, 0)).visits.length
    const counted = await keepRetention(config, house, later, true)
    expect(counted.messages).toBe(2)
    expect(counted.audit).toBeGreaterThan(0)
    expect(counted.talks).toBe(1)
    // The case is not over, nor is the form.
    expect(counted).toMatchObject({ cases: 0, conversations: 0, drafts: 0 })
    expect(await keepRetention(config, house, later, false)).toEqual(counted)
    const again = await keepRetention(config, house, later, true)
    expect(Object.values(again).reduce((sum, one) => sum + one, 0)).toBe(0)
    expect((await readFigureRows(driver, cipher, 0)).visits.length).toBe(before)
    const conversation = await store.findConversation('web', '', 'asker', undefined)
    expect(await store.transcript(conversation ?? '', 10)).toEqual([])
    expect(existsSync(join(config.data, 'files', fileId))).toBe(false)
    expect(await store.findFile(fileId)).toBeUndefined()
    await close()
  })

  it('keeps a file that something points at', async () => {
    const { config, fileId } = await filled()
    const { driver, cipher, store, close } = await opened(config)
    const file = await store.findFile(fileId)
    if (!file) throw new Error('no file')
    const sent = { externalId: 'f1', address: { channel: 'web', account: '', chat: 'asker' }, sender: { id: 'asker', name: '某' }, sentAt: NOW } as const
    await store.accept({ ...sent, content: { kind: 'file', file } }, 'villager', undefined, NOW)
    expect(await keepRetention(config, { driver, cipher }, NOW + 30 * DAY, false)).toMatchObject({ files: 0 })
    expect(existsSync(join(config.data, 'files', fileId))).toBe(true)
    await close()
  })

  it('ends old backups, and never the newest', async () => {
    const { config } = await filled()
    const { driver, cipher, close } = await opened(config)
    const folder = join(config.data, 'backups')
    mkdirSync(folder)
    for (const [name, days] of [
      ['old.xfb', 90],
      ['older.xfb', 120],
      ['newest.xfb', 60],
    ] as const) {
      writeFileSync(join(folder, name), 'x')
      utimesSync(join(folder, name), (NOW - days * DAY) / 1_000, (NOW - days * DAY) / 1_000)
    }
    expect(await keepRetention(config, { driver, cipher }, NOW, false)).toMatchObject({ backups: 2 })
    expect(existsSync(join(folder, 'newest.xfb'))).toBe(true)
    await close()
  })

  it('is shown by xiangfa retention --dry-run, which deletes nothing', async () => {
    const { config, fileId } = await filled()
    const shown = await run(['retention', '--dry-run', '--data', config.data])
    expect(shown).toMatchObject({ code: 0, err: '' })
    for (const part of ['messages', '《个人信息保护法》第十九条', '《网络安全法》第二十三条', '县司法局', '法律援助中心']) expect(shown.out).toContain(part)
    expect(existsSync(join(config.data, 'files', fileId))).toBe(true)
  })

  it.each(stores.filter(({ name }) => name !== 'memory'))('is read and ended over $name', async ({ open }) => {
    const { driver, close } = await open()
    if (!driver) throw new Error('no database')
    const cipher = createAesCipher(Buffer.alloc(32, 1))
    for (const kind of retentionKinds) {
      if (kind === 'files' || kind === 'backups' || kind === 'network-logs') continue
      expect(await countExpired(driver, cipher, kind, NOW)).toBe(0)
      expect(await endExpired(driver, cipher, kind, NOW)).toBe(0)
    }
    await close()
  })
})
