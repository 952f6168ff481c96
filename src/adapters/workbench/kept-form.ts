import type { DeskRequest } from './desk-route.ts'

/** Attributes of a form whose text is kept in the tab until it was done: over a broken line it is sent again by itself, under the same id. `name` is the form's own. */
export const keptForm = (action: string, name: string): Readonly<Record<string, string>> => ({
  'hx-post': action,
  'hx-target': '#work',
  'hx-select': '#work',
  'hx-swap': 'outerHTML',
  'data-draft': name,
})

/** With which status a page answers that a kept form could not be done: htmx shows only what went well, and the header says that this did not. */
export const notDone = ({ context }: Pick<DeskRequest, 'context'>): 200 | 409 => {
  if (context.req.header('hx-request') === undefined) return 409
  context.header('X-Desk', 'refused')
  return 200
}
