import { ELSEWHERE, HYPOTHETICAL, IDIOM, LEGAL, NOW, PAST, SIGNS } from './danger-signs.ts'
import { foldForMatch, normalizeText } from './text.ts'

/** Kinds of present danger, each answered in its own way. */
export type DangerKind = 'suicide' | 'kidnap' | 'child-harm' | 'threat' | 'violence' | 'fire-or-accident'
/** A danger that is there now, and the words that said so. */
export type Danger = { readonly kind: DangerKind; readonly phrase: string }

/** Typing errors by sound that must not hide a cry for help. */
const MISTYPED: readonly (readonly [RegExp, string])[] = [
  [/自[沙刹啥砂煞纱]/gu, '自杀'],
  [/[邦帮榜]架/gu, '绑架'],
  [/就命/gu, '救命'],
  [/不象活|不想或/gu, '不想活'],
  [/农要|浓药/gu, '农药'],
  [/跳娄|跳搂/gu, '跳楼'],
  [/(?<=要|想|敢)沙(?=我|俺|人|了|死)/gu, '杀'],
]

/**
 * Present danger to somebody's life or body, in a message. The past, suppositions, questions about the law and sayings are none. Where it
 * is doubtful whether somebody means to harm themselves, it counts.
 */
export const findDanger = (text: string): Danger | undefined => {
  if (text.trim() === '') return undefined
  for (const clause of clausesOf(text)) {
    const found = inClause(clause)
    if (found) return found
  }
  return undefined
}

/** Pieces between punctuation, as letters only; a text chopped up by signs is one piece. A question about the law colours the piece before it. */
const clausesOf = (text: string): readonly string[] => {
  const mended = MISTYPED.reduce((current, [wrong, right]) => current.replace(wrong, right), foldGaps(normalizeText(text.slice(0, 2_000))))
  const pieces = mended
    .split(/[,，.。!！?？;；:：\n…]+/u)
    .map(foldForMatch)
    .filter((piece) => piece !== '')
  const whole = pieces.join('')
  if (pieces.length > 2 && whole.length / pieces.length <= 2) return [whole]
  return pieces.map((piece, index) => {
    const next = pieces[index + 1]
    return next !== undefined && LEGAL.test(next) && !NOW.test(next) ? piece + next : piece
  })
}

/** Signs and spaces between single characters go: 想 自 杀, 自-杀. */
const foldGaps = (text: string): string => text.replace(/(?<=\p{Script=Han})[\s*·.\-_~—|/\\]+(?=\p{Script=Han})/gu, '')

const inClause = (clause: string): Danger | undefined => {
  const plain = clause.replace(IDIOM, '')
  for (const { kind, sure, likely } of SIGNS) {
    const certain = sure.exec(plain)
    if (certain && !excused(plain, kind === 'suicide')) return { kind, phrase: certain[0] }
    const probable = likely?.exec(plain)
    if (probable && NOW.test(plain) && !excused(plain, false)) return { kind, phrase: probable[0] }
  }
  return undefined
}

/** The past, a supposition, an institution, or a question about the law without a word of the present. First-person despair is excused by none but suppositions about others. */
const excused = (clause: string, despair: boolean): boolean => {
  if (
    despair &&
    /(?:我|俺|自己|本人)/u.test(clause) &&
    !/(?:我|俺)(?:家|们|村|妈|爸|爹|娘|哥|弟|姐|妹|儿|闺女|男人|媳妇|老公|老婆|邻居|同事|工友|以前|去年)/u.test(clause)
  )
    return false
  if (HYPOTHETICAL.test(clause) || ELSEWHERE.test(clause)) return true
  if (PAST.test(clause) && !/(?:现在|正在|这会儿|马上|快来|救命)/u.test(clause)) return true
  return LEGAL.test(clause) && !NOW.test(clause)
}
