/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Message } from './unsent.ts'
import { wordsOf } from './words.ts'

/** Words of the page, by key. */
export type Said = Readonly<
  Record<
    | 'sending'
    | 'unsent'
    | 'offline'
    | 'typing'
    | 'bot'
    | 'you'
    | 'place'
    | 'no-place'
    | 'too-fast'
    | 'file-too-large'
    | 'larger'
    | 'smaller'
    | 'welcome'
    | 'exit-url'
    | 'helped'
    | 'unhelpful'
    | 'speak'
    | 'speak-stop'
    | 'speak-unheard'
    | 'speak-refused'
    | 'speak-failed',
    string
  >
> & {
  readonly examples: readonly string[]
}

/** A line as the server gives it; `from` absent: the visitor's own. */
export type Line = {
  readonly id: string
  readonly at: number
  readonly from?: string
  readonly text: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly files?: readonly { readonly id: string; readonly name: string; readonly image: boolean }[]
  readonly rate?: true
}

const TYPING_MS = 15_000

const make = (tag: string, name: string, text?: string): HTMLElement => {
  const made = document.createElement(tag)
  made.className = name
  if (text !== undefined) made.textContent = text
  return made
}

/** What stands on the page. A line is shown once, by its id, whichever way and however often it comes. */
export const createView = (said: Said, choose: (value: string, label: string) => void) => {
  const log = document.getElementById('lines') ?? document.body
  const notice = document.getElementById('offline')
  const known = new Map<string, HTMLElement>()
  const typing = make('p', 'typing', said.typing)
  typing.setAttribute('aria-hidden', 'true')
  let timer = 0

  const follow = (always: boolean) => {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < 160
    // What is longer than the screen is read from its beginning.
    return (row?: HTMLElement) => {
      if (!always && !near) return
      const long = row !== undefined && row.offsetHeight > log.clientHeight - 24
      log.scrollTo({ top: long ? row.offsetTop - log.offsetTop - 8 : log.scrollHeight })
    }
  }
  const wait = (on: boolean) => {
    clearTimeout(timer)
    if (!on) return typing.remove()
    log.append(typing)
    timer = window.setTimeout(() => typing.remove(), TYPING_MS)
  }
  const retire = () => {
    for (const old of log.querySelectorAll<HTMLButtonElement>('.choices button')) old.disabled = true
    for (const old of log.querySelectorAll('.rate')) old.remove()
  }
  const bubble = (line: Line): HTMLElement => {
    const row = make('div', line.from === undefined ? 'line own' : line.from === '' ? 'line bot' : 'line person')
    row.dataset['id'] = line.id
    row.append(make('span', 'who', line.from === undefined ? said.you : line.from === '' ? said.bot : line.from))
    const body = make('div', 'bubble')
    if (line.text !== '') body.append(...wordsOf(line.text, line.from === ''))
    for (const file of line.files ?? []) {
      const link = document.createElement('a')
      link.href = `/chat/files/${encodeURIComponent(file.id)}`
      link.download = file.name
      if (file.image) {
        const picture = document.createElement('img')
        picture.src = link.href
        picture.alt = file.name
        picture.loading = 'lazy'
        link.append(picture)
      } else link.textContent = `📄 ${file.name}`
      body.append(link)
    }
    row.append(body)
    if (line.choices) {
      const list = make('div', 'choices')
      for (const { value, label } of line.choices) {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = label
        button.addEventListener('click', () => choose(value, label))
        list.append(button)
      }
      row.append(list)
    }
    if (line.rate) {
      const rate = make('div', 'rate')
      for (const word of [said.helped, said.unhelpful]) {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = word
        button.addEventListener('click', () => choose('', word))
        rate.append(button)
      }
      row.append(rate)
    }
    return row
  }
  const put = (line: Line, before: Element | undefined) => {
    const row = bubble(line)
    known.set(line.id, row)
    log.insertBefore(row, before ?? null)
  }
  const empty = () => {
    if (known.size > 0 || log.querySelector('.line')) return
    const row = make('div', 'line bot welcome')
    const body = make('div', 'bubble')
    body.append(...wordsOf(said.welcome, true))
    const list = make('div', 'choices examples')
    for (const example of said.examples) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = example
      button.addEventListener('click', () => choose('', example))
      list.append(button)
    }
    row.append(body, list)
    log.append(row)
  }
  return {
    /** Adds a line that was just said, at the end. */
    line(line: Line) {
      const scroll = follow(false)
      if (known.has(line.id)) return
      log.querySelector('.welcome')?.remove()
      retire()
      put(line, undefined)
      if (line.from !== undefined) wait(false)
      scroll(known.get(line.id))
    },
    /** Adds what is not there yet of all lines, each behind the one before it; what is still on its way stays below them. */
    lines(lines: readonly Line[]) {
      const scroll = follow(known.size === 0)
      let before: Element | undefined
      if (lines.length > 0) log.querySelector('.welcome')?.remove()
      for (const line of lines) {
        if (!known.has(line.id)) {
          retire()
          put(line, before ? (before.nextElementSibling ?? undefined) : (log.querySelector('.pending') ?? undefined))
          if (line.from !== undefined) wait(false)
        }
        before = known.get(line.id)
      }
      empty()
      scroll()
    },
    /** Shows what the person wrote, before the server has it. */
    own(clientId: string, message: Message | undefined, file: File | undefined) {
      const scroll = follow(true)
      log.querySelector('.welcome')?.remove()
      retire()
      const text = message?.kind === 'text' ? message.text : message?.kind === 'choice' ? message.label : message ? said.place : `📄 ${file?.name ?? ''}`
      const row = bubble({ id: clientId, at: 0, text })
      row.classList.add('pending')
      row.append(make('span', 'state', said.sending))
      known.set(clientId, row)
      log.append(row)
      wait(true)
      scroll()
    },
    acknowledged(clientId: string, lineId: string) {
      const row = known.get(clientId)
      if (!row) return
      known.delete(clientId)
      row.classList.remove('pending')
      row.querySelector('.state')?.remove()
      // The stream or the transcript may have been faster.
      if (known.has(lineId)) return row.remove()
      row.dataset['id'] = lineId
      known.set(lineId, row)
    },
    refused(clientId: string, why: string) {
      const row = known.get(clientId)
      row?.classList.remove('pending')
      const state = row?.querySelector('.state')
      if (state) state.textContent = why === '' ? said.unsent : why
      row?.classList.add('refused')
      wait(false)
    },
    offline(on: boolean) {
      if (notice) notice.hidden = !on
    },
    note(text: string) {
      const scroll = follow(true)
      log.append(make('p', 'note', text))
      scroll()
    },
  }
}
