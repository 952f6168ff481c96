import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPace, TELEGRAM_LIMITS } from '../../src/adapters/telegram/pace.ts'
import { splitText } from '../../src/lang/index.ts'

/** Messages to chats, each some time under way, played by a clock of their own; when each was sent and answered. */
const play = (messages: readonly { readonly chat: number; readonly at: number; readonly takes: number }[]) => {
  let now = 0
  const pace = createPace(() => now)
  type Event = { readonly at: number; readonly run: () => void }
  const events: Event[] = []
  const sent: { chat: number; from: number; to: number }[] = []
  const ask = (key: number, chat: number, takes: number) => {
    const wait = pace.ask(`${key}`, `${chat}`, chat < 0)
    if (wait > 0) return void events.push({ at: now + wait, run: () => ask(key, chat, takes) })
    sent.push({ chat, from: now, to: now + takes })
    events.push({ at: now + takes, run: () => pace.done(`${chat}`, chat < 0) })
  }
  for (const [key, { chat, at, takes }] of messages.entries()) events.push({ at, run: () => ask(key, chat, takes) })
  for (let left = 100_000; events.length > 0 && left > 0; left -= 1) {
    events.sort((a, b) => a.at - b.at)
    const next = events.shift()
    now = next?.at ?? now
    next?.run()
  }
  return sent
}

it('never lets more through than a network bears, whenever between sending and answering it counts', () => {
  const message = fc.record({ chat: fc.integer({ min: -3, max: 30 }), at: fc.nat(3_000), takes: fc.integer({ min: 1, max: 900 }) })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 120 }), fc.func(fc.double({ min: 0, max: 1, noNaN: true })), (messages, when) => {
      const sent = play(messages)
      expect(sent).toHaveLength(messages.length)
      const counted = sent.map((one, index) => ({ chat: one.chat, at: one.from + (one.to - one.from) * when(index) }))
      const most = (of: readonly { readonly at: number }[], withinMs: number) =>
        Math.max(0, ...of.map(({ at }) => of.filter((other) => other.at > at - withinMs && other.at <= at).length))
      expect(most(counted, 1_000)).toBeLessThanOrEqual(TELEGRAM_LIMITS.all.most)
      for (const chat of new Set(counted.map((one) => one.chat))) {
        const own = counted.filter((one) => one.chat === chat)
        expect(most(own, 1_000)).toBeLessThanOrEqual(1)
        if (chat < 0) expect(most(own, 60_000)).toBeLessThanOrEqual(20)
      }
    }),
    { numRuns: 60 },
  )
})

it('cuts any text into pieces that fit, and loses nothing but white space at the cuts', () => {
  const word = fc.constantFrom('欠条', '工钱', '。', '，', '\n', ' ', '👨‍👩‍👧', 'abc', '！”', '一二三四五六七八九十')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), fc.integer({ min: 12, max: 80 }), (words, limit) => {
      const text = words.join('')
      const pieces = splitText(text, limit)
      expect(pieces.every((piece) => piece.length > 0 && piece.length <= limit && encodeURIComponent(piece) !== '')).toBe(true)
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
