import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  buildPlaceIndex,
  findPhones,
  findPlaces,
  foldForMatch,
  maskName,
  maskPersonal,
  matchPlaceName,
  normalizeText,
  parseChoice,
  parseChoices,
  parseLandline,
  parseMobile,
  parsePersonName,
  parseResidentId,
  parseYesNo,
  samePinyin,
  sayWhen,
  toMs,
} from '../../src/lang/index.ts'

const checkFigure = (first17: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0) % 11] ?? ''
}
const ID = `37028519900101123${checkFigure('37028519900101123')}`

describe('text', () => {
  it('folds width, case, traditional characters, repeats and signs', () => {
    expect(normalizeText('ＡＢＣ　１２３')).toBe('abc 123')
    expect(foldForMatch('老闆拖欠工資！！！')).toBe('老板拖欠工资')
    expect(foldForMatch('我要離婚，財產怎麼分？')).toBe('我要离婚财产怎么分')
    expect(foldForMatch('在吗吗吗吗吗')).toBe('在吗吗')
    expect(foldForMatch('10000000')).toBe('10000000')
  })
})

describe('resident ids', () => {
  it('reads one as people type it', () => {
    for (const text of [
      ID,
      `我的身份证号是${ID}`,
      ID.replace(/(.{6})(.{8})/, '$1 $2 '),
      [...ID].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
    ])
      expect(parseResidentId(text)).toMatchObject({ kind: 'ok', id: ID, birth: { year: 1990, month: 1, day: 1 }, sex: 'male', region: '370285' })
  })
  it('says which part is wrong', () => {
    const last = ID[17] === '0' ? '1' : '0'
    expect(parseResidentId(ID.slice(0, 17) + last)).toMatchObject({ kind: 'wrong', why: 'checksum' })
    expect(parseResidentId(ID.slice(0, 16))).toMatchObject({ kind: 'wrong', why: 'length' })
    expect(parseResidentId('370285900101123')).toMatchObject({ kind: 'wrong', why: 'length' })
    expect(parseResidentId('370285199013011234')).toMatchObject({ kind: 'wrong', why: 'birth' })
    expect(parseResidentId('990285199001011234')).toMatchObject({ kind: 'wrong', why: 'region' })
    expect(parseResidentId('我不知道')).toBeUndefined()
    expect(parseResidentId('13812345678')).toBeUndefined()
  })
  it('takes a last X in any dress', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), (order) => {
        const first = `37028519850312${order}`
        const id = first + checkFigure(first)
        const dress = id.replace('X', 'ｘ')
        return parseResidentId(dress)?.kind === 'ok' && parseResidentId(id.replace('X', '×'))?.kind === 'ok'
      }),
    )
  })
})

describe('telephones', () => {
  it('reads mobiles and says what is wrong', () => {
    expect(parseMobile('138 1234 5678')).toEqual({ kind: 'ok', number: '13812345678' })
    expect(parseMobile('电话：+86-13812345678')).toEqual({ kind: 'ok', number: '13812345678' })
    expect(parseMobile('1381234567')).toEqual({ kind: 'wrong', why: 'length' })
    expect(parseMobile('12812345678')).toEqual({ kind: 'wrong', why: 'prefix' })
    expect(parseMobile('没有手机')).toBeUndefined()
    expect(parseLandline('0532-88401234')).toBe('0532-88401234')
    expect(findPhones('找张三13812345678或15900001111')).toEqual(['13812345678', '15900001111'])
  })
})

