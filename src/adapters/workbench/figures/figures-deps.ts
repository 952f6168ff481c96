import type { Actor } from '../../../core/actor.ts'
import type { FigurePart, PartFigure } from '../../../core/figure-groups.ts'
import type { FigureName, Figures } from '../../../core/figures.ts'
import type { FunnelStep } from '../../../core/funnel.ts'
import type { WaitingFigures } from '../../../core/waiting.ts'
import type { DeskDeps } from '../desk-deps.ts'
import type { DeskTexts } from '../desk-route.ts'

/** Everything that a month's page of figures shows. `parts`: towns, or for one office its villages. */
export type FigureBook = {
  readonly month: string
  readonly readAt: number
  readonly total: Figures
  readonly waiting: WaitingFigures
  readonly months: readonly { readonly key: string; readonly figures: FigurePart['figures']; readonly waiting: WaitingFigures }[]
  readonly by: 'town' | 'village'
  readonly parts: readonly (FigurePart & { readonly name: string })[]
  readonly funnel: readonly { readonly step: FunnelStep; readonly count: number }[]
}

/** What the pages of figures need. */
export type FiguresDeps = Pick<DeskDeps, 'now'> & {
  readonly texts: DeskTexts
  readonly days: DeskTexts
  readonly read: (actor: Actor, month: string) => Promise<FigureBook>
  readonly label: (name: FigureName) => string
  readonly definition: (name: FigureName) => string
  /** A figure in its unit as a number, or the word for why there is none. */
  readonly cell: (name: FigureName, figure: PartFigure) => string | number
  readonly shown: (name: FigureName, figure: PartFigure) => string
  readonly unit: (name: FigureName) => string
  readonly notes: () => readonly string[]
  readonly workbook: (book: FigureBook) => Promise<Uint8Array>
  readonly bulletin: (book: FigureBook) => Promise<Uint8Array>
}
