import { describe, expect, it } from 'vitest'
import { declaredSteps } from '../../src/flow/index.ts'
import { begin, form, say, sayAll } from './walk.ts'
import type { Walk } from './walk.ts'

const flow = form('legal-aid-application')
const choicesOf = (walk: Walk) => ('say' in walk.outcome ? (walk.outcome.say.at(-1)?.choices ?? []).map((choice) => choice.label) : [])

const toId = ['同意', '给我自己', '王小明', '同意']
const toMatter = [...toId, '370285199001011238', '13800138000', '店埠镇东庄头村']
const toDate = [...toMatter, '要工钱', '老板', '工头老张', '跳过', '没有']
const toFactsEnd = [...toDate, '2026年2月7日', '三万五', '去年在工地干活，说好完工给钱，一直没给我。']
const toReview = [...toFactsEnd, '还没开始', '本市', '打工', '2', '跳过', '没有', '王小明']
const walked = (lines: readonly string[]) => sayAll(flow, begin(flow), lines)

describe('the application for legal aid', () => {
  it('is filled in from the notice to the review and submitted with typed answers', () => {
    const review = walked(toReview)
    expect(review.said).toContain('《法律援助申请》填完了')
    expect(review.said).toContain('身份证号：370285********1238')
    const { outcome } = say(flow, review, '提交')
    expect(outcome).toMatchObject({
      kind: 'done',
      submit: 'legal-aid.submit',
      answers: {
        'applicant-name': { value: '王小明' },
        'applicant-id': { value: '370285199001011238' },
        'applicant-village': { value: '370285108223', town: '370285108' },
        matter: { value: 'wages' },
        'happened-on': { value: { year: 2026, month: 2, day: 7 } },
        amount: { value: 3_500_000 },
        evidence: { value: ['chat'] },
        files: { kind: 'skipped' },
        exemption: { value: 'article-42-worker' },
        'urgent-ground': { value: 'none' },
        'opponents.1.name': { value: '工头老张' },
        statement: { kind: 'signature', value: '王小明' },
      },
    })
  })

  it('asks for nothing sensitive before the separate consent to it', () => {
    const consents = declaredSteps(flow).flatMap((step, index) => (step.field.kind === 'consent' ? [index] : []))
    const [general = -1, separate = -1] = consents
    expect(general).toBe(0)
    for (const [index, step] of declaredSteps(flow).entries()) if (step.sensitive) expect(index).toBeGreaterThan(separate)
  })

  it.each([
    ['at the notice', ['不同意']],
    ['at the separate consent', [...toId.slice(0, 3), '不同意']],
    ['under the statement', [...toReview.slice(0, -1), '不同意']],
  ])('leads to the office where consent is refused %s', (_, lines) => {
    const { outcome, said } = walked(lines)
    expect(outcome).toMatchObject({ kind: 'ended', action: 'office' })
    expect(said).toContain('司法所')
  })

  it('asks a proxy for name, relation and phone, and an applicant for none of them', () => {
    expect(walked(['同意', '替家里人']).said).toContain('您叫什么名字')
    expect(walked(['同意', '给我自己']).said).toContain('申请人叫什么名字')
  })

  it('asks about income only where no exemption is named', () => {
    expect(walked([...toReview.slice(0, -5), '都不是']).said).toContain('几口人')
    expect(walked([...toReview.slice(0, -4)]).said).toContain('手里有哪些东西')
  })
})

describe('answers that are not right', () => {
  it('says which part of a resident id is wrong, and asks on', () => {
    const wrong = walked([...toId, '370285199001011234'])
    expect(wrong.outcome.kind).toBe('invalid')
    expect(wrong.said).toContain('最后一位对不上')
    expect(say(flow, wrong, '37028519900101').said).toContain('您写了 14 位')
    expect(say(flow, wrong, '370285199013011238').said).toContain('出生日期')
    expect(say(flow, wrong, '370285 1990 0101 1238').said).toContain('手机号')
  })

  it('helps at length the third time, and offers a person', () => {
    const thrice = walked([...toMatter.slice(0, 5), '138', '139', '没有手机呀'])
    expect(thrice.said).toContain('司法所要打这个电话核对材料')
    expect(choicesOf(thrice)).toContain('找真人帮忙')
    const person = say(flow, thrice, { kind: 'choice', value: 'do:person', label: '找真人帮忙' })
    expect(person.outcome.kind).toBe('person')
  })

  it('hands a question on to others and asks the step again', () => {
    const asked = walked([...toId, '要花钱吗'])
    expect(asked.outcome.kind).toBe('decline')
    expect(asked.said).toContain('身份证号')
    expect(say(flow, asked, '370285199001011238').said).toContain('手机号')
  })

  it('takes no date of the future for what happened', () => {
    expect(walked([...toDate, '2027年1月1日']).said).toContain('2027年1月1日还没到')
  })

  it('asks which of two villages of one name is meant', () => {
    const twins = walked([...toMatter.slice(0, 6), '夏家屯'])
    expect(twins.said).toContain('是哪一个')
    expect(say(flow, twins, '2').said).toContain('是哪一类事')
    expect(say(flow, say(flow, twins, '2'), '上一步').said).toContain('二号镇夏家屯村')
  })
})

