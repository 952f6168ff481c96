import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalIdOf, readReceived } from '../../src/adapters/wechat/convert.ts'
import { textsOfPart, TEXT_LIMIT } from '../../src/adapters/wechat/messages.ts'
import type { Received } from '../../src/adapters/wechat/network.ts'

const received = (over: Partial<Received> = {}): Received => ({
  id: 'm1',
  kind: 'text',
  text: '工钱没给',
  at: 1_000,
  from: { id: '@a', name: '张大爷', alias: '', friend: true },
  own: false,
  official: false,
  ...over,
})
const group = { id: '@@g', topic: '东庄头村群', ownNames: ['小助手'], mentioned: false }
const content = (over: Partial<Received>) => {
  const reading = readReceived(received(over))
  return reading.kind === 'content' ? reading.content : reading
}

describe('a message in private', () => {
  it('is heard, without the message that it answers', () => {
    expect(content({})).toEqual({ kind: 'text', text: '工钱没给' })
    expect(content({ text: '「小助手：哪个村」\n- - - - - -\n东庄头村' })).toEqual({ kind: 'text', text: '东庄头村' })
    expect(content({ text: '「小助手：#12 张大爷：在吗」\n- - - - - -\n您好' })).toEqual({ kind: 'text', text: '您好', about: 12 })
  })

  it('is not heard where it is our own, of an official account, or of WeChat itself', () => {
    expect(content({ own: true })).toMatchObject({ kind: 'dropped', why: 'own' })
    expect(content({ official: true })).toMatchObject({ kind: 'dropped', why: 'official' })
    expect(content({ kind: 'system' })).toMatchObject({ kind: 'dropped', why: 'system' })
  })

  it('says what it is where it has no words', () => {
    expect(content({ kind: 'location', place: { latitude: 36.9, longitude: 120.5 } })).toEqual({ kind: 'location', latitude: 36.9, longitude: 120.5 })
    expect(content({ kind: 'location' })).toEqual({ kind: 'unsupported', what: 'location' })
    expect(content({ kind: 'contact', text: '王律师' })).toEqual({ kind: 'unsupported', what: 'card:王律师' })
    expect(content({ kind: 'link', text: '欠薪怎么办 https://x.cn' })).toEqual({ kind: 'unsupported', what: 'link:欠薪怎么办 https://x.cn' })
    expect(content({ kind: 'money', text: '' })).toEqual({ kind: 'unsupported', what: 'money' })
    expect(content({ kind: 'file' })).toEqual({ kind: 'download', as: 'file' })
    expect(content({ kind: 'voice' })).toEqual({ kind: 'download', as: 'voice' })
  })
})

describe('a message in a group', () => {
  it('is dropped where it is not for us, and of danger only the kind is kept', () => {
    expect(content({ room: group })).toMatchObject({ kind: 'dropped', why: 'not-addressed' })
    expect(content({ room: group, kind: 'file' })).toMatchObject({ kind: 'dropped', why: 'not-addressed' })
    expect(content({ room: group, text: '救命，他正在打我' })).toEqual({ kind: 'unsupported', what: 'danger:violence' })
  })

  it('does not take a quoted cry for help for a new one', () => {
    expect(content({ room: group, text: '「王大爷：救命，他正在打我」\n- - - - - -\n这是哪天的事' })).toMatchObject({ why: 'not-addressed' })
  })
})

describe('the name under which a message is stored', () => {
  const index = (value: string) => value
  const name = (over: Partial<Received>, late = false, print = '') => externalIdOf(received(over), 'xf1', undefined, late, print, index)

  it('is the same under another id where sender, words and time agree', () => {
    expect(name({ id: 'm2' })).toBe(name({}))
    expect(name({ at: 2_000 })).not.toBe(name({}))
    expect(name({ text: '工钱没给啊' })).not.toBe(name({}))
    expect(externalIdOf(received(), 'xf2', undefined, false, '', index)).not.toBe(name({}))
    expect(externalIdOf(received(), 'xf1', 'xfg', false, '', index)).not.toBe(name({}))
  })

  it('tells short answers apart by their ids, unless they are old', () => {
    for (const text of ['1', '②', '二', '是', '2.']) {
      expect(name({ id: 'm2', text })).not.toBe(name({ text }))
      expect(name({ id: 'm2', text }, true)).toBe(name({ text }, true))
    }
  })

  it('tells files apart by their bytes', () => {
    expect(name({ kind: 'file', text: '' }, false, 'a')).not.toBe(name({ kind: 'file', text: '' }, false, 'b'))
    expect(name({ kind: 'file', text: '', id: 'm2' }, false, 'a')).toBe(name({ kind: 'file', text: '' }, false, 'a'))
  })
})

describe('an answer', () => {
  const texts = (text: string, choices: readonly string[] = [], from?: string) =>
    textsOfPart(
      { text, choices: choices.map((label) => ({ value: label, label })), ...(from === undefined ? {} : { from }) },
      (who) => `${who}：`,
      '回数字就行。',
    )

  it('has its choices as numbered lines behind it, and says who speaks', () => {
    expect(texts('您是想问哪一个？', ['离婚', '都不是'])).toEqual(['您是想问哪一个？\n【1】离婚\n【2】都不是\n回数字就行。'])
    expect(texts('您有合同吗', [], '演示顾问一')).toEqual(['演示顾问一：\n您有合同吗'])
  })

  it('keeps the choices together where the text is long', () => {
    const pieces = texts(`${'这是一句话。'.repeat(180)}`, ['甲', '乙'])
    expect(pieces.at(-1)).toMatch(/【1】甲\n【2】乙\n回数字就行。$/u)
    expect(pieces.filter((piece) => piece.includes('【'))).toHaveLength(1)
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/。$/u)
  })

  it('is never longer than a message may be, and loses no word', () => {
    const words = fc.array(fc.constantFrom('工钱没给', '。', '，', '\n', '🌾', 'abc ', '一二三四五六七八九十'), { maxLength: 600 }).map((all) => all.join(''))
    fc.assert(
      fc.property(words, fc.array(fc.constantFrom('甲', '最近的司法所'), { maxLength: 5 }), (text, choices) => {
        const pieces = texts(text, choices)
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(TEXT_LIMIT)
        const bare = (all: string) => all.replace(/\s/gu, '')
        expect(bare(pieces.join(''))).toContain(bare(text))
      }),
      { numRuns: 100 },
    )
  })
})
