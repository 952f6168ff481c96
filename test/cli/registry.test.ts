import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeSheets } from '../../src/adapters/sheets/write-sheets.ts'
import { newFolder, run } from './run.ts'

const folder = newFolder()
const keyFile = join(folder, 'key')
writeFileSync(keyFile, '7f'.repeat(32))
const env = { XIANGFA_MODE: 'production', XIANGFA_KEY_FILE: keyFile }
const xiangfa = (args: readonly string[], input?: string) => run([...args, '--data', join(folder, 'data')], { env, ...(input === undefined ? {} : { input }) })
const csv = (name: string, ...lines: readonly string[]): string => {
  const file = join(folder, name)
  writeFileSync(file, `\uFEFF身份证号,姓名,救助类型,起始日期,终止日期,证号\n${lines.join('\n')}\n`)
  return file
}
const WANG = '11010519491231002X,王秀英,低保,2026-01-01,2026-12-31,D1'
const OLD = '110105491231002,王秀英,特困,2026/1/1,长期,T1'

describe('xiangfa registry', () => {
  beforeAll(async () => {
    expect((await xiangfa(['migrate'])).code).toBe(0)
  }, 120_000)

  it('shows bad rows with line and reason, writes nothing of them, and nothing in a dry run', async () => {
    const file = csv('bad.csv', WANG, '110105194912310021,李四,低保,,,', '370285195803021235,赵五,新类别,2026-13-01,,', WANG)
    const ended = await xiangfa(['registry', 'import', file, '--department', 'civil-affairs'])
    expect(ended.code).toBe(1)
    for (const words of ['第 3 行', '校验位不对', '第 4 行', '不认识的类别', '不是日期', '跟第 2 行是同一个人']) expect(ended.out).toContain(words)
    // Nothing of a person stands on the terminal.
    expect(ended.out).not.toMatch(/李四|110105194912310021/)
    const dry = await xiangfa(['registry', 'import', csv('good.csv', WANG), '--department', 'civil-affairs', '--dry-run'])
    expect(dry).toMatchObject({ code: 0 })
    expect(dry.out).toContain('只是预演')
    expect((await xiangfa(['registry', 'history'])).out).toContain('还没有导入过')
  }, 120_000)

  it('takes CSV and XLSX, compares with the last, and tells the history of an import and a person', async () => {
    expect((await xiangfa(['registry', 'import', csv('good.csv', WANG, OLD), '--department', 'civil-affairs'])).out).toContain('新增 added 2')
    const book = join(folder, 'next.xlsx')
    await writeSheets(book, [
      { name: '低保', headings: ['公民身份号码', '姓名', '救助类型', '起始日期', '终止日期', '证号'], rows: [{ line: 2, cells: WANG.split(',') }] },
    ])
    const second = await xiangfa(['registry', 'import', book, '--department', 'civil-affairs'])
    expect(second.out).toContain('停止 ended 1')
    expect(second.out).toContain('不变 same 1')
    const history = await xiangfa(['registry', 'history', '--department', 'civil-affairs'])
    expect(history.out).toMatch(/next\.xlsx[\s\S]*good\.csv/)
    const person = await xiangfa(['registry', 'history', '--person'], '110105491231002\n')
    expect(person.out).toMatch(/特困　不再列入[\s\S]*新列入/)
    expect(person.out).toContain('王**')
    expect(person.out).not.toContain('王秀英')
  }, 120_000)

  it('says what is wrong and what to do next', async () => {
    const unknown = await xiangfa(['registry', 'import', csv('good.csv', WANG), '--department', 'nobody'])
    expect(unknown).toMatchObject({ code: 1 })
    expect(unknown.err).toContain('there are: civil-affairs')
    const wrong = join(folder, 'wrong.csv')
    writeFileSync(wrong, '号码,姓名\n1,2\n')
    expect((await xiangfa(['registry', 'import', wrong, '--department', 'civil-affairs'])).out).toContain('没有这一列')
    expect((await xiangfa(['registry', 'history', '--person'], 'nothing')).err).toContain('standard input')
  }, 120_000)

  it('half a file ends nobody', async () => {
    const many = Array.from({ length: 60 }, (_, index) => {
      const body = `37028519700101${String(index + 100).padStart(3, '0')}`
      const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, at) => total + weight * Number(body[at]), 0)
      return `${body}${'10X98765432'[sum % 11]},赵某,低保,2026-01-01,2026-12-31,D${index}`
    })
    expect((await xiangfa(['registry', 'import', csv('many.csv', WANG, ...many), '--department', 'civil-affairs'])).code).toBe(0)
    const half = await xiangfa(['registry', 'import', csv('half.csv', WANG), '--department', 'civil-affairs'])
    expect(half.code).toBe(1)
    expect(half.out).toContain('--ending-many')
    expect((await xiangfa(['registry', 'import', csv('half.csv', WANG), '--department', 'civil-affairs', '--ending-many'])).out).toContain('停止 ended 60')
  }, 120_000)
})