describe('names', () => {
  it.each([
    ['张三', '张三'],
    ['我叫李秀英', '李秀英'],
    ['姓名：王 建国', '王建国'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['欧阳娜娜', '欧阳娜娜'],
    ['俺叫刘二柱', '刘二柱'],
  ])('%s', (text, name) => {
    expect(parsePersonName(text)).toEqual({ kind: 'ok', name })
  })
  it.each([
    ['要花钱吗', 'not-a-name'],
    ['我不知道', 'not-a-name'],
    ['张', 'not-a-name'],
    ['Tom', 'characters'],
    ['', 'empty'],
    ['老板拖欠我工资怎么办', 'not-a-name'],
    ['13812345678', 'characters'],
  ])('%s', (text, why) => {
    expect(parsePersonName(text)).toEqual({ kind: 'wrong', why })
  })
})

describe('yes, no and choices', () => {
  it.each(['是', '对', '嗯嗯', '好的', '中', '可以', '没错', '是的！', '行吧', '要', '对的呢'])('yes: %s', (text) => expect(parseYesNo(text)).toBe(true))
  it.each(['不是', '不对', '不', '没有', '错了', '不行', '不要', '不用了'])('no: %s', (text) => expect(parseYesNo(text)).toBe(false))
  it.each(['不知道', '对不起', '要花钱吗', '老板', '', '好像不是吧怎么说'])('neither: %s', (text) => expect(parseYesNo(text)).toBeUndefined())

  const choices = [
    { value: 'wages', label: '被拖欠工钱' },
    { value: 'injury', label: '工伤' },
    { value: 'traffic', label: '交通事故受伤' },
    { value: 'other', label: '别的事' },
  ]
  it.each([
    ['2', 'injury'],
    ['2.', 'injury'],
    ['第二个', 'injury'],
    ['二', 'injury'],
    ['②', 'injury'],
    ['工伤', 'injury'],
    ['我是工伤的', 'injury'],
    ['拖欠工钱', 'wages'],
    ['交通事故', 'traffic'],
    ['选4', 'other'],
  ])('%s', (text, value) => {
    expect(parseChoice(text, choices)).toMatchObject({ kind: 'one', value })
  })
  it('is not fooled by figures out of range or by other words', () => {
    expect(parseChoice('9', choices)).toBeUndefined()
    expect(parseChoice('离婚', choices)).toBeUndefined()
    expect(parseChoice('不是工伤', choices)).toBeUndefined()
  })
  it.each([
    ['1,3', ['wages', 'traffic']],
    ['一和三', ['wages', 'traffic']],
    ['13', ['wages', 'traffic']],
    ['工伤、别的事', ['injury', 'other']],
    ['都有', ['wages', 'injury', 'traffic', 'other']],
    ['都没有', []],
  ])('several: %s', (text, values) => {
    expect(parseChoices(text, choices)).toEqual(values)
  })
})

describe('places', () => {
  const rows = readFileSync(new URL('../../prisma/seed/laixi/villages.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const towns = new Map(
    readFileSync(new URL('../../prisma/seed/laixi/towns.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  )
  const index = buildPlaceIndex(rows.map(([code = '', town = '', name = '']) => ({ code, town, name, townName: towns.get(town) ?? '', aliases: [] })))

  it.each(['店埠镇东庄头村', '东庄头村', '东庄头', '莱西市店埠镇东庄头村委会', '店埠东庄头', '俺是店埠镇东庄头的', '东装头', '店步镇东庄头'])('%s', (text) => {
    expect(matchPlaceName(index, text, 3)[0]?.place.code).toBe('370285108223')
    expect(matchPlaceName(index, text, 3)[0]?.score).toBeGreaterThan(0.85)
  })
  it('gives both where two towns have the name, and one where the town is said', () => {
    const both = matchPlaceName(index, '夏家屯', 4).filter((fit) => fit.place.name === '夏家屯村')
    expect(both.length).toBe(2)
    expect(both[0]?.score).toBe(both[1]?.score)
    const [first] = both
    expect(matchPlaceName(index, `${first?.place.townName}夏家屯`, 4)[0]?.place.code).toBe(first?.place.code)
  })
  it('finds every village by town and name', () => {
    const missed = rows.filter(([code, town = '', name = '']) => {
      const [best] = matchPlaceName(index, `${towns.get(town)}${name}`, 1)
      return best?.place.code !== code && !(best && best.place.name === name)
    })
    expect(missed).toEqual([])
  })
  it('names nothing in what is no place', () => {
    for (const text of ['老板拖欠我工资', '要花钱吗', '店埠镇', '是', '1']) expect((matchPlaceName(index, text, 1)[0]?.score ?? 0) < 0.85).toBe(true)
  })
  it('finds a village inside a sentence', () => {
    expect(findPlaces(index, '俺是店埠镇东庄头村的，村里占了俺的地', 1)[0]).toMatchObject({ score: 1, place: { code: '370285108223' } })
    expect(findPlaces(index, '老板欠我三万块钱', 1)[0]?.score ?? 0).toBeLessThan(0.8)
  })
})

describe('sound', () => {
  it('is the same for usual typing errors', () => {
    expect(samePinyin('托欠', '拖欠')).toBe(true)
    expect(samePinyin('发院', '法院')).toBe(true)
    expect(samePinyin('工资', '公资')).toBe(true)
    expect(samePinyin('离婚', '结婚')).toBe(false)
  })
})

describe('masking', () => {
  it('hides ids, telephones and cards', () => {
    const masked = maskPersonal(`张三 ${ID} 电话138 1234 5678 卡6222 0212 3456 7890 123 邮箱a.b@c.com`)
    for (const secret of [ID, '13812345678', '6222021234567890', 'a.b@c.com', '12345678']) expect(masked.replace(/\s/g, '')).not.toContain(secret)
    expect(maskName('张三丰')).toBe('张**')
  })
  it('leaves no run of eleven figures and does nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.stringMatching(/^\d{5,25}X?$/)), { maxLength: 6 }), (pieces) => {
        const once = maskPersonal(pieces.join(' '))
        expect(once).not.toMatch(/\d{9,}/)
        expect(maskPersonal(once)).toBe(once)
      }),
    )
  })
})

describe('when', () => {
  const now = toMs({ year: 2026, month: 11, day: 23 }) + 9 * 3_600_000
  it.each([
    [0, '现在'],
    [5 * 3_600_000, '今天下午2点'],
    [(24 - 0.5) * 3_600_000, '明天上午8点半'],
    [14 * 24 * 3_600_000, '12月7日周一上午9点'],
  ])('%s', (later, said) => {
    expect(sayWhen(now + later, now)).toBe(said)
  })
})
