/** Words in a text that name somebody or something. */
export type Named = { readonly word: string; readonly kind: 'person' | 'place' | 'organisation' }

/** What stands in place of what was taken out, by what it was. */
export type Stands = Readonly<Record<'person' | 'place' | 'organisation', string>>

/** A text without personal data, and what was taken out for what. */
export type Scrubbed = { readonly text: string; readonly removed: readonly { readonly found: string; readonly put: string }[] }

/** What may stand before a number and says nothing without it. */
const LABEL = '(?:(?:我|俺|他|她)?的?(?:联系)?(?:电话|手机|号码|身份证|微信|[Qq]{2}|邮箱|卡号|车牌)(?:号码?)?(?:就?是|[:：])?\\s*)?'
/** E-mail addresses, runs of figures, also with some hidden, number plates, doors of a house, names of accounts. */
const NUMBERS = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\*{3}@\*{3}/gu,
  /(?<!\d)\d(?:[\s-]?\d){6,}(?:[\s-]?[xX])?(?!\d)/gu,
  /[\d*][\d*\s-]{4,}\*[\d*xX]*|\*{3,}[\dxX]*/gu,
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·\s]?[A-Za-z\d]{5,6}/gu,
  /\d+\s*(?:号楼|栋|幢|单元|室|号院)(?:\s*\d+\s*(?:单元|室|户))*/gu,
  /(?<![A-Za-z\d_-])[A-Za-z][A-Za-z\d_-]{5,}(?![A-Za-z\d_-])/gu,
]
/** Names that say themselves that they are: 我叫王建国, 名字是李四. */
const SAID =
  /(?<=(?:我|俺|他|她|名字|本名|人|男的|女的)叫|姓名(?:是|[:：])?|名字(?:是|叫))\s*(?!什么|啥|谁|咋|怎|来|去|人|我|俺|他|她|不|上|车|停)\p{Script=Han}{2,3}(?=$|[,，。.、;；:：!！?？\s的在和跟是我俺他她,电手身今])/gu
const COMPANY = /(?<=^|[,，。、\s在给跟和于到去的])(?:(?![在给跟和于到去])\p{Script=Han}){2,16}?(?:有限责任公司|股份有限公司|有限公司)/gu

/**
 * Takes out what identifies a person: numbers, accounts, names, places. `named`: what a tagger found in the text; `places`: names of the
 * roster. A name that nobody knows stays: whoever keeps the text reads it first.
 */
export const scrubPersonal = (text: string, named: readonly Named[], places: readonly string[], stands: Stands): Scrubbed => {
  const removed: { readonly found: string; readonly put: string }[] = []
  let left = text.replace(/[\uff10-\uff19\uff20-\uff3a\uff41-\uff5a]/gu, (wide) => wide.normalize('NFKC'))
  const replace = (pattern: RegExp | string, put: string): void => {
    left = left.replaceAll(pattern, (found: string) => {
      removed.push({ found: found.trim(), put })
      return put
    })
  }
  for (const { source } of NUMBERS) replace(new RegExp(`${LABEL}(?:${source})`, 'gu'), '')
  replace(SAID, stands.person)
  replace(COMPANY, stands.organisation)
  const words = [
    ...named.filter(({ word }) => Array.from(word).length >= 2),
    ...places.filter((place) => Array.from(place).length >= 2).map((word): Named => ({ word, kind: 'place' })),
  ]
  for (const { word, kind } of words.sort((a, b) => b.word.length - a.word.length)) replace(word, stands[kind])
  // Who introduces themselves says nothing of the matter; places one behind another (镇、村) are one.
  left = left.replaceAll(new RegExp(`(?:我|俺|本人|姓名|名字)(?:叫|是|[:：])*${stands.person}[,，。、;；\\s]*`, 'gu'), '')
  left = left.replaceAll(new RegExp(`(?:${stands.place}(?:[镇乡村](?![里委民上干集书主长口头]))?)+`, 'gu'), stands.place)
  return { text: left.replace(/\s+/gu, ' ').trim(), removed }
}
