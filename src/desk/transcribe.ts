import type { Inbound } from '../core/message.ts'
import type { Files } from '../ports/files.ts'
import type { Log } from '../ports/system.ts'
import type { Transcriber } from '../ports/transcriber.ts'

/** What speech is turned into words with. */
export type Speech = { readonly transcriber: Transcriber; readonly files: Pick<Files, 'get'> }

/**
 * What follows a voice message: the same message with its words, '' where none were understood. Undefined for any other message, and for
 * one whose words are known.
 */
export const spokenWords = async (speech: Speech, inbound: Inbound, closing: AbortSignal, log: Log): Promise<Inbound | undefined> => {
  const { content } = inbound
  if (content.kind !== 'voice' || content.text !== undefined) return undefined
  let text = ''
  try {
    const bytes = await speech.files.get(content.file.id)
    if (bytes) text = await speech.transcriber.transcribe(bytes, content.file.mime, closing)
  } catch (error) {
    log.warn('a voice message was not understood', { file: content.file.id, error })
  }
  return { ...inbound, externalId: `${inbound.externalId} words`, content: { ...content, text } }
}
