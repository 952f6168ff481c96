import { simplify } from './text.ts'

/** A person's name as typed, read. */
export type PersonName =
  | { readonly kind: 'ok'; readonly name: string }
  | { readonly kind: 'wrong'; readonly why: 'empty' | 'too-long' | 'characters' | 'not-a-name' }

const INTRODUCTION = /^(?:(?:我|俺|他|她|本人|申请人)?的?(?:名字|姓名|大名|真名)?(?:叫做|叫作|叫|是|为|[:：])\s*|(?:姓名|名字)\s*)+/u
/** Longer is no name, whatever stands around it. */
const LONGEST = 200
const TAIL = /(?:就是我|[。.!！,，~～]|先生|女士|同志)+$/u
const DOTS = /[•・‧.·]/gu
/** Words no name holds: questions, refusals, sentences. */
const TALK =
  /吗|呢|怎么|咋|什么|啥|为啥|多少|哪|谁|不知|知道|不想|不填|不说|不要|不用|要钱|花钱|可以|能不能|行不行|没有|申请|法律|律师|工资|老板|您好|你好|谢谢|帮我|请问|想问|问问|取消|暂停|继续|跳过|上一步|修改|人工|随便|保密|等|的|了|吧|是|我|你|他|她/u
/** Two syllables and more than one family name has. */
const DOUBLE = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|长孙|宇文)/u

/** Reads a name of 2 to 6 Han characters, or one with a middle dot. Says what is wrong with anything else; undefined never comes of text with letters. */
export const parsePersonName = (text: string): PersonName | undefined => {
  if (text.length > LONGEST) return { kind: 'wrong', why: 'too-long' }
  const plain = simplify(text.normalize('NFKC')).replace(/\s+/gu, '').replace(INTRODUCTION, '').replace(TAIL, '').replace(DOTS, '·')
  if (plain === '') return { kind: 'wrong', why: 'empty' }
  if (/[?？]/u.test(plain)) return { kind: 'wrong', why: 'not-a-name' }
  if (!/^[\p{Script=Han}·]+$/u.test(plain)) return { kind: 'wrong', why: 'characters' }
  const length = Array.from(plain).length
  if (plain.includes('·')) {
    const parts = plain.split('·')
    return length <= 30 && parts.every((part) => part !== '') ? { kind: 'ok', name: plain } : { kind: 'wrong', why: 'too-long' }
  }
  if (TALK.test(plain)) return { kind: 'wrong', why: 'not-a-name' }
  if (length > 6) return { kind: 'wrong', why: 'too-long' }
  if (length < 2) return { kind: 'wrong', why: 'not-a-name' }
  if (length > 4 && !DOUBLE.test(plain)) return { kind: 'wrong', why: 'not-a-name' }
  return { kind: 'ok', name: plain }
}
