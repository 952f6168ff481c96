import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Update } from 'telegraf/types'
import { describe, expect, it } from 'vitest'
import { convert } from '../../src/adapters/telegram/convert.ts'
import type { Draft, Reading } from '../../src/adapters/telegram/convert.ts'

const folder = new URL('../payloads/telegram/', import.meta.url)
const NOW = Date.UTC(2026, 10, 23, 2)
const context = { bot: { id: 4200, username: 'xiangfa_bot' }, account: '4200', says: { apply: '申请法律援助' }, now: NOW }
const payload = (name: string): Update => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
const read = (name: string): Reading => convert(payload(name), context)
const drafts = (name: string): readonly Draft[] => {
  const reading = read(name)
  return reading.kind === 'messages' ? reading.drafts : []
}
const bodies = (name: string) => drafts(name).map((draft) => draft.body)

describe('a private message', () => {
  it('is a text of a person, with when and where', () => {
    expect(drafts('text')).toEqual([
      {
        externalId: '5551:31',
        address: { channel: 'telegram', account: '4200', chat: '5551' },
        sender: { id: '5551', name: '王建国' },
        sentAt: 1_795_399_200_000,
        body: { kind: 'text', text: '老板拖欠我三万块工资不给怎么办' },
      },
    ])
  })

  it('knows the number at the head of the message of ours that it replies to', () => {
    const about = (from: number, quoted: string) => {
      const update = JSON.parse(JSON.stringify(payload('reply-with-quote')).replace('"id":4200', `"id":${from}`).replace('先留证据。工钱', `${quoted}工钱`))
      const reading = convert(update, context)
      return reading.kind === 'messages' ? reading.drafts.map((draft) => draft.body) : []
    }
    expect(about(4200, '#12 张大爷：')).toEqual([{ kind: 'text', text: '这句是啥意思', about: 12 }])
    expect(about(4200, '先留证据。')).toEqual([{ kind: 'text', text: '这句是啥意思' }])
    expect(about(77, '#12 张大爷：')).toEqual([{ kind: 'text', text: '这句是啥意思' }])
  })

  it.each([
    ['start', [{ kind: 'text', text: '/start' }]],
    ['start-code', [{ kind: 'text', text: '/start w-K3X9' }]],
    ['menu-command', [{ kind: 'text', text: '申请法律援助' }]],
    ['forwarded', [{ kind: 'text', text: '你的工资下个月再说' }]],
    ['reply-with-quote', [{ kind: 'text', text: '这句是啥意思' }]],
    ['edited', [{ kind: 'text', text: '老板拖欠我五万块工资', edited: true }]],
    ['location', [{ kind: 'location', latitude: 36.8641, longitude: 120.5177 }]],
    ['venue', [{ kind: 'location', latitude: 36.8641, longitude: 120.5177 }]],
    ['own-contact', [{ kind: 'text', text: '13800138000' }]],
    ['contact', [{ kind: 'text', text: '李小明 13800138001' }]],
    ['sticker', [{ kind: 'unsupported', what: 'sticker' }]],
    [
      'photo-with-caption',
      [
        { kind: 'coming', ref: 'large', name: 'photo-31.jpg', as: 'file', size: 180_000 },
        { kind: 'text', text: '这是欠条' },
      ],
    ],
    ['album', [{ kind: 'coming', ref: 'p1', name: 'photo-31.jpg', as: 'file', size: 1_200, album: '1300' }]],
    ['document', [{ kind: 'coming', ref: 'doc', name: '../../合同.pdf', as: 'file', size: 52_000 }]],
    ['animation', [{ kind: 'coming', ref: 'ani', name: 'x.mp4', as: 'file', size: 900 }]],
    ['voice', [{ kind: 'coming', ref: 'v', name: 'voice-31.ogg', as: 'voice', size: 9_000 }]],
    ['video-note', [{ kind: 'coming', ref: 'vn', name: 'video-31.mp4', as: 'file', size: 70_000 }]],
  ])('%s is read', (name, expected) => expect(bodies(name)).toEqual(expected))

  it('opens the door at /start only', () => {
    expect(drafts('start')[0]?.opens).toBe(true)
    expect(drafts('start-code')[0]?.opens).toBe(true)
    expect(drafts('text')[0]?.opens).toBeUndefined()
  })

  it('is another message when it is edited, and its caption another than its picture', () => {
    const ids = [...drafts('text'), ...drafts('edited'), ...drafts('photo-with-caption')].map((draft) => draft.externalId)
    expect(ids).toEqual(['5551:31', '5551:31:1795399240', '5551:31', '5551:31:words'])
  })
})

