/** Where a text may be cut, best first. Each is tried in the second half of a piece, so that pieces do not become shreds. */
const CUTS: readonly RegExp[] = [/\n+/gu, /[。！？；…!?;]+[”’」』》）)\]]*/gu, /[，、,：:]+|[ \t\u3000]+/gu]

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units: at the end of a line, of a sentence, at a pause, and only where there is none
 * in the middle of words, never inside a character. White space around a cut is dropped, nothing else is. Empty text gives no piece.
 */
export const splitText = (text: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const at = cutAt(rest, limit)
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

const cutAt = (text: string, limit: number): number => {
  const head = text.slice(0, limit)
  for (const cut of CUTS) {
    const ends = [...head.matchAll(cut)].map((match) => match.index + match[0].length)
    const last = ends.findLast((end) => end > limit / 2)
    if (last !== undefined) return last
  }
  const before = head.charCodeAt(limit - 1)
  return before >= 0xd800 && before <= 0xdbff && limit > 1 ? limit - 1 : limit
}
