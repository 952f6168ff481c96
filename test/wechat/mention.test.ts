import { describe, expect, it } from 'vitest'
import { addressedText, withoutQuote } from '../../src/adapters/wechat/mention.ts'

const names = ['小助手', '法律小助手']

describe('a message in a group', () => {
  it.each([
    ['@小助手\u2005离婚孩子归谁', '离婚孩子归谁'],
    ['@小助手 离婚孩子归谁', '离婚孩子归谁'],
    ['＠小助手：离婚孩子归谁', '离婚孩子归谁'],
    ['@小助手离婚孩子归谁', '离婚孩子归谁'],
    ['离婚孩子归谁 @小助手', '离婚孩子归谁'],
    ['离婚@法律小助手\u2005孩子归谁', '离婚 孩子归谁'],
    ['@小助手 @法律小助手 人工', '人工'],
    ['@小助手', ''],
    ['  @小助手\u2005\n工钱', '工钱'],
  ])('%j is for us: %j', (raw, text) => {
    expect(addressedText(raw, names, false)).toBe(text)
  })

  it.each(['谁家的玉米卖了', '小助手真好用', '@王大爷\u2005离婚孩子归谁', '@所有人 明天停电', '请看@小助手二号 的话', '邮箱 a@小助手吧', ''])(
    '%j is not for us',
    (raw) => {
      expect(addressedText(raw, names, false)).toBeUndefined()
    },
  )

  it('is for us where WeChat says so, under a name that we do not know', () => {
    expect(addressedText('@村里的律师\u2005工钱没给', names, true)).toBe('工钱没给')
    expect(addressedText('工钱没给', names, true)).toBe('工钱没给')
  })

  it('is for us where it answers our message, and the answered words are not taken for the question', () => {
    const raw = '「小助手：拖欠工资可以投诉」\n- - - - - - - - - - - - - - -\n那要带什么'
    expect(addressedText(raw, names, false)).toBe('那要带什么')
    expect(addressedText(raw.replace('小助手', '王大爷'), names, false)).toBeUndefined()
    expect(withoutQuote(raw)).toEqual({ text: '那要带什么', of: '小助手', quoted: '拖欠工资可以投诉' })
  })

  it('knows a name with an emoji in it, however the puppet writes it', () => {
    expect(addressedText('@小助手<span class="emoji emoji1f33e"></span>\u2005人工', ['小助手<span class="emoji emoji1f33e"></span>'], false)).toBe('人工')
  })

  it('knows a name with signs that mean something in patterns', () => {
    expect(addressedText('@小助手(法律).*\u2005人工', ['小助手(法律).*'], false)).toBe('人工')
  })
})
