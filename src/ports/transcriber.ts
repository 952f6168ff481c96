/** Turns speech into words. */
export interface Transcriber {
  /** The words of a recording, '' where there are none. Throws where it does not work, or when `closing` is aborted. */
  transcribe(bytes: Uint8Array, mime: string, closing: AbortSignal): Promise<string>
}
