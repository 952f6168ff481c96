import type { FigureRows } from '../core/figures.ts'
import type { Instant } from '../core/ids.ts'

/** What figures are counted from, for the workbench. */
export interface DeskFigures {
  /** Rows for periods that begin at `from` or later, read at `readAt`: five minutes old at the most. */
  rows(from: Instant, now: Instant): Promise<{ readonly rows: FigureRows; readonly readAt: Instant }>
}
