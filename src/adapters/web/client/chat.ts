/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { compose } from './compose.ts'
import { element } from './element.ts'
import { isFramed, tellHost } from './frame.ts'
import { createOutgoing } from './outgoing.ts'
import type { Outgoing } from './outgoing.ts'
import { forLong } from './storage.ts'
import { unsentOf } from './unsent.ts'
import { createView } from './view.ts'
import type { Said } from './view.ts'

/** Starts the page: shows what was said, listens for more, sends what is written. */
const begin = (): void => {
  const { texts, opened, version } = document.body.dataset
  const said: Said = JSON.parse(texts ?? '{}')
  const unsent = unsentOf(opened ?? '')
  // An example has no value of the desk's: it is said as if typed.
  const view = createView(said, (value, label) => {
    outgoing.add(value === '' ? { kind: 'text', text: label } : { kind: 'choice', value, label })
  })
  const outgoing: Outgoing = createOutgoing(
    {
      show: view.own,
      acknowledged: view.acknowledged,
      refused: view.refused,
      state: view.offline,
      tooFast: () => view.note(said['too-fast']),
    },
    unsent,
  )
  listen(view, outgoing)
  compose(said, view, outgoing, unsent)
  tellHost('ready')
  // Where nothing can be reached it shows the page that keeps what is typed.
  if (!isFramed && 'serviceWorker' in navigator) navigator.serviceWorker.register(`/sw.js?${version ?? ''}`).catch(() => undefined)
}

/** The size of type that the person keeps: taken up where it is not the one this browser heard last, so that the button still counts. */
const keptSize = (large: boolean): void => {
  const kept = large ? 'large' : 'normal'
  if (forLong.get('kept-size') === kept) return
  forLong.set('kept-size', kept)
  dispatchEvent(new CustomEvent('kept-size', { detail: large }))
}

/** Reads the lines, then the stream; reads the lines again whenever the stream was cut. */
const listen = (view: ReturnType<typeof createView>, outgoing: Outgoing): void => {
  const read = async (): Promise<void> => {
    const response = await fetch('/chat/lines', { cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    const { lines, known, large } = await response.json()
    // A frame whose cookie the browser does not keep would begin anew with every message.
    if (isFramed && known !== true) return alone()
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
  const alone = () => {
    stream.close()
    element('alone', HTMLDivElement).hidden = false
    element('form', HTMLFormElement).hidden = true
    element('lines', HTMLElement).hidden = true
  }
  stream.addEventListener('ready', again)
  stream.addEventListener('line', (event) => view.line(JSON.parse(event.data)))
  stream.addEventListener('error', () => view.offline(true))
  again()
}

begin()
