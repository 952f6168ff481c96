import type { Shown } from './console-channel.ts'
import { nameOfChat } from './speaker.ts'

/** One reply as an object for `--json`. */
export const asJson = ({ chat, from, part }: Shown) => ({
  to: nameOfChat(chat),
  from: from ?? 'bot',
  text: part.text,
  choices: (part.choices ?? []).map(({ value, label }) => ({ value, label })),
  files: (part.files ?? []).map(({ id, name, mime, size }) => ({ id, name, mime, size })),
})

/** One reply as lines of text: who speaks, to whom where it is not the usual reader, choices numbered. */
export const asText = ({ chat, from, part }: Shown, usualChat: string, bot: string): string => {
  const to = chat === usualChat ? '' : ` → ${nameOfChat(chat)}`
  const lines = [
    ...part.text.split('\n'),
    ...(part.choices ?? []).map((choice, index) => `【${index + 1}】${choice.label}`),
    ...(part.files ?? []).map((file) => `[${file.name}]`),
  ]
  return `${from ?? bot}${to}：\n${lines.map((line) => `  ${line}`).join('\n')}\n`
}
