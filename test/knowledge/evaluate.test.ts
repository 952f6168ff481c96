import { expect, it } from 'vitest'
import { evaluateAll } from '../../src/knowledge/index.ts'
import type { Asked, Understood } from '../../src/knowledge/index.ts'

const answers: Readonly<Record<string, Asked & { readonly understood: Understood }>> = {
  right: { ranked: ['a/1', 'a/2'], probability: 0.9, understood: { kind: 'answer', intent: 'a/1' } },
  second: { ranked: ['a/2', 'a/1'], understood: { kind: 'clarify', intents: ['a/2', 'a/1'] } },
  wrong: { ranked: ['b/1'], probability: 0.7, understood: { kind: 'answer', intent: 'b/1' } },
  'other, by a new one': { ranked: ['n/1'], understood: { kind: 'answer', intent: 'n/1' } },
  'other, by a known one': { ranked: ['a/1'], understood: { kind: 'answer', intent: 'a/1' } },
  chatter: { ranked: [], understood: { kind: 'rephrase' } },
}
const rows = Object.keys(answers).map((q) => ({ q, ids: q.startsWith('other') ? ['other'] : q === 'chatter' ? ['oos'] : ['a/1'] }))

it('counts as the names say', async () => {
  let clock = 0
  const result = await evaluateAll(
    rows,
    (q) => answers[q] ?? { ranked: [] },
    (q) => answers[q]?.understood ?? { kind: 'rephrase' },
    (id) => id.startsWith('n/'),
    () => {
      clock += 1
      return clock
    },
  )
  expect(result).toMatchObject({
    n: 6,
    top1: 0.3333,
    top3: 0.6667,
    mrr: 0.5,
    direct_rate: 0.6667,
    // Of right, wrong and "other, by a known one".
    direct_precision: 0.3333,
    clarify_rate: 0.1667,
    // 0.1 too little for the right one, 0.7 too much for the wrong one.
    reliability: 0.4,
    oos_direct: 0,
    other_direct: 0.5,
    new_direct: 0.5,
    p50_ms: 1,
    confusions: [
      { wanted: 'a/1', got: 'a/2', count: 1 },
      { wanted: 'a/1', got: 'b/1', count: 1 },
    ],
  })
  const [low = 0, high = 0] = result.intervals['top1'] ?? []
  expect(low).toBeLessThan(0.3333)
  expect(high).toBeGreaterThan(0.3333)
})
