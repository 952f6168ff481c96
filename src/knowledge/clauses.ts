/** A part of a message and how much it counts. */
export type Clause = { readonly clause: string; readonly weight: number }

const END = /[。.!?;,、\n]/u
const MARK = /(?<=[。.!?;,、\n])/u
const ASKS = /\?|吗|怎么|咋|如何|能不能|可以|是否|会不会|多少|要不要|有没有|啥|什么|哪|谁|合法|违法|犯法|赔偿|办$|呢/u
/** What is told beside the question: measured on long messages, more or less is worse. */
const STORY = 0.8

/** Cuts a normalised message at its punctuation. Where some clauses ask, the others are the story and count a little less. */
export const clausesOf = (plain: string): readonly Clause[] => {
  if (!END.test(plain)) return [{ clause: plain, weight: 1 }]
  const clauses = plain.split(MARK).filter((one) => one.replace(END, '').trim().length > 0)
  const asks = clauses.map((one) => ASKS.test(one))
  const some = asks.some(Boolean)
  return clauses.map((clause, at) => ({ clause, weight: some && !asks[at] ? STORY : 1 }))
}
