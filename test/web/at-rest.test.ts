import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { handIn } from '../../src/adapters/console/talk.ts'
import { openServer } from './open-server.ts'

const NAME = '慕容晓冬'
const ID = '370285199001011238'
const PHONE = '13987654321'
const FACTS = '去年在砖厂干活，老板说完工给钱，一直拖着没给。'
const OPPONENT = '砖厂老板老郑'
const NOTE = '证明人是隔壁老孙'

const allFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? allFiles(path) : entry.isFile() ? [path] : []
  })

it('leaves nothing personal in clear in the data folder: messages, answers, cases, files, names', async () => {
  const server = await openServer()
  try {
    const speaker = { role: 'villager' as const, name: NAME }
    const said = async (text: string) => {
      await handIn(server.house().talk, { kind: 'text', id: 1, speaker, text })
      await server.house().desk.idle()
    }
    server.house().console.listen({ hears: () => true, show: () => undefined })
    const lines = [
      '申请法律援助',
      '同意',
      '给我自己',
      NAME,
      '同意',
      ID,
      PHONE,
      '店埠镇东庄头村',
      '要工钱',
      '老板',
      OPPONENT,
      '跳过',
      '没有',
      '2026-02-07',
      '三万五',
      FACTS,
      '还没开始',
      '本市',
      '打工',
      '都没有',
    ]
    for (const line of lines) await said(line)
    await handIn(server.house().talk, { kind: 'file', id: 1, speaker, name: `${NOTE}.txt`, bytes: Buffer.from(NOTE).toString('base64') })
    for (const line of ['完', '没有', NAME, '提交', '人工']) await said(line)
    await said(`[grid-worker] ${PHONE}`)
    await handIn(server.house().talk, {
      kind: 'text',
      id: 1,
      speaker: { role: 'grid-worker', name: '演示网格员一' },
      text: `转介 ${NAME} 店埠镇东庄头村 被欠工钱 ${PHONE}`,
    })
    await server.house().desk.idle()
    // While it runs, so that the write-ahead log is looked at too.
    const folder = join(server.folder, 'data')
    const files = allFiles(folder)
    expect(files.some((file) => file.endsWith('xiangfa.db'))).toBe(true)
    expect(files.some((file) => file.endsWith('-wal'))).toBe(true)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const secret of [NAME, ID, PHONE, FACTS, OPPONENT, NOTE]) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false)
      // What may be read is there: the search itself works.
      if (file.endsWith('xiangfa.db')) expect(Buffer.concat([bytes, readFileSync(`${file}-wal`)]).includes('370285108223')).toBe(true)
    }
  } finally {
    await server.remove()
  }
})
