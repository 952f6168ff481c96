import { maskPersonal, normalizeText } from '../lang/index.ts'

const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]|\[[\p{Script=Han}a-z]{1,4}\]/gu
const GREETING =
  /^(?:(?:您好|你好|恁好|在吗|在不在|有人吗|打扰(?:一下|了)?|麻烦(?:问一?下|您了?|你了?)?|请问(?:一下)?|想?问(?:一下|问)|咨询(?:一下|个事|下)?|我?想(?:咨询|请教|打听|了解)(?:一下|个事|下)?|老师|律师|同志|师傅|大哥|大姐|各位|亲)[,.!。!?~\s]*)+/u
const FAREWELL = /[,.。!\s]*(?:谢谢(?:您|你|了|啊|大家)*|多谢|感谢|麻烦(?:您|你)了|拜托(?:了|您)?|求(?:助|解答|指点|帮忙)|急急?急?|在线等|跪求)[!.。~\s]*$/u
const NUMBER = /\d+(?:[.,]\d+)*/g

/** A message without greetings, thanks, emoji and personal numbers; figures become 0, so that amounts do not matter. */
export const normalizeQuestion = (text: string): string => {
  const plain = normalizeText(maskPersonal(text.slice(0, 2_000)).replace(EMOJI, ' '))
  const bare = plain.replace(GREETING, '').replace(FAREWELL, '')
  return (bare.length >= 2 ? bare : plain).replace(NUMBER, '0')
}
