import { z } from 'zod'
import { formatChineseNumber } from '../lang/index.ts'
import type { Citation } from './schema.ts'

const lawSchema = z.strictObject({
  /** Date of the text that citations were checked against. */
  version: z.string(),
  /** Day it came into force, YYYY-MM-DD; absent where the text does not say. */
  effective: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
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
  const tail = inserted === undefined ? '' : `之${formatChineseNumber(Number(inserted))}`
  return `第${formatChineseNumber(Number(base))}条${tail}${paragraph === undefined ? '' : `第${formatChineseNumber(paragraph)}款`}`
}
