/**
 * Folds full-width letters, digits and signs to their ASCII forms one UTF-16 unit at a time, so that positions in the result are positions
 * in the text. What would grow or shrink (㎡, ½) stays as it is.
 */
export const foldWidth = (text: string): string =>
  text.replace(/[\u3000-\u3002\uff01-\uffee\u00a5\u2460-\u249b\u24ea-\u24ff\u00a0\u2002-\u200a\u202f\u2010-\u2015]/g, (char) => {
    const special = SPECIAL[char]
    if (special !== undefined) return special
    const folded = char.normalize('NFKC')
    return folded.length === 1 ? folded : char
  })

const SPECIAL: Readonly<Record<string, string>> = {
  '¥': '¥',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
}
