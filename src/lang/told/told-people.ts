import { clausesOf, supposes } from './clause.ts'

/** Who stands on the other side, by the word that was used: 老板 is `employer`, 邻居 is `person`. */
export type ToldOpponent = { readonly kind: 'employer' | 'person' | 'village' | 'authority'; readonly word: string }

const FAMILY =
  '老爹|老爸|爸爸|父亲|爹|爸|老娘|妈妈|母亲|娘|妈|爷爷|奶奶|姥姥|姥爷|老公|丈夫|对象|媳妇|老婆|妻子|爱人|老伴|儿子|闺女|女儿|孩子|娃|大哥|哥哥|弟弟|姐姐|妹妹|哥|弟|姐|妹|公公|婆婆|岳父|岳母|丈人|丈母娘|儿媳妇?|女婿|孙子|孙女|大伯|叔叔|舅舅|姑姑|侄子'
const WORDS: readonly (readonly [ToldOpponent['kind'], RegExp])[] = [
  ['employer', /包工头|工头|老板|公司|厂里|厂子|工厂|厂家|单位|雇主|东家|项目部/u],
  ['village', /村委会|村委|村里|大队|村集体|村支书|村主任|村长|村干部/u],
  ['authority', /镇政府|乡政府|县政府|街道办|派出所|城管|交警队?/u],
  ['person', new RegExp(`邻居|隔壁|前夫|前妻|房东|司机|亲戚|朋友|${FAMILY}`, 'u')],
]
const WRONG =
  '欠|拖着|拖了|不给|没给|不发|没发|克?扣|赖账|赖着|跑了|跑路|不认|辞退|开除|打我|打俺|打人|打了|打伤|骂|占|堵|挡|强拆|拆了|不还|没还|骗|不让|不管|不养|不赡养|出轨|家暴|威胁|逼|毁|砍|偷|抢|不退|不赔|不签|不交|不承认|不搬|收回|不答复|不作为|撞了|撞伤|撞我|赶我|赶俺|把我|把俺'
/** It is done to them, or is somebody else's. */
const SUFFERED = /^(?:家)?(?:的|被|让|叫|也被|和|跟|那里?的)/u

/** Whom somebody complains of, where it is clearly told: 老板不给钱, 被邻居打了, 告公司. Two sides leave it open. */
export const toldOpponent = (text: string): ToldOpponent | undefined => {
  const found = new Map(clausesOf(text).flatMap((clause) => (supposes(clause) ? [] : opponentsIn(clause))))
  const [first, ...others] = [...found.values()]
  return others.every((one) => one.kind === first?.kind && one.kind === 'employer') ? first : undefined
}

const opponentsIn = (clause: string): readonly (readonly [string, ToldOpponent])[] =>
  WORDS.flatMap(([kind, pattern]) => {
    const found = pattern.exec(clause)
    if (!found) return []
    const [word] = found
    const before = clause.slice(0, found.index)
    const after = clause.slice(found.index + word.length)
    if (/(?:不是|当|做|是)$/u.test(before)) return []
    const blamed = new RegExp(`^[^,]{0,6}?(?:${WRONG})`, 'u').test(after) && !SUFFERED.test(after) && !/被(?:抓|拘|判|关|打|撞|骗|欠)/u.test(after)
    const done =
      /(?:被|叫|让)(?:我|俺|咱)?(?:家)?$/u.test(before) && /^(?:家|给)?(?:\p{Script=Han}{0,4})(?:打|骂|骗|辞|开除|撞|占|欠|赶|拆|强|堵|扣)/u.test(after)
    const sued = /(?:告|起诉|投诉|举报)(?:我|俺)?(?:们)?$/u.test(before)
    return blamed || done || sued ? [[word, { kind, word }] as const] : []
  })

const THEIRS = new RegExp(
  `(?:我|俺|咱)(?:家)?(?:的)?(?<word>${FAMILY})[^,]{0,10}?(?:被(?!判|拘|抓)|让人|叫人|让车|叫车|受伤|受了伤|摔|中风|残疾|出车祸|出事|住院|病了|瘫|的工资|的工钱|的养老金|的低保)`,
  'u',
)
const FOR_THEM = new RegExp(`(?:替|帮)(?:我|俺)?(?:家)?(?<word>${FAMILY})(?:问|申请|要|讨|打官司|告|咨询)`, 'u')

/** The relative whom a matter is about, where somebody tells it for them: 俺爹被车撞了, 替我妈问问. Not of somebody who died. */
export const toldRelative = (text: string): string | undefined => {
  const words = new Set(
    clausesOf(text).flatMap((clause) => {
      if (supposes(clause) || /去世|死了|没了|过世|身亡|走了/u.test(text)) return []
      return THEIRS.exec(clause)?.groups?.['word'] ?? FOR_THEM.exec(clause)?.groups?.['word'] ?? []
    }),
  )
  return words.size === 1 ? [...words][0] : undefined
}
