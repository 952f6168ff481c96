import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createEncryptedFiles } from '../../src/adapters/files/encrypted-files.ts'
import type { SqlDriver } from '../../src/adapters/sql/driver.ts'
import { migrate } from '../../src/adapters/sql/migrate.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import type { Effect } from '../../src/core/turn.ts'
import { openingEvent } from '../contract/opening-event.ts'
import { migrations } from '../contract/stores.ts'

export const NOW = Date.UTC(2026, 10, 23, 2)
export const ASKER = 'asker'
const run = { flow: 'form', version: 1, step: 'name', answers: {}, trail: [], misses: 0 }

/** Something in every table that a turn writes. */
const everything = (conversationId: string): readonly Effect[] => [
  { kind: 'send', class: 'chat', part: { text: '先留证据' } },
  { kind: 'start-run', id: 'run1', state: run },
  { kind: 'consent', purpose: 'legal-aid', version: '1', given: true },
  {
    kind: 'open-case',
    newCase: {
      id: 'case1',
      number: '莱法援申〔2026〕0001号',
      matter: '讨工资',
      exemption: 'none',
      urgent: false,
      applicantId: '370285199001011238',
      facts: { answers: {}, opponent: 'employer' },
      opening: openingEvent(NOW),
      flow: 'form',
      flowVersion: 1,
    },
  },
  { kind: 'file-task', task: { id: 'task1', number: 'T1', kind: 'complaint', title: '投诉', addressee: 'office', facts: { answers: {} } } },
  { kind: 'schedule', key: 'job1', job: { kind: 'drop-files', files: [] }, dueAt: NOW + 1 },
  {
    kind: 'ask-confirmation',
    code: '123456',
    confirmation: { id: 'conf1', expiresAt: NOW + 1, flow: 'form', flowVersion: 1, answers: {}, tail: '1238' },
  },
  {
    kind: 'request-handoff',
    handoff: { id: 'h1', number: 1, conversationId, status: 'offered', target: 'counsel', topic: 'labour', urgency: 'normal', requestedAt: NOW, offeredTo: [] },
    opponent: 'none',
    offers: [],
  },
  { kind: 'close-handoff', handoffId: 'h1', conversationId, conclusion: '去仲裁' },
  {
    kind: 'refer',
    referral: {
      ...{ id: 'ref1', number: 1, gridWorkerId: 'g1', status: 'recorded', createdAt: NOW, expiresAt: NOW + 1 },
      draft: { name: '王五', matter: '欠薪' },
    },
  },
  {
    kind: 'plan-piece',
    piece: {
      ...{ id: 'piece1', number: 1, status: 'planned', title: '普法', text: '留好欠条', short: '留好欠条', intent: 'loan/iou', villages: ['370285'] },
      ...{ by: { role: 'counsel', staffId: 'c1', name: '顾问' }, conversationId, dueAt: NOW + 1 },
    },
  },
  { kind: 'notify-staff', notice: 'safety', text: '有人求救' },
  { kind: 'audit', action: 'tried', subject: { kind: 'case', id: 'case1' }, detail: 'x' },
  { kind: 'gap', cause: 'missed', text: '听不懂' },
]

/** A data folder with a key, a stored file and something in every table, closed; no house is needed to make it. */
export const filledFolder = async (): Promise<{ readonly config: Config; readonly fileId: string; readonly remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-ops-'))
  const config: Config = { ...readConfig({}), data: join(folder, 'data'), log: 'error' }
  mkdirSync(config.data, { mode: 0o700 })
  writeFileSync(join(config.data, 'key'), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  const { store, files, close } = await opened(config)
  const group = { id: 'group', title: '群' }
  for (const over of [{}, { group }]) {
    const { conversationId } = await store.accept(
      {
        externalId: `m${Object.keys(over).length}`,
        address: { channel: 'web', account: '', chat: ASKER },
        sender: { id: ASKER, name: '慕容晓冬' },
        content: { kind: 'text', text: '工钱没给' },
        sentAt: NOW,
        ...over,
      } as Parameters<typeof store.accept>[0],
      'villager',
      undefined,
      NOW,
    )
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const { conversation, party } = await store.load(row, NOW)
    const turn = {
      inboxId: row.id,
      conversationId,
      version: conversation.version,
      partyId: party.id,
      route: 'question',
      address: conversation.address,
    } as const
    const result = await store.commit({
      ...turn,
      now: NOW,
      next: conversation.state,
      sensitive: false,
      effects: 'group' in over ? [] : everything(conversationId),
    })
    if (result.kind !== 'committed') throw new Error(result.kind)
  }
  await store.remember('wechat', 'budget', { sent: 1 }, NOW)
  const file = await files.put('欠条.txt', Buffer.from('今欠工钱三万'))
  await store.addFile(file, NOW)
  await close()
  return { config, fileId: file.id, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The folder's database, store and files under the key in it. */
export const opened = async (config: Config) => {
  const cipher = createAesCipher(Buffer.from(readFileSync(join(config.data, 'key'), 'utf8').trim(), 'hex'))
  const driver = openSqlite(join(config.data, 'xiangfa.db'))
  await migrate(driver, migrations('sqlite'), 'test')
  const store = createSqlStore(driver, cipher, randomIds)
  return { cipher, driver, store, files: createEncryptedFiles(join(config.data, 'files'), cipher, randomIds), close: () => store.close() }
}

/** A store under the folder's key over another database. */
export const overDriver = (config: Config, driver: SqlDriver) =>
  createSqlStore(driver, createAesCipher(Buffer.from(readFileSync(join(config.data, 'key'), 'utf8').trim(), 'hex')), randomIds)
