/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import 'htmx.org'
import { keepDrafts } from './parts/drafts.ts'

keepDrafts()

const offline = document.querySelector<HTMLElement>('#offline')
const show = () => {
  if (!offline) return
  offline.textContent = document.body.dataset['offline'] ?? ''
  offline.hidden = navigator.onLine
}
window.addEventListener('online', show)
window.addEventListener('offline', show)
show()

// On a phone the bar may be wider than the screen: where one is stands in view.
const bar = document.querySelector('body > nav')
const here = bar?.querySelector('[aria-current]')
if (bar && here instanceof HTMLElement) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2

// What went wrong is said; what was typed stays where it is.
const failed = () => {
  const said = document.querySelector<HTMLElement>('#said')
  if (!said) return
  said.textContent = document.body.dataset['failed'] ?? ''
  said.classList.add('wrong')
  said.hidden = false
}
document.addEventListener('htmx:responseError', failed)
document.addEventListener('htmx:sendError', failed)

document.addEventListener('click', (event) => {
  if (event.target instanceof HTMLElement && event.target.closest('[data-print]')) window.print()
})
