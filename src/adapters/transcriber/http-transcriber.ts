import { z } from 'zod'
import type { Transcriber } from '../../ports/transcriber.ts'

const LONGEST_MS = 60_000
const LONGEST_TEXT = 2_000

const answer = z.object({ text: z.string() })

/** A service at `url`: gets the recording as the body of a POST, with its type, and answers `{"text": "…"}`. */
export const createHttpTranscriber = (url: string): Transcriber => ({
  async transcribe(bytes, mime, closing) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': mime, accept: 'application/json' },
      body: new Blob([new Uint8Array(bytes)]),
      redirect: 'error',
      signal: AbortSignal.any([closing, AbortSignal.timeout(LONGEST_MS)]),
    })
    if (!response.ok) throw new Error(`the transcriber answered ${response.status}`)
    return answer
      .parse(await response.json())
      .text.trim()
      .slice(0, LONGEST_TEXT)
  },
})
