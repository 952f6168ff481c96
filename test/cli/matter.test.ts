import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSheets } from '../../src/adapters/sheets/read-sheets.ts'
import { newFolder, run } from './run.ts'

const folder = newFolder()
const data = join(folder, 'data')
const xiangfa = (args: readonly string[], input?: string) => run([...args, '--data', data], input === undefined ? {} : { input })
const FORM = [
  '申请法律援助',
  '同意',
  '给我自己',
  '王小明',
  '同意',
  '370285199001011238',
  '13800138000',
  '店埠镇东庄头村',
  '别的事',
  '老板',
  '某某农业公司',
  '跳过',
  '没有',
]
const REST = [
  '2026年6月1日',
  '一万二',
  '全村的地包给公司，三年没给租金，要租金，还要把地要回来。',
  '完',
  '还没开始',
  '1',
  '低保',
  '跳过',
  '1',
  '跳过',
  '1',
  '王小明',
  '提交',
]
const csv = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name)
  writeFileSync(file, `\uFEFF姓名,电话,项目,金额（元）,说明\n${lines.join('\n')}\n`)
  return file
}
const NAME = '赵钱孙李周吴郑王冯陈褚卫'
const ROLL = Array.from({ length: 84 }, (_, n) => `${NAME[n % 12] ?? ''}${NAME[Math.floor(n / 12)] ?? ''}户,,租金,${1_000 + n},`)

describe('xiangfa matter claims', () => {
  it('writes the claims of a matter, takes 84 people with their sums, and takes nothing where a line is wrong', async () => {
    expect((await xiangfa(['chat', '--name', '王小明'], `${[...FORM, ...REST].join('\n')}\n`)).code).toBe(0)
    const begun = await xiangfa(['chat', '--as', 'clerk', '--name', '演示司法所工作人员一'], '并案 2026-1 84人\n')
    const year = /集体〔(\d{4})〕0001号/.exec(begun.out)?.[1] ?? ''
    const number = `集体〔${year}〕0001号`
    expect(begun.out).toContain(`立为 ${number}`)
    const unknown = await xiangfa(['matter', 'claims', `集体〔${year}〕0009号`, '--xlsx', join(folder, 'none.xlsx')])
    expect(unknown).toMatchObject({ code: 1 })
    expect(unknown.out).toContain(`有：${number}`)
    const wrong = await xiangfa(['matter', 'claims', number, '--import', csv('wrong.csv', [...ROLL.slice(0, 3), '赵某,,租金,很多,', ',,租金,5,'])])
    expect(wrong).toMatchObject({ code: 1 })
    for (const words of ['第 5 行', '金额不对', '第 6 行', '姓名不对', '一行也没写']) expect(wrong.out).toContain(words)
    const book = join(folder, 'claims.xlsx')
    expect((await xiangfa(['matter', 'claims', number, '--xlsx', book])).out).toContain('1 人，合计 12,000元')
    const taken = await xiangfa(['matter', 'claims', number, '--import', csv('roll.csv', ROLL), '--xlsx', book])
    expect(taken.out).toContain('84 人，84 项，合计 87,486元')
    expect(taken.out).toContain('表里没有的：王小明')
    const [claims, totals] = await readSheets(book)
    expect(claims?.rows).toHaveLength(85)
    expect(claims?.rows.at(-1)?.cells.slice(-2)).toEqual([expect.stringContaining('0001号'), '已提交'])
    expect(totals?.rows.map(({ cells }) => cells)).toEqual([
      ['租金', '87486'],
      ['合计', '87486'],
    ])
    // What went out can come in again.
    expect((await xiangfa(['matter', 'claims', number, '--import', book])).out).toContain('85 人，84 项')
    const shown = await xiangfa(['chat', '--as', 'clerk', '--name', '演示司法所工作人员一'], '集体件\n')
    expect(shown.out).toContain('85 人，已申请 1 人')
  }, 180_000)
})
