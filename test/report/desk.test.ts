import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readSheets } from '../../src/adapters/sheets/read-sheets.ts'
import { report } from '../../src/commands/report.ts'
import { readConfig } from '../../src/config.ts'
import type { AppError } from '../../src/core/errors.ts'
import { readLine } from '../../src/adapters/console/speaker.ts'
import { consoleDoor } from '../dialog/doors/console.ts'
import type { Heard } from '../dialog/doors/door.ts'
import { contentBase } from '../dialog/play.ts'
import { china } from './county.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiangfa-report-'))
const config = { ...readConfig({}), data: join(folder, 'data') }
const NOW = china('2026-12-02T09:00')

/** What the command prints. */
const printed = async (options: Partial<Parameters<typeof report>[1]>): Promise<string> => {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    await report(config, { month: '2026-11', json: false, at: NOW, ...options })
  } finally {
    write.mockRestore()
  }
  return out
}

const COUNSEL = '[counsel 演示顾问一]'
const CLERK = '[clerk 演示司法所工作人员一]'
const AGENCY = '[agency 演示援助中心一]'
const FORM = [
  '同意',
  '王小明',
  '同意',
  '370285199001011238',
  '13800138000',
  '店埠镇东庄头村',
  '要工钱',
  '老板',
  '工头老王',
  '跳过',
  '没有',
  '2026年2月7日',
  '三万五',
  '干了三个月活没给工钱，想要回来',
  '完',
  '还没开始',
  '1',
  '1',
  '2',
  '跳过',
  '1',
  '演示顾问一',
  '提交',
]

describe('figures of a month at the real desk', () => {
  beforeAll(async () => {
    let now = china('2026-11-23T10:00')
    const heard: Heard[] = []
    const street = await consoleDoor.prepare({
      ...{ data: config.data, base: await contentBase(), now: () => now, pass: () => undefined },
      hear: (line) => void heard.push(line),
    })
    const house = await street.open()
    const say = async (raw: string) => {
      now += 1000
      const { speaker, line } = readLine(raw, { role: 'villager', name: '王小明' })
      await street.say(house, speaker, line)
    }
    await say(`${COUNSEL} 代填`)
    for (const line of FORM) await say(`${COUNSEL} ${line}`)
    const code = /确认 (\d{4} \d{4})/.exec(heard.map(({ text }) => text).join('\n'))?.[1]
    expect(
      code,
      heard
        .slice(-3)
        .map(({ text }) => text)
        .join('\n'),
    ).toBeDefined()
    for (const line of [`确认 ${code}`, '1238', '是我要申请，都对']) await say(line)
    await say(`${CLERK} 收件 2026-1`)
    await say(`${CLERK} 初审 2026-1 属于劳动报酬，免予核查`)
    now = china('2026-11-25T10:00')
    for (const line of ['给予 2026-1', '指派 2026-1 演示顾问一']) await say(`${AGENCY} ${line}`)
    for (const line of ['签约 2026-1 协议 授权书', '开办 2026-1', '结案 2026-1 调解书，要回三万五 报告 文书']) await say(`${COUNSEL} ${line}`)
    await say('评价 2026-1 5')
    await house.close()
    await street.close()
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('tells who brought the application in, how long it took and what came of it, as JSON', async () => {
    const { total, until, by, parts, definitions } = JSON.parse(await printed({ json: true, by: 'counsel' }))
    expect(total).toMatchObject({
      ...{ people: 1, visits: 2, received: 1, 'through-counsel': 1, 'through-office': 0, 'first-share': 1, granted: 1, closed: 1, decided: 1 },
      ...{ 'median-days': 2, 'p90-days': 2, 'on-time': 1, overdue: 0, recovered: 3_500_000, 'cases-rated': 1, 'cases-satisfied': 1, complaints: 0 },
    })
    expect([until, by]).toEqual(['2026-11-30', 'counsel'])
    expect(parts).toMatchObject([{ name: '演示顾问一', figures: { closed: 1, recovered: 'few', 'on-time': 'few', people: 'unsplit' } }])
    expect(Object.keys(definitions)).toEqual(Object.keys(total))
  })

  it('prints each figure with its definition, and names nobody it should not', async () => {
    const out = await printed({ by: 'village' })
    expect(out).toContain('要回金额　35,000元　本月结案时')
    expect(out).toContain('按期率　100%　收到申请之日起 7 日内')
    expect(out).toMatch(/店埠镇东庄头村：.*收到申请 1件/)
    expect(out).not.toMatch(/王小明|工头|undefined|NaN|\{\w+\}/)
  })

  it('writes a workbook with the definitions beside the figures', async () => {
    const file = join(folder, 'figures.xlsx')
    await printed({ xlsx: file, by: 'month' })
    const [total, months, notes] = await readSheets(file)
    expect(total?.rows.find(({ cells }) => cells[0] === '要回金额')?.cells).toEqual(['要回金额', '35000', '元', expect.stringContaining('没有登记的按零')])
    expect(months?.rows.map(({ cells }) => cells[0])).toEqual([
      ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
      '口径',
    ])
    expect(notes?.rows.map(({ cells }) => cells[0]).join()).toContain('电话、窗口')
  })

  it('says of a month under way and of one to come what it is, and what is wrong with a file or folder', async () => {
    expect(await printed({ at: china('2026-11-24T09:00') })).toContain('数据截至 2026-11-24（本月未完）')
    const ahead = await printed({ month: '2027-03' })
    expect(ahead).toContain('本月还没到')
    expect(ahead).toContain('按期率　无')
    await expect(printed({ xlsx: join(folder, 'figures.csv') })).rejects.toMatchObject({ code: 'file.unreadable' } satisfies Partial<AppError>)
    await expect(report({ ...config, data: join(folder, 'nothing') }, { month: '2026-11', json: true, at: NOW })).rejects.toMatchObject({
      code: 'data.missing',
    })
  })
})
