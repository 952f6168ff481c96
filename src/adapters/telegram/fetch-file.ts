import { AppError } from '../../core/errors.ts'
import type { Content, FileRef } from '../../core/message.ts'
import type { BotApi } from './bot-api.ts'

/** What Telegram gives a bot at most, and what is kept at most. */
const LARGEST = 20 * 1024 * 1024
const TRIES = 3
/** All tries together: the person's next words wait for it. */
const LONGEST_MS = 60_000
/** Telegram's own paths, e.g. documents/file_3.pdf: no root, no empty and no dotted segment. */
const PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/

const refused = (what: 'file-too-large' | 'file-type' | 'file-lost'): Content => ({ kind: 'unsupported', what })

/**
 * Fetches a file and stores it. A file that is too large, of a type that is not taken, or that cannot be had becomes content that says so.
 * Throws only where our own storing fails, or when `closing` ends.
 */
export const fetchFile = async (
  { api, putFile }: { readonly api: BotApi; readonly putFile: (name: string, bytes: Uint8Array) => Promise<FileRef> },
  wanted: Extract<Content, { kind: 'coming' }>,
  closing: AbortSignal,
): Promise<Content> => {
  if (wanted.size !== undefined && wanted.size > LARGEST) return refused('file-too-large')
  const bytes = await bytesOf(api, wanted.ref, AbortSignal.any([closing, AbortSignal.timeout(LONGEST_MS)]))
  closing.throwIfAborted()
  if (typeof bytes === 'string') return refused(bytes)
  try {
    const file = await putFile(wanted.name, bytes)
    const about = wanted.about === undefined ? {} : { about: wanted.about }
    return wanted.as === 'voice'
      ? { kind: 'voice', file, ...about }
      : { kind: 'file', file, ...(wanted.album === undefined ? {} : { album: wanted.album }), ...about }
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.too-large') return refused('file-too-large')
    if (error instanceof AppError && error.code === 'file.type') return refused('file-type')
    throw error
  }
}

const bytesOf = async (api: BotApi, fileId: string, ending: AbortSignal): Promise<Uint8Array | 'file-too-large' | 'file-lost'> => {
  for (let tries = 0; tries < TRIES && !ending.aborted; tries += 1) {
    const answer = await api.call('getFile', { file_id: fileId }, { signal: ending })
    if (answer.kind === 'refused') return /too big/i.test(answer.why) ? 'file-too-large' : 'file-lost'
    if (answer.kind !== 'ok') continue
    const { file_path, file_size } = answer.result
    if (file_size !== undefined && file_size > LARGEST) return 'file-too-large'
    if (file_path === undefined || !PATH.test(file_path)) return 'file-lost'
    try {
      return (await api.download(file_path, LARGEST, ending)) ?? 'file-too-large'
    } catch {
      // The network: once more, and then the person is asked to send it again.
    }
  }
  return 'file-lost'
}
