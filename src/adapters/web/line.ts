import type { Choice, Content, Part } from '../../core/message.ts'
import type { TranscriptLine } from '../../ports/store.ts'

/** A line as the page gets it. `from`: absent for the visitor, '' for the bot, else the name of who speaks. */
export type PageLine = {
  readonly id: string
  readonly at: number
  readonly from?: string
  readonly text: string
  readonly choices?: readonly Choice[]
  readonly files?: readonly { readonly id: string; readonly name: string; readonly image: boolean }[]
  /** An answer that may be said to have helped or not. */
  readonly rate?: true
}

const fileOf = ({ id, name, mime }: { readonly id: string; readonly name: string; readonly mime: string }) => ({
  id,
  name,
  image: /^image\/(jpeg|png|gif|webp)$/.test(mime),
})

/** A line of what the desk said. */
export const deskLine = (id: string, at: number, part: Part): PageLine => ({
  id,
  at,
  from: part.from ?? '',
  text: part.text,
  ...(part.choices && part.choices.length > 0 ? { choices: part.choices } : {}),
  ...(part.files && part.files.length > 0 ? { files: part.files.map(fileOf) } : {}),
  ...(part.rate ? { rate: true } : {}),
})

/** A line of the transcript. `place` names a location. */
export const pageLine = (line: TranscriptLine, place: string): PageLine => {
  if (line.part) return deskLine(line.id, line.at, line.part)
  return { id: line.id, at: line.at, ...ownWords(line.content, place) }
}

const ownWords = (content: Content | undefined, place: string): Pick<PageLine, 'text' | 'files'> => {
  switch (content?.kind) {
    case 'text':
      return { text: content.text }
    case 'choice':
      return { text: content.label }
    case 'file':
    case 'voice':
      return { text: '', files: [fileOf(content.file)] }
    case 'move':
      return { text: content.number }
    case 'talk':
      return { text: content.text }
    case 'location':
      return { text: place }
    case 'coming':
      return { text: `📄 ${content.name}` }
    case 'bind':
    case 'unsupported':
    case undefined:
      return { text: '' }
  }
}
