import type { Message, PhotoSize } from 'telegraf/types'
import type { Content } from '../../core/message.ts'

/** What a message says beside its words: a file, a place, a telephone number, or something that cannot be read. Undefined: words only, or nothing at all. */
export const contentOf = (message: Message, about: { readonly about?: number } = {}): Content | undefined => {
  const album = 'media_group_id' in message && message.media_group_id !== undefined ? { album: message.media_group_id } : {}
  const download = (file: { file_id: string; file_size?: number | undefined }, name: string, as: 'file' | 'voice' = 'file'): Content => ({
    kind: 'coming',
    ref: file.file_id,
    name,
    as,
    ...(file.file_size === undefined ? {} : { size: file.file_size }),
    ...album,
    ...about,
  })
  if ('photo' in message) {
    const photo = largest(message.photo)
    return photo ? download(photo, `photo-${message.message_id}.jpg`) : { kind: 'unsupported', what: 'photo' }
  }
  // An animation comes as a document too: the document is what is kept.
  if ('document' in message) return download(message.document, message.document.file_name ?? `document-${message.message_id}`)
  if ('voice' in message) return download(message.voice, `voice-${message.message_id}.ogg`, 'voice')
  if ('audio' in message) return download(message.audio, message.audio.file_name ?? `audio-${message.message_id}`)
  if ('video' in message) return download(message.video, message.video.file_name ?? `video-${message.message_id}.mp4`)
  if ('video_note' in message) return download(message.video_note, `video-${message.message_id}.mp4`)
  if ('location' in message) return { kind: 'location', latitude: message.location.latitude, longitude: message.location.longitude }
  if ('contact' in message) return contact(message)
  const what = UNREADABLE.find((kind) => kind in message)
  return what === undefined ? undefined : { kind: 'unsupported', what }
}

/** Kinds of messages that a person sends and nobody here can read. Whatever is neither these nor above is Telegram's own notice. */
const UNREADABLE = ['sticker', 'poll', 'dice', 'game', 'story', 'invoice', 'paid_media', 'checklist', 'gift', 'users_shared', 'chat_shared', 'web_app_data']

/** Largest of the sizes that Telegram made of a picture. */
const largest = (sizes: readonly PhotoSize[]): PhotoSize | undefined =>
  [...sizes].sort((a, b) => (a.file_size ?? a.width * a.height) - (b.file_size ?? b.width * b.height)).at(-1)

/** One's own number is the number alone, as a form asks for it; another's has the name before it. */
const contact = (message: Message.ContactMessage): Content => {
  const { phone_number, first_name, last_name, user_id } = message.contact
  const name = user_id === message.from?.id ? '' : `${last_name ?? ''}${first_name} `
  return { kind: 'text', text: `${name}${phone_number.replace(/^\+?86/, '')}` }
}
