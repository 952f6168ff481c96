import { medianOf, percentileOf, shareOf } from './figures.ts'
import type { FigureTalk, Period } from './figures.ts'
import type { Instant } from './ids.ts'

/** How requests for a person were answered. Minutes, and a share of 1; `none`: nothing to reckon it from. */
export type WaitingFigures = {
  readonly asked: number
  readonly answered: number | 'none'
  readonly median: number | 'none'
  readonly p90: number | 'none'
}

const MINUTE = 60_000

/**
 * Of the requests of a period: which share a counsel has taken by now, and how long those waited who were taken, in minutes of the clock, nights and rest days
 * counted. A request counts in the month in which it was made.
 */
export const waitingOf = (talks: readonly FigureTalk[], { from, to }: Period, now: Instant): WaitingFigures => {
  const asked = talks.filter(({ requestedAt }) => requestedAt >= from && requestedAt < to && requestedAt <= now)
  const waits = asked.flatMap(({ requestedAt, acceptedAt }) => (acceptedAt === undefined || acceptedAt > now ? [] : [(acceptedAt - requestedAt) / MINUTE]))
  return { asked: asked.length, answered: shareOf(waits.length, asked.length), median: medianOf(waits), p90: percentileOf(waits, 0.9) }
}