describe('a message in a group', () => {
  it.each([
    ['group-mention', '离婚孩子归谁'],
    ['group-mention-behind', '离婚孩子归谁'],
    ['group-text-mention', '离婚孩子归谁'],
    ['group-ask', '离婚孩子归谁'],
    ['group-reply-to-bot', '那要多少钱'],
    ['group-mention-in-reply', '看看\n老板不给工钱咋办'],
    ['group-photo-mention', '这样行不行'],
  ])('%s is addressed to the bot', (name, text) => {
    expect(drafts(name)).toMatchObject([{ body: { kind: 'text', text }, group: { id: '-100200300', name: '东庄头村群' }, address: { chat: '-100200300' } }])
  })

  it.each(['group-chatter', 'group-mention-other', 'group-ask-other-bot', 'group-joined', 'group-anonymous-administrator'])('%s is not heard', (name) =>
    expect(read(name).kind).toBe('ignored'),
  )

  it('keeps of a danger cried out only its kind', () => {
    expect(bodies('group-danger')).toEqual([{ kind: 'unsupported', what: 'danger:violence' }])
    expect(JSON.stringify(read('group-danger'))).not.toContain('打我')
  })

  it('is answered in its topic', () => expect(drafts('group-topic')).toMatchObject([{ address: { chat: '-100200300:45' }, group: { id: '-100200300' } }]))

  it('binds the group, if its sender may', () =>
    expect(read('group-bind')).toMatchObject({ kind: 'bind', chat: '-100200300', userId: 5551, draft: { body: { kind: 'bind', village: '店埠镇东庄头村' } } }))

  it.each(['migrate-to', 'migrate-from'])('%s tells of its new id', (name) => expect(read(name)).toEqual({ kind: 'moved', from: '-200300', to: '-100200300' }))
})

describe('a button', () => {
  it('is its value and its label, once a person', () =>
    expect(read('press')).toMatchObject({
      kind: 'press',
      queryId: '99',
      chat: '5551',
      messageId: 30,
      draft: { externalId: 'press:5551:30:5551', sentAt: NOW, body: { kind: 'choice', value: 'do:none', label: '都不是' } },
    }))
  it('in a group belongs to the group', () => expect(read('press-in-group')).toMatchObject({ draft: { group: { id: '-100200300' } } }))
  it.each(['press-made-up', 'press-too-old'])('%s is not taken', (name) => expect(read(name)).toEqual({ kind: 'spent', queryId: '99' }))
})

it.each(['inline-query', 'channel-post'])('%s is ignored', (name) => expect(read(name).kind).toBe('ignored'))

it('reads whatever is missing or of another kind in a payload without failing in another way than by an error', () => {
  const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ''))
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(40), fc.constantFrom(null, 0, '', [], {}), (name, at, value) => {
      let seen = 0
      const broken: Update = JSON.parse(JSON.stringify(payload(name)), (_, inner) => {
        seen += 1
        return seen === at ? value : inner
      })
      try {
        expect(['messages', 'press', 'spent', 'bind', 'moved', 'ignored']).toContain(convert(broken, context).kind)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
    }),
    { numRuns: 500 },
  )
})
