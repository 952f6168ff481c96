import type { Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Actor } from '../../core/actor.ts'
import type { Act, Thing } from '../../core/authorise.ts'
import type { Content, Part } from '../../core/message.ts'

/** Looks up what the workbench says. */
export type DeskTexts = (key: string, vars?: Readonly<Record<string, string | number>>) => string

/** A page in the frame. `here`: path of its entry in the navigation, e.g. `/desk/cases`. `scripts`: further built scripts, e.g. `figures.js`. */
export type DeskPage = { readonly title: string; readonly here: string; readonly body: Child; readonly scripts?: readonly string[]; readonly wide?: true }

/** A request of somebody who is signed in. */
export type DeskRequest = {
  readonly context: Context
  readonly actor: Actor
  /** Id of this sign-in. */
  readonly session: string
  /** A whole page in the frame; to htmx, which asks for a part of one, the same. */
  readonly page: (page: DeskPage, status?: 200 | 400 | 403 | 404 | 409) => Response | Promise<Response>
  /** A piece of a page, as htmx puts it in place. */
  readonly piece: (body: Child, status?: 200 | 400 | 403 | 404 | 409) => Response | Promise<Response>
  /** Goes on at another page of the workbench, with a line that says what was done. */
  readonly goTo: (path: string, said?: string) => Response
  /** What a form sent: first value by name. */
  readonly form: () => Promise<Readonly<Record<string, string>>>
  /** A file that a form sent. */
  readonly file: (name: string) => Promise<File | undefined>
}

/** What came of something said. `waiting`: it is stored and will be done, but was not yet. `failed`: it was given up. */
export type DeskSaid =
  | { readonly kind: 'done'; readonly text: string; readonly parts: readonly Part[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed' }

/** Says something in somebody's own conversation, as they would in chat; `id` is of the form that was sent, so that it counts once. */
export type SayAtDesk = (actor: Actor, content: Content, id: string) => Promise<DeskSaid>

type Answer = Response | Promise<Response>

/** One address of the workbench, with what one must be allowed to do there. Only workbench-routes serves them, so none goes unasked. */
export type DeskRoute = {
  readonly method: 'get' | 'post'
  /** Begins with /desk. */
  readonly path: string
  readonly act: Act
  /** What the request is about and how it is answered; undefined: there is no such thing. */
  readonly open: (request: DeskRequest) => Promise<{ readonly thing: Thing; readonly answer: () => Answer } | undefined>
}

/** An entry of the navigation. `count` says how much waits there. Shown to whoever may do `act`. */
export type DeskEntry = { readonly path: string; readonly label: string; readonly act: Act; readonly count?: (actor: Actor) => Promise<number> }

/** A part of the workbench as it is mounted. */
export type DeskPart = {
  readonly entries: readonly DeskEntry[]
  readonly routes: readonly DeskRoute[]
  /** Addresses that are open to whoever has a token of theirs, signed in or not. */
  readonly outside?: Hono
}

/** An address about nothing in particular: what it shows is cut to what is the actor's. */
export const desk = (method: 'get' | 'post', path: string, act: Act, answer: (request: DeskRequest) => Answer): DeskRoute => ({
  method,
  path,
  act,
  open: async (request) => ({ thing: { kind: 'desk' }, answer: () => answer(request) }),
})

/** An address about one thing: `find` reads it, with what it is to `authorise`. */
export const about = <T>(
  method: 'get' | 'post',
  path: string,
  act: Act,
  find: (request: DeskRequest) => Promise<{ readonly thing: Thing; readonly value: T } | undefined>,
  answer: (request: DeskRequest, value: T) => Answer,
): DeskRoute => ({
  method,
  path,
  act,
  open: async (request) => {
    const found = await find(request)
    return found && { thing: found.thing, answer: () => answer(request, found.value) }
  },
})
