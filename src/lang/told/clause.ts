import { foldWidth } from '../fold-width.ts'
import { simplify } from '../text.ts'

const LONGEST = 500

/** Pieces of a text between its marks, folded to half width and simplified characters, in order. The comma of 3,000 parts nothing. */
export const clausesOf = (text: string): readonly string[] =>
  simplify(foldWidth(text.slice(0, LONGEST)))
    .toLowerCase()
    .split(/,(?!\d{3})|[。;!?\n…]/u)
    .map((clause) => clause.replace(/\s/gu, ''))
    .filter((clause) => clause !== '')

/** Whether something is only supposed, not told: 如果, 要是, 万一, …的话. */
export const supposes = (clause: string): boolean => /如果|要是|假如|万一|假设|倘若|假使|的话|比如|比方/u.test(clause)
