const LONG = 60
const END = /(?<=[。.!！?？;；\n])/u
const ASKS = /[?？]|吗|怎么|咋|如何|能不能|可以|是否|会不会|多少|赔|要不要|有没有|合法|违法|维权|办$/u
const MOST = 4

/** Pieces of a long message that may each carry its question: the whole, and its sentences that ask, the last ones first. One piece for a short message. */
export const piecesOf = (text: string): readonly string[] => {
  const plain = text.trim()
  if (Array.from(plain).length <= LONG) return [plain]
  const sentences = plain
    .split(END)
    .map((one) => one.trim())
    .filter((one) => Array.from(one).length >= 6)
  const asking = sentences.filter((one) => ASKS.test(one)).slice(-MOST)
  return [plain, ...asking.reverse()]
}
