import type { HeardFact } from '../core/heard.ts'
import { renderCitations } from './laws.ts'
import type { Intent } from './schema.ts'

/** A question back, and what makes it needless where it was told. */
export type AskedBack = { readonly say: string; readonly unless?: HeardFact | undefined }

/** An answer as it is shown: its text, its citations as one line ('' for none), what it offers, questions back, and what stands near. */
export type Opinion = {
  readonly text: string
  readonly basis: string
  readonly actions: readonly string[]
  readonly ask?: readonly AskedBack[]
  readonly related: readonly { readonly id: string; readonly title: string }[]
}

/** Renders an intent's answer. `basis` is the label before the citations. */
export const renderOpinion = (intent: Intent, form: 'short' | 'full', basis: string, titleOf: (id: string) => string | undefined): Opinion => {
  const cites = renderCitations(intent.cites)
  return {
    text: (form === 'short' ? intent.short : intent.answer).trim(),
    basis: cites === '' ? '' : `${basis}${cites}`,
    actions: intent.actions,
    ...(intent.ask === undefined ? {} : { ask: intent.ask }),
    related: intent.related.flatMap((id) => {
      const title = titleOf(id)
      return title === undefined ? [] : [{ id, title }]
    }),
  }
}
