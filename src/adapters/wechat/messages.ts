import type { Part } from '../../core/message.ts'
import { splitText } from '../../lang/index.ts'

/** Longest text of one message: longer ones are hard to read on a telephone, and WeChat looks at them more closely. */
export const TEXT_LIMIT = 600

/** A part as the texts that are sent one after another: who speaks where it is a person, choices as numbered lines with `hint` behind them. */
export const textsOfPart = (part: Part, speaker: (name: string) => string, hint: string): readonly string[] => {
  const said = part.from === undefined ? part.text : `${speaker(part.from)}\n${part.text}`
  const choices = part.choices ?? []
  if (choices.length === 0) return splitText(said, TEXT_LIMIT)
  const lines = [...choices.map((choice, index) => `【${index + 1}】${choice.label}`), hint].join('\n')
  const pieces = splitText(said, TEXT_LIMIT)
  const last = pieces.at(-1)
  // The choices stay together, behind the last words where there is room.
  if (last !== undefined && last.length + 1 + lines.length <= TEXT_LIMIT) return [...pieces.slice(0, -1), `${last}\n${lines}`]
  return [...pieces, ...splitText(lines, TEXT_LIMIT)]
}
