import type { SecondOpinion, Unsure } from '../core/second-opinion.ts'

/** Somebody else's reading of a message. Gets masked words only; its own words reach nobody. */
export interface SecondReader {
  /** One of the candidates or none; undefined where it names something that was not offered. Throws where it does not work, or when `limit` is aborted. */
  consider(unsure: Unsure, limit: AbortSignal): Promise<SecondOpinion | undefined>
}
