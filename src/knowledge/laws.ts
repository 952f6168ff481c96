import { z } from 'zod'
import type { Citation } from './schema.ts'

const lawSchema = z.strictObject({
  /** Date of the text that citations were checked against. */
  version: z.string(),
  /** Day it came into force, YYYY-MM-DD; absent where the text does not say. */
  effective: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
  /** Number of its last article. */
  articles: z.number().int().positive(),
  /** A rule of the province. */
  local: z.boolean().optional(),
  /** An old text: a person must check it before it is relied on. */
  verify: z.boolean().optional(),
})

/** Schema of src/texts/laws.yml. */
export const lawTableSchema = z.record(z.string(), lawSchema)

/** Law name → version, day in force and number of articles. */
export type LawTable = Readonly<Record<string, Readonly<z.infer<typeof lawSchema>>>>

/**
 * Citations as one line, articles of one law together:
 * 《劳动合同法》第八十二条；《劳动争议调解仲裁法》第二十七条第四款、第五十三条. Empty for none.
 */
export const renderCitations = (cites: readonly Citation[]): string => {
  const byLaw = new Map<string, string[]>()
  for (const cite of cites) {
    const places = byLaw.get(cite.law) ?? []
    const place = renderPlace(cite)
    if (!places.includes(place)) places.push(place)
    byLaw.set(cite.law, places)
  }
  return [...byLaw].map(([law, places]) => `${renderLaw(law)}${places.join('、')}`).join('；')
}

/** Why a citation cannot be right, or undefined: unknown law, or an article beyond its last one. */
export const faultOfCitation = (cite: Citation, laws: LawTable): string | undefined => {
  const law = laws[cite.law]
  if (law === undefined) {
    const near = Object.keys(laws).find((name) => name.includes(cite.law) || cite.law.includes(name))
    return `unknown law ${cite.law}${near === undefined ? '' : ` (did you mean ${near}?)`}`
  }
  const base = Number(cite.article.split('-')[0])
  return base > law.articles ? `${cite.law} has ${law.articles} articles, not ${cite.article}` : undefined
}

const renderLaw = (law: string): string => `《${law.replaceAll('《', '〈').replaceAll('》', '〉')}》`

const renderPlace = ({ article, paragraph }: Citation): string => {
  const [base, inserted] = article.split('-')
  const tail = inserted === undefined ? '' : `之${inChinese(Number(inserted))}`
  return `第${inChinese(Number(base))}条${tail}${paragraph === undefined ? '' : `第${inChinese(paragraph)}款`}`
}

const DIGITS = '零一二三四五六七八九'
const UNITS = ['', '十', '百', '千']

/** 1..9999 as law texts number their articles: 10 十, 12 十二, 110 一百一十, 1003 一千零三. */
const inChinese = (value: number): string => {
  const digits = String(value)
  const spelled = [...digits]
    .map((digit, index) => (digit === '0' ? '零' : `${DIGITS[Number(digit)]}${UNITS[digits.length - 1 - index]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  return spelled.startsWith('一十') ? spelled.slice(1) : spelled
}
