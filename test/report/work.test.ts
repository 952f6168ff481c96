import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readLine } from '../../src/adapters/console/speaker.ts'
import { readSheets } from '../../src/adapters/sheets/read-sheets.ts'
import { readRates, workReport } from '../../src/commands/work-report.ts'
import { readConfig } from '../../src/config.ts'
import { consoleDoor } from '../dialog/doors/console.ts'
import { contentBase } from '../dialog/play.ts'
import { china } from './county.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiangfa-work-'))
const config = { ...readConfig({}), data: join(folder, 'data') }
const COUNSEL = '[counsel 演示顾问一]'
const CLERK = '[clerk 演示司法所工作人员一]'

/** What the command prints. */
const printed = async (options: Partial<Parameters<typeof workReport>[1]> = {}): Promise<string> => {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    await workReport(config, { month: '2026-11', json: false, ...options })
  } finally {
    write.mockRestore()
  }
  return out
}

describe("the monthly sheet of counsel's work", () => {
  beforeAll(async () => {
    let now = china('2026-11-23T10:00')
    const street = await consoleDoor.prepare({
      ...{ data: config.data, base: await contentBase(), now: () => now, pass: () => undefined },
      hear: () => undefined,
    })
    const house = await street.open()
    for (const raw of [
      `${COUNSEL} 记 走访 店埠镇东庄头村 看了合同`,
      `${COUNSEL} 记 走访 店埠镇东庄头村 又去一次`,
      `${COUNSEL} 记 咨询 店埠镇东庄头村 现场答了三个人`,
      `${CLERK} 存疑 2 没有到村`,
      `${CLERK} 确认工作 1`,
    ]) {
      now += 1_000
      const { speaker, line } = readLine(raw, { role: 'villager', name: '张大爷' })
      await street.say(house, speaker, line)
    }
    await house.close()
    await street.close()
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('adds up by the configured rates, leaves out what is disputed, and says why', async () => {
    const { visit, consultation } = readRates()
    const text = await printed()
    expect(text).toContain('2026-11 村法律顾问工作统计（单价待核）')
    expect(text).toContain('演示顾问一　店埠镇东庄头村　咨询1 走访1')
    expect(text).toContain('待确认 1，存疑 1')
    expect(text).toContain('存疑 2号')
    expect(text).toContain('没有到村')
    const object = JSON.parse(await printed({ json: true }))
    expect(object.lines).toMatchObject([
      { counsel: '演示顾问一', village: '店埠镇东庄头村', fen: (visit.yuan + consultation.yuan) * 100, confirmedFen: visit.yuan * 100, open: 1, disputed: 1 },
    ])
  })

  it('is a workbook with the month, each line and the rates', async () => {
    const file = join(folder, 'work.xlsx')
    expect(await printed({ xlsx: file })).toContain('已写入')
    const sheets = await readSheets(file)
    expect(sheets.map(({ name }) => name)).toEqual(['月表', '明细', '单价'])
    expect(sheets[1]?.rows.map(({ cells }) => [cells[4], cells[6], cells[7]])).toEqual([
      ['走访', '已确认', ''],
      ['走访', '存疑', '没有到村'],
      ['咨询', '待确认', ''],
    ])
  })

  it('says that a month has nothing', async () => expect(await printed({ month: '2026-10' })).toContain('本月没有工作记录'))
})