describe('dates that need a yes', () => {
  const asked = walked([...toDate, '去年腊月二十'])

  it('shows a lunar date in Gregorian', () => {
    expect(asked.said).toContain('2026年2月7日')
    expect(choicesOf(asked)).toEqual(['是', '不是'])
  })
  it('goes on at a yes', () => {
    expect(say(flow, asked, '是').said).toContain('多少钱')
  })
  it('asks again at a no', () => {
    const again = say(flow, asked, '不是')
    expect(again.said).toContain('什么时候出的')
    expect(sayAll(flow, again, ['上个月', '对']).said).toContain('多少钱')
  })
  it('takes another date in place of the yes', () => {
    expect(say(flow, asked, '2026年3月1日').said).toContain('多少钱')
  })
  it('asks the same again at something else', () => {
    expect(say(flow, asked, '哦哦').said).toContain('2026年2月7日')
  })
})

describe('going about in the form', () => {
  it('goes back one question with what was filled in, and loses nothing', () => {
    const back = walked([...toMatter, '上一步'])
    expect(back.said).toContain('您上次填的是：店埠镇东庄头村')
    expect(say(flow, back, '店埠镇东庄头村').said).toContain('是哪一类事')
  })

  it('stays at the first question when there is none before', () => {
    const first = say(flow, begin(flow), '上一步')
    expect(first.said).toContain('第一个问题')
    expect(say(flow, first, '同意').said).toContain('给您自己申请')
  })

  it('changes one line at the review and keeps the rest', () => {
    const review = walked(toReview)
    const before = review.state.answers
    const asked = say(flow, review, '修改 金额')
    expect(say(flow, review, '修改 3').said).toContain('您上次填的是')
    const edited = sayAll(flow, say(flow, review, '修改'), ['多少钱', '4万'])
    expect(asked.said).toContain('改哪一项')
    expect(edited.said).toContain('40,000')
    expect({ ...edited.state.answers, amount: before['amount'] }).toEqual(before)
  })

  it('asks only what depends on a changed answer', () => {
    const edited = sayAll(flow, walked(toReview), ['修改 困难情况', '都不是'])
    expect(edited.said).toContain('几口人')
    const back = sayAll(flow, edited, ['1', '2000', '没有', '没有', '同意'])
    expect(back.said).toContain('填完了')
    expect(back.said).toContain('家里几口人：1')
  })

  it('drops from the review and the submission what no longer applies', () => {
    const edited = sayAll(flow, walked(toReview), ['修改 对方是哪种人', '没有对方'])
    expect(edited.said).not.toContain('工头老张')
    const { outcome } = say(flow, edited, '提交')
    expect(outcome.kind === 'done' && outcome.answers['opponents.1.name']).toBe(undefined)
  })

  it('never submits from a list of lines opened in the middle', () => {
    const middle = walked([...toMatter, '修改'])
    expect(middle.said).toContain('改哪一项')
    for (const word of ['提交', '没错', '好', '是的']) expect(say(flow, middle, word).outcome.kind).not.toBe('done')
    expect(sayAll(flow, middle, ['手机号', '13900139000']).said).toContain('是哪一类事')
  })

  it('cancels and starts again only after a yes', () => {
    const asked = walked([...toMatter, '取消'])
    expect(asked.said).toContain('确定')
    expect(say(flow, asked, '不').said).toContain('是哪一类事')
    expect(say(flow, asked, '确定').outcome.kind).toBe('cancelled')
    expect(sayAll(flow, walked(toMatter), ['重来', '是']).said).toContain('同意就开始吗')
  })

  it('pauses with everything kept', () => {
    const paused = walked([...toMatter, '暂停'])
    expect(paused.outcome).toMatchObject({ kind: 'paused', state: { paused: true, step: 'matter' } })
  })

  it('explains a question and asks it again', () => {
    const why = walked([...toId, '为什么问这个'])
    expect(why.said).toContain('核对是不是本人')
    const help = walked([...toId, '帮助'])
    expect(help.said).toContain('最后一位可能是 X')
    expect(help.said).toContain('身份证号是多少')
  })

  it('skips what is optional and says why it cannot skip the rest', () => {
    expect(walked([...toMatter, '要工钱', '老板', '跳过']).said).toContain('电话')
    expect(walked([...toId, '跳过']).said).toContain('不能跳过')
  })

  it.each(['没有', '没', '不知道'])('takes “%s” for a skip where an answer is not required', (word) => {
    expect(walked([...toMatter, '要工钱', '老板', word]).said).toContain('电话')
  })
})

describe('long texts and files', () => {
  const toFacts = [...toDate, '2026年2月7日', '跳过']
  const photo = (n: number) => ({ kind: 'file', file: { id: `f${n}`, name: `${n}.jpg`, mime: 'image/jpeg', size: 10 } }) as const

  it('puts several messages together', () => {
    const { state } = walked([...toFacts, '干了半年', '钱没给', '完'])
    expect(state.answers['facts']).toMatchObject({ value: '干了半年\n钱没给' })
  })
  it('asks for more where too little was said', () => {
    expect(walked([...toFacts, '没给', '完']).said).toContain('再多说两句')
  })
  it('collects files until the person is done', () => {
    const atFiles = walked([...toReview.slice(0, -4), '都没有'])
    const sent = sayAll(flow, atFiles, [photo(1), photo(2)])
    expect(sent.said).toContain('收到 2 个了')
    expect(say(flow, sent, '没有了').state.answers['files']).toMatchObject({ shown: '2 个文件' })
  })
  it('asks for a word on material that was sent', () => {
    const mine = form('my-case')
    expect(sayAll(mine, begin(mine), ['补交材料', '莱法援申〔2026〕0001号', photo(1), '完']).said).toContain('有要说明的')
  })
  it('says where a file may be sent when it comes elsewhere', () => {
    expect(sayAll(flow, walked(toId), [photo(1)]).said).toContain('后面有地方发')
  })
})
