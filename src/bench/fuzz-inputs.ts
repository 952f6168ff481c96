/** Longest message that any door hands on. */
const LONGEST = 4_096
const ODD = [
  '\u0000',
  '\u200b',
  '\ufeff',
  '\u202e',
  '\ud83d',
  '\udc00',
  '\uffff',
  '\u{1f9d1}\u200d\u{1f33e}',
  '\r\n',
  '\t',
  "'",
  '"',
  '<',
  '{',
  '}',
  '[',
  '*',
  '&a',
  '%',
  '\\',
  '/',
  '..',
  '__proto__',
]

/** Texts such as people, broken programs and attackers send, without an end: pieces of `corpus` cut, joined, repeated and spoiled. `random` in [0, 1). */
export const fuzzInputs = (corpus: readonly string[], random: () => number): (() => string) => {
  const upTo = (most: number) => Math.floor(random() * most)
  const pick = (list: readonly string[]): string => list[upTo(list.length)] ?? ''
  const piece = (): string => {
    const text = pick(corpus)
    const at = upTo(text.length)
    return text.slice(at, at + 1 + upTo(8))
  }
  const odd = (): string => (random() < 0.5 ? pick(ODD) : String.fromCodePoint(upTo(0x11_0000)))
  const figures = (): string => String(Math.floor(random() * 10 ** upTo(20)))
  const one = (): string => {
    switch (upTo(8)) {
      case 0:
        return pick(corpus)
      case 1:
        return Array.from({ length: 1 + upTo(12) }, piece).join('')
      case 2:
        return Array.from({ length: 1 + upTo(12) }, () => (random() < 0.5 ? figures() : piece())).join('')
      case 3:
        return Array.from({ length: 1 + upTo(40) }, odd).join('')
      case 4: {
        const text = pick(corpus)
        const at = upTo(text.length)
        return text.slice(0, at) + odd() + text.slice(at + upTo(3))
      }
      case 5: {
        // What makes a careless expression search for ever: one piece very often, and an end that does not fit.
        const pump = random() < 0.3 ? figures() : random() < 0.5 ? odd() : piece()
        return (piece() + (pump === '' ? ' ' : pump).repeat(LONGEST)).slice(0, upTo(LONGEST)) + odd()
      }
      case 6:
        return `{"${piece()}":${random() < 0.5 ? figures() : `"${piece()}"`},"__proto__":{"a":[${figures()}]}}`
      default:
        return figures() + piece() + figures()
    }
  }
  return () => one().slice(0, LONGEST)
}
