/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { element } from './element.ts'
import { leaveFor, tellHost } from './frame.ts'
import type { Outgoing } from './outgoing.ts'
import { forLong } from './storage.ts'
import type { Unsent } from './unsent.ts'
import type { createView, Said } from './view.ts'
import { listenToVoice } from './voice.ts'

/** What the server takes, in bytes. */
const LARGEST = 20 * 1024 * 1024

type View = ReturnType<typeof createView>

/** The line to write in, the menu behind the plus, the microphone, large type and the quick way out. */
export const compose = (said: Said, view: View, outgoing: Outgoing, unsent: Unsent): void => {
  const text = element('text', HTMLTextAreaElement)
  const grow = () => {
    text.style.height = 'auto'
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`
    unsent.keepDraft(text.value)
  }
  const send = () => {
    const words = text.value.trim()
    if (words === '') return text.focus()
    outgoing.add({ kind: 'text', text: words })
    text.value = ''
    grow()
  }
  text.value = unsent.draft()
  text.addEventListener('input', grow)
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    send()
  })
  element('form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  plus(said, view, outgoing)
  listenToVoice(said, view.note, text, grow)
  header(said)
  grow()
}

/** The menu behind the plus: closed again by Escape, by a press elsewhere and by choosing. */
const plus = (said: Said, view: View, outgoing: Outgoing): void => {
  const menu = element('menu', HTMLDivElement)
  const more = element('more', HTMLButtonElement)
  const open = (shown: boolean) => {
    menu.hidden = !shown
    more.setAttribute('aria-expanded', String(shown))
  }
  more.addEventListener('click', (event) => {
    open(menu.hidden === true)
    // Opened by a key: the keys go on in the menu.
    if (!menu.hidden && event.detail === 0) menu.querySelector<HTMLElement>('input, button')?.focus()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    if (menu.hidden) return tellHost('close')
    open(false)
    more.focus()
  })
  document.addEventListener('click', (event) => {
    if (!menu.hidden && event.target instanceof Node && !menu.contains(event.target) && !more.contains(event.target)) open(false)
  })
  for (const id of ['photo', 'file']) {
    const input = element(id, HTMLInputElement)
    input.addEventListener('change', () => {
      // Said before it is sent: on a slow line nobody waits for a no.
      for (const file of input.files ?? []) {
        if (file.size > LARGEST) view.note(said['file-too-large'])
        else outgoing.addFile(file)
      }
      input.value = ''
      open(false)
    })
  }
  element('place', HTMLButtonElement).addEventListener('click', () => {
    open(false)
    const refused = () => view.note(said['no-place'])
    if (!('geolocation' in navigator)) return refused()
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => outgoing.add({ kind: 'location', latitude: coords.latitude, longitude: coords.longitude }),
      refused,
      { timeout: 10_000 },
    )
  })
}

const header = (said: Said): void => {
  const size = element('size', HTMLButtonElement)
  const large = (on: boolean) => {
    document.documentElement.classList.toggle('large', on)
    size.textContent = on ? said.smaller : said.larger
    forLong.set('large', on ? '1' : '')
  }
  addEventListener('kept-size', (event) => large(event instanceof CustomEvent && event.detail === true))
  size.addEventListener('click', () => large(!document.documentElement.classList.contains('large')))
  large(forLong.get('large') === '1')
  element('exit', HTMLButtonElement).addEventListener('click', () => {
    document.body.replaceChildren()
    document.title = ''
    leaveFor(said['exit-url'])
  })
}
