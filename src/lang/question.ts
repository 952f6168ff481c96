import { normalizeText } from './text.ts'

const ENDS = /(?:吗|么|呢|不|没|没有|咋办|咋整|怎么办|怎办|多久|多少|多少钱|几天|哪里|哪儿|谁|啥|什么)\s*[?？]*\s*$/u
const BEGINS =
  /^(?:请问|问一下|想问|我想问|那|那么|这个?)?\s*(?:怎么|怎样|咋|为什么|为啥|凭什么|要不要|用不用|是不是|能不能|可不可以|会不会|有没有|需不需要|什么时候|啥时候|多久|多少|哪里|哪儿|谁|几天|什么|啥)/u

/** Whether a message looks like a question rather than something filled in. */
export const looksLikeQuestion = (text: string): boolean => {
  const plain = normalizeText(text)
  if (plain.length > 120 || plain === '') return false
  return /[?？]\s*$/u.test(plain) || BEGINS.test(plain) || (ENDS.test(plain) && Array.from(plain).length >= 3)
}
