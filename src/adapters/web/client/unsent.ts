/// <reference lib="dom" />
import { forLong, forTab } from './storage.ts'

/** What a person does, as the server takes it. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly value: string; readonly label: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }

/** A message that the server does not have yet. */
export type Kept = { readonly clientId: string; readonly message: Message }

/** What was typed and what waits to be sent, of one conversation. */
export type Unsent = {
  readonly waiting: () => readonly Kept[]
  readonly keep: (waiting: readonly Kept[]) => void
  readonly draft: () => string
  readonly keepDraft: (words: string) => void
}

const OPENED = 'opened'

/** A new id of a message: sent again it is the same message. */
export const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The words of the conversation that the page shows. `opened` names the one opened by a link, maybe in somebody else's browser: its words
 * last as long as the tab, and no other conversation ever gets them. '' for the browser's own; undefined where the page cannot know.
 */
export const unsentOf = (opened: string | undefined): Unsent => {
  if (opened !== undefined && forTab.get(OPENED) !== opened) {
    for (const key of [OPENED, `${OPENED}-unsent`, `${OPENED}-draft`]) forTab.drop(key)
    if (opened !== '') forTab.set(OPENED, opened)
  }
  const borrowed = (forTab.get(OPENED) ?? '') !== ''
  const name = (key: string) => (borrowed ? `${OPENED}-${key}` : key)
  const shelf = borrowed ? forTab : forLong
  return {
    waiting() {
      try {
        return JSON.parse(shelf.get(name('unsent')) ?? '[]')
      } catch {
        return []
      }
    },
    keep: (waiting) => (waiting.length === 0 ? shelf.drop(name('unsent')) : shelf.set(name('unsent'), JSON.stringify(waiting))),
    draft: () => forTab.get(name('draft')) ?? '',
    keepDraft: (words) => (words === '' ? forTab.drop(name('draft')) : forTab.set(name('draft'), words)),
  }
}
