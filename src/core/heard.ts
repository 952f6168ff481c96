import type { FieldDate } from './flow-state.ts'

/** Details of a matter. `amount` in fen, `village` as its full name. */
export type Heard = {
  readonly amount?: number
  readonly date?: FieldDate
  readonly village?: string
  readonly relation?: string
  readonly persons?: number
  readonly contract?: boolean
  readonly matter?: string
}

/** What a grid worker wrote in one line, read. */
export type ReferralDraft = {
  readonly name: string
  readonly villageCode?: string
  readonly village?: string
  readonly phone?: string
  readonly matter: string
}

/** A line of a conversation as it was said. */
export type HistoryLine = { readonly from: 'person' | 'bot' | 'counsel'; readonly text: string; readonly withheld: boolean }
