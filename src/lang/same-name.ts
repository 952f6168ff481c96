import { simplify } from './text.ts'

/**
 * How two writings of a name agree. `same`: but for dots, width, traditional or variant characters; `similar`: but for a character that a system
 * could not write (？, □, *, a private one, or its reading) or a part of a long name left out — a person must look; `different`.
 */
export type NameAgreement = 'same' | 'similar' | 'different'

/** Longer is no name. */
const LONGEST = 100
const DOTS = /[•・‧∙⋅●.．·･]/gu
const LEFT_OUT = /\s|[\u200b-\u200f]|\p{Variation_Selector}/gu
/** What stands in a register for a character that it could not write. */
const HOLE = /[?*□■〓\ufffd]|\p{Private_Use}|&#x?[\da-f]+;/iu
/** Variants in names, each followed by the usual form; beside the traditional characters of `simplify`. */
const VARIANTS = new Map(
  '呉吴吳吴劉刘楊杨韓韩馮冯鄧邓蕭萧葉叶呂吕盧卢蔣蒋龔龚錢钱湯汤魯鲁閆闫閻阎戸户靑青眞真敎教郞郎淸清増增徳德峯峰珎珍寳宝煕熙凞熙緖绪羣群衞卫鎭镇鉄铁髙高黒黑歩步沢泽浄净広广亜亚囲围奧奥栢柏昇升'
    .match(/../gu)
    ?.map((pair) => Array.from(pair) as [string, string]),
)

const fold = (name: string): string =>
  Array.from(simplify(name.normalize('NFKC')).replace(LEFT_OUT, '').replace(DOTS, '·'), (one) => VARIANTS.get(one) ?? one).join('')

/** Compares a name as stated with one as a register writes it. Neither is judged: registers err too. */
export const compareNames = (stated: string, registered: string): NameAgreement => {
  if (stated.length > LONGEST || registered.length > LONGEST) return stated === registered ? 'same' : 'different'
  const [a, b] = [fold(stated), fold(registered)]
  if (a === b) return 'same'
  if (a.replaceAll('·', '') === b.replaceAll('·', '')) return 'same'
  return agreesWithHoles(a, b) || agreesWithHoles(b, a) || isPart(a, b) ? 'similar' : 'different'
}

/** `b` written with holes or letters (a reading) where `a` has a character. */
const agreesWithHoles = (a: string, b: string): boolean => {
  if (!HOLE.test(b) && !/[a-z]/iu.test(b)) return false
  const pattern = b
    .replace(/&#x?[\da-f]+;/giu, '?')
    .replace(/[a-z]+\d?/giu, '?')
    .replace(new RegExp(HOLE.source, 'giu'), '?')
  // Holes in a row are one: each by itself, they could be filled in more ways than can be tried.
  const pieces = (pattern.match(/\?+|[^?]/gu) ?? []).map((one) =>
    one.startsWith('?') ? `.{${one.length},${3 * one.length}}` : `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`,
  )
  return pieces.some((piece) => !piece.startsWith('.')) && new RegExp(`^${pieces.join('')}$`, 'u').test(a)
}

/** Long names are cut off by narrow fields: 买买提·阿不都热合曼 and 买买提. */
const isPart = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.includes('·') && long.startsWith(short) && Array.from(short).length >= 2
}
