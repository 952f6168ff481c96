import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeSheets } from '../../src/adapters/sheets/write-sheets.ts'
import { begin, newFolder } from './run.ts'

const roster = (data: string, ...args: readonly string[]) => begin(['roster', ...args, '--data', data]).ended

describe('xiangfa roster', () => {
  it('takes a whole roster in and gives the same out, in either kind of file', async () => {
    const folder = newFolder()
    const file = join(folder, 'all.csv')
    writeFileSync(
      file,
      [
        '类别,代码,编号,名称,县代码,镇代码,曾用名,电话,地址,开放时间,执业机构,执业证号,服务的村,值班时间,最多同时接,请假',
        '县,370285,,莱西市,,,,,,,,,,,,',
        '镇街,370285108,,店埠镇,370285,,,,,,,,,,,',
        '村居,370285108223,,东庄头,,370285108,前庄|后庄,,,,,,,,,',
        '司法所,,o1,店埠司法所,,370285108,,88880000,店埠镇一号,"workdays 08:30-12:00,13:30-17:30",,,,,,',
        '法律顾问,,c1,王律师,,,,,,,某某律师事务所,证号一,370285108223,daily 00:00-24:00,5,2026-12-01..2026-12-03',
      ].join('\r\n'),
    )
    const data = join(folder, 'data')
    expect(await roster(data, 'import', file, '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('新增 5') as string })
    expect(await roster(data, 'import', file)).toMatchObject({ code: 0, out: expect.stringContaining('已一次写入') as string })
    for (const kind of ['csv', 'xlsx']) {
      const out = join(folder, `out.${kind}`)
      expect(await roster(data, 'export', out)).toMatchObject({ code: 0, out: expect.stringContaining('已导出 5 行') as string })
      expect(await roster(data, 'import', out)).toMatchObject({ code: 0, out: expect.stringContaining('新增 0，改动 0，撤销 0，没变 5') as string })
    }
    writeFileSync(file, readFileSync(join(folder, 'out.csv'), 'utf8').replace('88880000', '88881111'))
    expect((await roster(data, 'import', file)).out).toMatch(/changed.*店埠司法所.*电话[\s\S]*改动 1/)
    // A file with fewer columns keeps what it does not speak of.
    const few = join(folder, 'counsel.csv')
    writeFileSync(few, 'id,closed\nc1,yes\n')
    expect((await roster(data, 'import', few)).out).toMatch(/closed.*王律师[\s\S]*撤销 1/)
  }, 240_000)

  it('names every bad row with line and reason, and writes nothing', async () => {
    const folder = newFolder()
    const data = join(folder, 'data')
    const file = join(folder, 'all.xlsx')
    const sheet = (name: string, headings: readonly string[], ...rows: readonly (readonly string[])[]) => ({
      name,
      headings,
      rows: rows.map((cells, index) => ({ line: index + 2, cells })),
    })
    await writeSheets(file, [
      sheet('县', ['代码', '名称'], ['370285', '莱西市']),
      sheet('镇街', ['代码', '名称', '县代码'], ['370285108', '店埠镇', '370285'], ['370285108', '店埠镇', '370285'], ['37', '', '370285']),
      sheet(
        '法律顾问',
        ['编号', '名称', '执业机构', '执业证号', '服务的村', '值班时间', '最多同时接', '颜色'],
        ['c1', '王', '所', '证', '370999', '天天', '0', '红'],
      ),
    ])
    const { code, out } = await roster(data, 'import', file)
    expect(code).toBe(1)
    for (const part of [
      'all.xlsx 镇街:3  代码',
      '写了两次',
      'all.xlsx 镇街:4  名称 “”：不能空着',
      'all.xlsx 法律顾问:2  值班时间 “天天”：时间写成',
      '最多同时接 “0”',
      '颜色',
      '什么都没有写入',
    ])
      expect(out).toContain(part)
    expect((await roster(data, 'export', join(folder, 'out.csv'))).out).toContain('已导出 0 行')
  })

  it('says clearly what is wrong with a file or a region', async () => {
    const folder = newFolder()
    const broken = join(folder, 'x.xlsx')
    writeFileSync(broken, 'no workbook')
    for (const args of [
      ['import', join(folder, 'none.csv')],
      ['import', broken],
      ['import', 'x.doc'],
    ])
      expect(await roster(join(folder, 'data'), ...args)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^xiangfa: .*(none\.csv|x\.xlsx|x\.doc)/) as string,
      })
    const { code, err } = await begin(['roster', 'init', '--region', '999999', '--out', join(folder, 'r.xlsx')]).ended
    expect([code, err]).toEqual([1, 'xiangfa: 999999 is not the code of a county, e.g. 370285\n'])
  })

  it('makes a skeleton of a county that can be imported', async () => {
    const folder = newFolder()
    const file = join(folder, 'laixi.xlsx')
    const made = await begin(['roster', 'init', '--region', '370285', '--out', file]).ended
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toMatch(/\d+ 个镇街，\d{3} 个村居/)
    expect((await roster(join(folder, 'data'), 'import', file)).out).toMatch(/新增 \d{3}，改动 0，撤销 0，没变 0/)
  }, 60_000)
})
