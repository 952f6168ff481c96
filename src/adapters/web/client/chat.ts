/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { createOutgoing } from './outgoing.ts'
import type { Outgoing } from './outgoing.ts'
import { createView } from './view.ts'
import type { Said } from './view.ts'

/** Starts the page: shows what was said, listens for more, sends what is written. */
const begin = (): void => {
  const said: Said = JSON.parse(document.body.dataset['texts'] ?? '{}')
  // An example has no value of the desk's: it is said as if typed.
  const view = createView(said, (value, label) => {
    outgoing.add(value === '' ? { kind: 'text', text: label } : { kind: 'choice', value, label })
  })
  const outgoing: Outgoing = createOutgoing({
    show: view.own,
    acknowledged: view.acknowledged,
    refused: view.refused,
    state: view.offline,
    tooFast: () => view.note(said['too-fast']),
  })
  listen(view, outgoing)
  compose(said, view, outgoing)
}

/** The size of type that the person keeps: taken up where it is not the one this browser heard last, so that the button still counts. */
const keptSize = (large: boolean): void => {
  const kept = large ? 'large' : 'normal'
  if (localStorage.getItem('kept-size') === kept) return
  localStorage.setItem('kept-size', kept)
  dispatchEvent(new CustomEvent('kept-size', { detail: large }))
}

/** Reads the lines, then the stream; reads the lines again whenever the stream was cut. */
const listen = (view: ReturnType<typeof createView>, outgoing: Outgoing): void => {
  const read = async (): Promise<void> => {
    const response = await fetch('/chat/lines', { cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    const { lines, large } = await response.json()
    if (typeof large === 'boolean') keptSize(large)
    view.lines(lines)
    outgoing.flush()
  }
  let failing = 0
  const again = (): void => {
    read().then(
      () => {
        failing = 0
        view.offline(false)
      },
      () => {
        failing += 1
        view.offline(true)
        setTimeout(again, Math.min(10_000, 500 * 2 ** failing))
      },
    )
  }
  const stream = new EventSource('/chat/events')
  stream.addEventListener('ready', again)
  stream.addEventListener('line', (event) => view.line(JSON.parse(event.data)))
  stream.addEventListener('error', () => view.offline(true))
  again()
}

const element = <E extends HTMLElement>(id: string, type: new () => E): E => {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`no ${id}`)
  return found
}

/** The line to write in, the menu behind the plus, large type and the quick way out. */
const compose = (said: Said, view: ReturnType<typeof createView>, outgoing: Outgoing): void => {
  const text = element('text', HTMLTextAreaElement)
  const menu = element('menu', HTMLDivElement)
  const more = element('more', HTMLButtonElement)
  const size = element('size', HTMLButtonElement)
  const grow = () => {
    text.style.height = 'auto'
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`
    sessionStorage.setItem('draft', text.value)
  }
  text.value = sessionStorage.getItem('draft') ?? ''
  const send = () => {
    const words = text.value.trim()
    if (words === '') return text.focus()
    outgoing.add({ kind: 'text', text: words })
    text.value = ''
    grow()
  }
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
  const open = (shown: boolean) => {
    menu.hidden = !shown
    more.setAttribute('aria-expanded', String(shown))
  }
  more.addEventListener('click', () => open(menu.hidden === true))
  for (const id of ['photo', 'file']) {
    const input = element(id, HTMLInputElement)
    input.addEventListener('change', () => {
      for (const file of input.files ?? []) outgoing.addFile(file)
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
  const large = (on: boolean) => {
    document.documentElement.classList.toggle('large', on)
    size.setAttribute('aria-pressed', String(on))
    size.textContent = on ? said.smaller : said.larger
    localStorage.setItem('large', on ? '1' : '')
  }
  addEventListener('kept-size', (event) => large(event instanceof CustomEvent && event.detail === true))
  size.addEventListener('click', () => large(!document.documentElement.classList.contains('large')))
  large(localStorage.getItem('large') === '1')
  element('exit', HTMLButtonElement).addEventListener('click', () => {
    document.body.replaceChildren()
    document.title = ''
    location.replace(said['exit-url'])
  })
  grow()
}

begin()
