/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

const MOVE_MS = 250
const open = document.querySelector<HTMLElement>('[data-open]')?.dataset['open']

const refresh = (id: string) => document.getElementById(id)?.dispatchEvent(new CustomEvent('refresh'))
/** A page that nobody looks at has not been read: its lines wait. */
let late = false
const look = () => {
  late = document.visibilityState !== 'visible'
  // Lines first: what is read then counts as read in the list.
  refresh(document.getElementById('talk-lines') && !late ? 'talk-lines' : 'talk-list')
}
document.addEventListener('visibilitychange', () => {
  if (!late || document.visibilityState !== 'visible') return
  late = false
  refresh('talk-lines')
})
let moving = 0
const soon = () => {
  window.clearTimeout(moving)
  moving = window.setTimeout(look, MOVE_MS)
}
const stream = new EventSource(`/desk/talks/events${open === undefined ? '' : `?open=${open}`}`)
stream.addEventListener('tick', soon)

const toEnd = () => {
  const lines = document.getElementById('talk-lines')
  if (lines) lines.scrollTop = lines.scrollHeight
}
toEnd()

// Sound: only where it was wanted at this device.
const SOUND = 'desk-sound'
const button = document.querySelector<HTMLButtonElement>('#sound')
const wanted = () => {
  try {
    return localStorage.getItem(SOUND) === 'on'
  } catch {
    return false
  }
}
const showSound = () => {
  if (!button) return
  button.setAttribute('aria-pressed', String(wanted()))
  button.textContent = (wanted() ? button.dataset['on'] : button.dataset['off']) ?? ''
}
const ring = () => {
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  volume.gain.setValueAtTime(0.15, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5)
  tone.frequency.value = 880
  tone.connect(volume).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.5)
}
button?.addEventListener('click', () => {
  try {
    localStorage.setItem(SOUND, wanted() ? 'off' : 'on')
  } catch {
    return
  }
  showSound()
  if (wanted()) ring()
})
showSound()

const title = document.title
const loudness = () => Number(document.getElementById('talk-list')?.dataset['loud'] ?? 0)
let before = loudness()
const count = () => {
  const now = loudness()
  document.title = now > 0 ? `(${now}) ${title}` : title
  if (now > before && wanted()) ring()
  before = now
  const waits = Number(document.getElementById('talk-list')?.dataset['waits'] ?? 0)
  const mark = document.querySelector<HTMLElement>('nav [data-count="/desk/talks"]')
  if (!mark) return
  mark.hidden = waits === 0
  mark.textContent = waits > 99 ? '99+' : String(waits)
}
count()
document.addEventListener('htmx:afterSwap', (event) => {
  const target = event instanceof CustomEvent && event.detail.target instanceof Element ? event.detail.target.id : ''
  if (target === 'talk-lines') {
    toEnd()
    refresh('talk-list')
  } else count()
})

// An answer of the knowledge base goes into the field, to be changed before it is sent.
document.addEventListener('click', (event) => {
  const from = event.target instanceof HTMLElement ? event.target.dataset['fill'] : undefined
  const field = document.querySelector<HTMLTextAreaElement>('#answer')
  if (from === undefined || !field) return
  const text = document.getElementById(from)?.textContent?.trim() ?? ''
  field.value = field.value.trim() === '' ? text : `${field.value}\n${text}`
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
})
// Ctrl and Enter send.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit()
})
