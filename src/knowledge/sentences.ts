const END = /(?<=[。.!！?？;；\n])/u
const ASKS = /[?？]|吗|怎么|咋|如何|能不能|可以|是否|会不会|多少|要不要|有没有|啥|办$/u
const SHORTEST = 6
const MOST = 3

/** The sentences of a message that each ask something, in their order, where there are several; none for a message with one question. */
export const questionsIn = (text: string): readonly string[] => {
  const asking = text
    .split(END)
    .map((one) => one.trim())
    .filter((one) => Array.from(one).length >= SHORTEST && ASKS.test(one))
  return asking.length > 1 ? asking.slice(0, MOST) : []
}
