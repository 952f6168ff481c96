/// <reference lib="dom" />

/** What the widget says; given by the server around this script. */
declare const SAID: Readonly<Record<'open' | 'close' | 'title' | 'own-window' | 'unreachable', string>>

const UNREACHABLE_MS = 8_000
const STYLE = `
:host { all: initial; }
* { box-sizing: border-box; }
.open, .panel { position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; font: 16px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; color: #1d2430; }
.open { min-height: 48px; padding: 0 20px; border: 0; border-radius: 24px; background: #1a62d6; color: #fff; font-weight: 600; cursor: pointer; box-shadow: 0 2px 10px rgb(0 0 0 / 25%); }
.panel { display: flex; flex-direction: column; width: min(400px, calc(100vw - 32px)); height: min(660px, calc(100vh - 32px)); overflow: hidden; border: 1px solid #d9dee5; border-radius: 12px; background: #f4f6f8; box-shadow: 0 6px 24px rgb(0 0 0 / 20%); }
.bar { display: flex; align-items: center; gap: 8px; padding: 4px 8px 4px 14px; border-bottom: 1px solid #d9dee5; background: #fff; }
.bar strong { flex: 1; }
.bar a, .bar button { display: inline-flex; align-items: center; min-height: 44px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: #1a62d6; font: inherit; font-size: 15px; text-decoration: none; cursor: pointer; }
.why { margin: 0; padding: 14px; background: #fdecea; color: #b3261e; }
iframe { flex: 1; width: 100%; border: 0; }
:focus-visible { outline: 3px solid #1a62d6; outline-offset: 2px; }
[hidden] { display: none !important; }
@media (max-width: 480px) { .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
`

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, over: Partial<HTMLElementTagNameMap[K]>): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(tag), over)

/** A button at the lower edge of another site's page that opens the conversation in a frame. Nothing is loaded before it is pressed. */
const begin = (home: string): void => {
  const host = make('div', {})
  const root = host.attachShadow({ mode: 'open' })
  const open = make('button', { className: 'open', type: 'button', textContent: SAID.open })
  const panel = make('section', { className: 'panel', hidden: true, id: 'xiangfa-panel' })
  const bar = make('div', { className: 'bar' })
  const own = make('a', { href: `${home}/`, target: '_blank', rel: 'noopener', textContent: SAID['own-window'] })
  const close = make('button', { type: 'button', textContent: SAID.close })
  const why = make('p', { className: 'why', hidden: true, textContent: SAID.unreachable })
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', SAID.title)
  why.setAttribute('role', 'status')
  open.setAttribute('aria-expanded', 'false')
  bar.append(make('strong', { textContent: SAID.title }), own, close)
  panel.append(bar, why)
  dress(root)
  root.append(open, panel)
  let frame: HTMLIFrameElement | undefined

  const show = (on: boolean) => {
    panel.hidden = !on
    open.hidden = on
    open.setAttribute('aria-expanded', String(on))
    if (!on) return open.focus()
    if (!frame) load()
    frame?.focus()
  }
  const load = () => {
    frame = make('iframe', { src: `${home}/`, title: SAID.title, allow: 'microphone; geolocation' })
    panel.append(frame)
    // Where this site is not allowed to show the page the browser does not say so.
    const timer = setTimeout(() => {
      why.hidden = false
    }, UNREACHABLE_MS)
    window.addEventListener('message', (event) => {
      if (event.source !== frame?.contentWindow || event.origin !== home) return
      if (event.data === 'xiangfa-close') show(false)
      if (event.data !== 'xiangfa-ready') return
      clearTimeout(timer)
      why.hidden = true
    })
  }
  open.addEventListener('click', () => show(true))
  close.addEventListener('click', () => show(false))
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false)
  })
  document.body.append(host)
}

/** A sheet that no policy of the site around it forbids, where the browser has such. */
const dress = (root: ShadowRoot): void => {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
  } catch {
    root.append(make('style', { textContent: STYLE }))
  }
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  const home = new URL(script.src).origin
  if (document.body) begin(home)
  else document.addEventListener('DOMContentLoaded', () => begin(home))
}
