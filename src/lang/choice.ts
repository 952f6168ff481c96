import { parseNumber } from './numerals.ts'
import { foldForMatch } from './text.ts'

type Option = { readonly value: string; readonly label: string }
/** What a message chooses: one option, or several that it fits equally well. */
export type Choosing = { readonly kind: 'one'; readonly value: string; readonly label: string } | { readonly kind: 'many'; readonly values: readonly string[] }

const YES = new Set(
  '是 是的 是啊 是呀 是哩 对 对的 对啊 对呀 对对 对头 嗯 嗯嗯 恩 恩恩 好 好的 好啊 好吧 好嘞 好滴 行 行的 行啊 行吧 中 中啊 可以 可以的 要 要的 要得 没错 不错 正确 同意 我同意 愿意 我愿意 确认 确定 有 有的 ok okay yes y shi dui 1 一 第一个 就是 就是这个 就是它 没问题 答应 本人同意 同意了 认可 管 成 得 是这天 是这个 是我 就这样'.split(
    ' ',
  ),
)
const NO = new Set(
  '不是 不是的 不 不对 不对的 不行 不好 不要 不用 不用了 不中 不同意 我不同意 不愿意 不可以 没有 没 没有的 无 错 错了 不正确 否 no n bu bushi 2 二 第二个 别 算了 不确定要 不认可 不想 不答应 不是这个 不是这天 不是我 不管 不成'.split(
    ' ',
  ),
)
const SOFTENER = /[啊呀呢哦噢啦哈嘛了的]+$/u

/** Whether a message says yes or no; undefined where it says neither. */
export const parseYesNo = (text: string): boolean | undefined => {
  const folded = foldForMatch(text)
  for (const word of [folded, folded.replace(SOFTENER, '')]) {
    if (YES.has(word)) return true
    if (NO.has(word)) return false
  }
  if (folded.length > 12 || /不知道|不清楚|不记得|不懂|对不起|不好意思|什么|吗|怎么/u.test(folded)) return undefined
  if (/^(?:不|没|别)/u.test(folded)) return /^(?:不对|不是|不行|不要|不同意|不用|不愿|没有)/u.test(folded) ? false : undefined
  return /^(?:对对|对的|对就|是的|是就|好的|嗯嗯|没错|同意|可以|行的|行就)/u.test(folded) ? true : undefined
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩'

/** The number of an option that a whole message is: 2, 2., 第二个, 二, ②, 选2, 2号. */
const numberOf = (text: string): number | undefined => {
  const trimmed = text.trim()
  const circle = CIRCLED.indexOf(trimmed)
  if (trimmed.length === 1 && circle >= 0) return circle + 1
  const match = /^(?:我?选|就|第)*([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:个|号|项|条|种)?(?:吧|啊)?$/u.exec(foldForMatch(trimmed))
  const value = match ? parseNumber(match[1] ?? '') : undefined
  return value !== undefined && Number.isInteger(value) ? value : undefined
}

/** Reads one choice: by number, by its label, by a part of a label that only one has. */
export const parseChoice = (text: string, choices: readonly Option[]): Choosing | undefined => {
  const number = numberOf(text)
  const byNumber = number === undefined ? undefined : choices[number - 1]
  if (byNumber) return { kind: 'one', value: byNumber.value, label: byNumber.label }
  const said = foldForMatch(text)
  if (said === '') return undefined
  const labels = choices.map((choice) => ({ choice, label: foldForMatch(choice.label) }))
  const exact = labels.find(({ choice, label }) => label === said || choice.value === text.trim())
  if (exact) return { kind: 'one', value: exact.choice.value, label: exact.choice.label }
  if (Array.from(said).length < 2) return undefined
  const inside = labels.filter(({ label }) => label.includes(said))
  const around = labels.filter(({ label }) => label.length >= 2 && said.includes(label) && said.length <= label.length + 8 && !negated(said, label))
  const found = around.length > 0 ? around : inside
  if (found.length === 0) return undefined
  const [only] = found
  if (only && found.length === 1) return { kind: 'one', value: only.choice.value, label: only.choice.label }
  return { kind: 'many', values: found.map(({ choice }) => choice.value) }
}

const negated = (said: string, label: string): boolean => /(?:不是|不要|没有|不)$/u.test(said.slice(0, said.indexOf(label)))

/** Longer is a story, not a list of choices. */
const LONGEST = 500

/** Reads several choices: 1,3 · 一和三 · 1 3 · labels · 都有, 全部 → all · 都没有 → none. undefined where a piece cannot be read. */
export const parseChoices = (text: string, choices: readonly Option[]): readonly string[] | undefined => {
  if (text.length > LONGEST) return undefined
  const said = foldForMatch(text)
  if (/^(?:都没有|没有|都不是|都没|没|无|一个都没有|啥也没有|什么都没有)$/u.test(said)) return []
  if (/^(?:全部|全都有|都有|全有|都是|全选|都要|全部都有|这些都有)$/u.test(said)) return choices.map((choice) => choice.value)
  const digits = /^[1-9]{2,}$/.test(said) && choices.length < 10 && Number(said) > choices.length ? said.split('') : undefined
  const pieces = digits ?? text.split(/[\s,，、;；/+]+|和|还有|以及|跟|与/u).filter((piece) => foldForMatch(piece) !== '')
  if (pieces.length === 0) return undefined
  const values = new Set<string>()
  for (const piece of pieces) {
    const choice = parseChoice(piece.replace(/^(?:有|还有)/u, ''), choices)
    if (choice?.kind !== 'one') return undefined
    values.add(choice.value)
  }
  return choices.map((choice) => choice.value).filter((value) => values.has(value))
}
