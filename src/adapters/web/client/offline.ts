/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { element } from './element.ts'
import { forLong } from './storage.ts'
import { newId, unsentOf } from './unsent.ts'

const LOOK_MS = 5_000

/** The page that stands where nothing can be reached: keeps what is typed, and goes on by itself when the server is there again. */
const begin = (): void => {
  const unsent = unsentOf(undefined)
  const text = element('text', HTMLTextAreaElement)
  const list = element('kept', HTMLUListElement)
  const show = () => {
    const words = unsent.waiting().map(({ message }) => (message.kind === 'text' ? message.text : message.kind === 'choice' ? message.label : ''))
    list.replaceChildren(
      ...words
        .filter((line) => line !== '')
        .map((line) => {
          const item = document.createElement('li')
          item.textContent = line
          return item
        }),
    )
    element('waits', HTMLElement).hidden = list.children.length === 0
  }
  document.documentElement.classList.toggle('large', forLong.get('large') === '1')
  text.value = unsent.draft()
  text.addEventListener('input', () => unsent.keepDraft(text.value))
  element('form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    const words = text.value.trim()
    if (words === '') return text.focus()
    unsent.keep([...unsent.waiting(), { clientId: newId(), message: { kind: 'text', text: words } }])
    text.value = ''
    unsent.keepDraft('')
    show()
  })
  const look = () =>
    fetch('/health', { cache: 'no-store' }).then(
      (response) => {
        if (response.ok) location.replace('/')
      },
      () => undefined,
    )
  window.addEventListener('online', () => void look())
  setInterval(() => void look(), LOOK_MS)
  element('again', HTMLButtonElement).addEventListener('click', () => void look())
  show()
}

begin()
