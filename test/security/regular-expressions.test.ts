import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../src/root.ts'

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/generated|^bench|client/.test(name),
)

type Found = { readonly place: string; readonly pattern: RegExp }
/** The regular expressions that stand in the sources as such. */
const literals: readonly Found[] = sources.flatMap((name) =>
  readFileSync(join(root, 'src', name), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/(?<=[(,=:[!&|?{};]\s*|return |^\s*)\/(?![*/])((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s).,;\]}]|$)/g)].flatMap(
        ([, source = '', flags = '']): readonly Found[] => {
          try {
            return [{ place: `${name}:${index + 1}`, pattern: new RegExp(source, flags.replace(/[gy]/g, '')) }]
          } catch {
            return []
          }
        },
      ),
    ),
)

/** Characters that a pattern is likely to repeat: its own, and one of each usual class. */
const alphabetOf = (pattern: RegExp): readonly string[] => [
  ...new Set([
    ...(pattern.source
      .replace(/\\./g, '')
      .match(/[\p{L}\p{N}.,@:-]/gu)
      ?.slice(0, 10) ?? []),
    '1',
    'a',
    ' ',
    '一',
    '.',
  ]),
]

const LONGEST = 2_048
const BOUND_MS = 250

const slowest = ({ pattern }: Found): number => {
  let worst = 0
  for (const letter of alphabetOf(pattern))
    for (const end of ['\u0000', 'x!'])
      for (const begin of ['', alphabetOf(pattern)[0] ?? '']) {
        const text = begin + letter.repeat(LONGEST) + end
        const begun = performance.now()
        pattern.test(text)
        worst = Math.max(worst, performance.now() - begun)
      }
  return worst
}

describe('regular expressions of the program', () => {
  it('are found', () => expect(literals.length).toBeGreaterThan(300))

  it('come to an end on a long message, whatever it repeats', () => {
    const slow = literals.map((one) => ({ ...one, ms: slowest(one) })).filter(({ ms }) => ms > BOUND_MS)
    expect(slow.map(({ place, pattern, ms }) => `${place} ${pattern} ${Math.round(ms)} ms`)).toEqual([])
  }, 180_000)
})
