import { foldForMatch } from '../lang/index.ts'

/** A short message that says nothing of its own subject: 那要多久, 要什么材料, 他不同意呢, 要花钱吗. */
const FOLLOW_UP =
  /^(?:那么?|这个?|这种|这事|还|然后|另外)?(?:得|要|需要|用|会|能|大概)?(?:多久|多长时间|几天|几个月|什么材料|哪些材料|啥材料|带什么|带啥|准备什么|准备啥|什么证据|花钱吗|多少钱|收费吗|去哪里?|去哪儿|找谁|找哪里?|怎么弄|咋弄|怎么办理|怎么申请|咋申请|什么时候|有期限吗)/u
const OBJECTION =
  /^(?:那|要是|如果|万一|可是|但是)?(?:他|她|他们|对方|老板|人家|村里|法院)?(?:不同意|不给|不认|不来|不去|跑了|没钱|不答应|不签|不承认|不执行|耍赖|死了)(?:呢|咋办|怎么办|了)*$/u
const LEAVE = /^(?:换个问题|换一个问题|问别的|问个别的|另外一个事|别的事|不问这个了|换个话题)$/u
const LONGEST = 14

/** Whether a message only makes sense with the topic under discussion. */
export const isFollowUp = (text: string): boolean => {
  const said = foldForMatch(text)
  return Array.from(said).length <= LONGEST && (FOLLOW_UP.test(said) || OBJECTION.test(said))
}

/** Whether somebody turns to something else. */
export const leavesTopic = (text: string): boolean => LEAVE.test(foldForMatch(text))
