const ENDS: readonly RegExp[] = [/\n+/gu, /[。！？!?…]+[”’」』）)]*/gu, /[；;，,、：:\s]/gu]

/**
 * A text in pieces of at most `limit` UTF-16 units, cut behind a paragraph, else behind a sentence, else behind a comma or a space, else
 * anywhere but inside a character. Nothing but the white space at the cuts is lost; an empty text gives no piece.
 */
export const splitText = (text: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const at = cutOf(rest, limit)
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** Where to cut: the last good place in the second half, the better kind of place first. */
const cutOf = (text: string, limit: number): number => {
  const head = text.slice(0, limit)
  for (const end of ENDS) {
    const last = [...head.matchAll(end)].map((match) => match.index + match[0].length).findLast((at) => at >= limit / 2)
    if (last !== undefined) return last
  }
  const before = text.charCodeAt(limit - 1)
  return before >= 0xd800 && before <= 0xdbff && limit > 1 ? limit - 1 : limit
}
