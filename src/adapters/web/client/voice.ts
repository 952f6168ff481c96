/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { element } from './element.ts'
import { forLong } from './storage.ts'
import type { Said } from './view.ts'

/** What browsers have of speech recognition: https://wicg.github.io/speech-api/ */
type Recognition = EventTarget & { lang: string; interimResults: boolean; continuous: boolean; start: () => void; stop: () => void }
type Heard = { readonly results: ArrayLike<{ readonly isFinal: boolean; readonly 0: { readonly transcript: string } }> }

const TOLD = 'voice-told'

const recognitionOf = (): (new () => Recognition) | undefined => {
  const found: unknown = Reflect.get(window, 'SpeechRecognition') ?? Reflect.get(window, 'webkitSpeechRecognition')
  return isRecognition(found) ? found : undefined
}
const isRecognition = (value: unknown): value is new () => Recognition => typeof value === 'function'

/**
 * The microphone, where the browser can turn speech into words. Before the first use it says who may hear it. The words land behind what
 * is written, to be read over: nothing is sent by itself.
 */
export const listenToVoice = (said: Said, note: (text: string) => void, text: HTMLTextAreaElement, changed: () => void): void => {
  const Made = recognitionOf()
  if (!Made) return
  const button = element('voice', HTMLButtonElement)
  const ask = element('voice-ask', HTMLDivElement)
  let running: Recognition | undefined
  const show = (listening: boolean) => {
    button.classList.toggle('listening', listening)
    button.setAttribute('aria-label', listening ? said['speak-stop'] : said.speak)
  }
  const stopped = () => {
    running = undefined
    show(false)
  }
  const begin = () => {
    const recognition = new Made()
    const before = text.value
    recognition.lang = 'zh-CN'
    recognition.interimResults = true
    recognition.continuous = true
    recognition.addEventListener('result', (event) => {
      const { results }: Partial<Heard> = event as Event & Partial<Heard>
      text.value = `${before}${Array.from(results ?? [], (result) => result[0].transcript).join('')}`.slice(0, text.maxLength)
      changed()
    })
    recognition.addEventListener('error', (event) => {
      const why: unknown = Reflect.get(event, 'error')
      if (why === 'aborted') return
      note(why === 'not-allowed' || why === 'service-not-allowed' ? said['speak-refused'] : why === 'no-speech' ? said['speak-unheard'] : said['speak-failed'])
    })
    recognition.addEventListener('end', () => {
      stopped()
      text.focus()
    })
    try {
      recognition.start()
      running = recognition
      show(true)
    } catch {
      note(said['speak-failed'])
    }
  }
  const told = (agreed: boolean) => {
    ask.hidden = true
    if (!agreed) return button.focus()
    forLong.set(TOLD, '1')
    begin()
  }
  button.hidden = false
  text.classList.add('with-voice')
  show(false)
  button.addEventListener('click', () => {
    if (running) return running.stop()
    if (forLong.get(TOLD) === '1') return begin()
    ask.hidden = false
    element('voice-yes', HTMLButtonElement).focus()
  })
  ask.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    told(false)
  })
  element('voice-yes', HTMLButtonElement).addEventListener('click', () => told(true))
  element('voice-no', HTMLButtonElement).addEventListener('click', () => told(false))
  // What is said while the form goes off would come behind it.
  element('form', HTMLFormElement).addEventListener('submit', () => running?.stop())
}
