/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What was typed, by name of the field; `id` is that of the message: sent again it is the same message. */
type Draft = Readonly<Record<string, string>>

const AGAIN_MS = 4_000
const PROOF = 'proof'
const PREFIX = 'draft '
// Whoever signs in next in the same tab finds nothing of somebody else.
const keyOf = (form: HTMLFormElement) => `${PREFIX}${document.body.dataset['who'] ?? ''} ${form.dataset['draft'] ?? ''}`
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (one): one is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement) &&
      one.name !== '' &&
      one.name !== PROOF &&
      one.type !== 'file',
  )
const stored = (form: HTMLFormElement): Draft | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(form)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
const keep = (form: HTMLFormElement) => {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(Object.fromEntries(fieldsOf(form).map((one) => [one.name, one.value]))))
  } catch {
    // A browser that keeps nothing: what was typed stays in the page.
  }
}
const forgetIt = (form: HTMLFormElement) => {
  try {
    sessionStorage.removeItem(keyOf(form))
  } catch {
    return
  }
}

const forgetAll = () => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  } catch {
    return
  }
}

const formOf = (target: EventTarget | null): HTMLFormElement | undefined => {
  const form = target instanceof Element ? target.closest('form') : null
  return form instanceof HTMLFormElement && form.dataset['draft'] !== undefined ? form : undefined
}

/**
 * Forms with data-draft keep what is typed as long as the tab, over reloads and broken lines, until the server says that it was done. What could
 * not be sent is sent again by itself, under the same id.
 */
export const keepDrafts = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    const draft = stored(form)
    if (draft) for (const field of fieldsOf(form)) field.value = draft[field.name] ?? field.value
  }
  document.addEventListener('submit', (event) => {
    const action = event.target instanceof HTMLFormElement ? event.target.getAttribute('action') : undefined
    if (action === '/desk/sign-out' || action === '/desk/me/end') forgetAll()
  })
  document.addEventListener('input', (event) => {
    const form = formOf(event.target)
    if (form) keep(form)
  })
  document.addEventListener('htmx:sendError', (event) => {
    const form = formOf(event.target)
    if (!form) return
    keep(form)
    form.dataset['waiting'] = 'yes'
  })
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = formOf(event.target)
    const request = event instanceof CustomEvent ? event.detail.xhr : undefined
    if (!form || !(request instanceof XMLHttpRequest) || request.status === 0) return
    delete form.dataset['waiting']
    if (request.status >= 400 || request.getResponseHeader('x-desk') === 'refused') return
    forgetIt(form)
    form.reset()
    const id = form.elements.namedItem('id')
    if (id instanceof HTMLInputElement) id.value = newId()
  })
  const again = () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft][data-waiting]')) form.requestSubmit()
  }
  window.addEventListener('online', again)
  window.setInterval(again, AGAIN_MS)
}
