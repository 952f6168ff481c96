import type { Choice, FileRef, Part } from '../../core/message.ts'
import { splitText } from '../../lang/index.ts'

/** Longest text of one message, in UTF-16 units. */
export const TEXT_LIMIT = 4_096

/** A button: with `data` it comes back, with `url` it leads somewhere. */
export type Button = { readonly text: string } & ({ readonly callback_data: string } | { readonly url: string })

/** One message of Telegram. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly buttons: readonly Button[] }
  | { readonly kind: 'document'; readonly file: FileRef }

/** How the door words a part: who speaks, and the way into the private chat (absent: it cannot be led there). */
export type Wording = { readonly spokenBy: (name: string, text: string) => string; readonly way?: Button }

const buttonOf = ({ value, label }: Choice): Button => ({ text: label, callback_data: value })

/** The messages that a part is sent as, always the same for the same part: its text cut where it is too long, buttons under the last, then files. */
export const piecesOf = (part: Part, { spokenBy, way }: Wording): readonly Piece[] => {
  const texts = splitText(part.from === undefined ? part.text : spokenBy(part.from, part.text), TEXT_LIMIT)
  const buttons = [...(part.choices ?? []).map(buttonOf), ...(part.privately && way ? [way] : [])]
  return [
    ...texts.map((text, index): Piece => ({ kind: 'text', text, buttons: index === texts.length - 1 ? buttons : [] })),
    ...(part.files ?? []).map((file): Piece => ({ kind: 'document', file })),
  ]
}
