/** Cuts Chinese text into words. Structurally the Segmenter of the ports; knowledge does no IO and is given one. */
export type Segmenter = {
  /** Words in order; never throws; empty for empty text. */
  cut(text: string): readonly string[]
}
