import { createContext, useContext } from 'hono/jsx'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Actor } from '../../core/actor.ts'
import type { DeskDeps } from './desk-deps.ts'
import type { DeskEntry } from './desk-route.ts'
import { PROOF } from './same-origin.ts'

/** Proof of the sign-in that a page is made for. */
export const ProofContext = createContext('')

/** A form of the workbench: sent with the proof that our own page sent it. `hx`: attributes for htmx. */
export const DeskForm: FC<
  PropsWithChildren<{
    readonly action: string
    readonly method?: 'get' | 'post'
    readonly class?: string
    readonly id?: string
    readonly upload?: boolean
    readonly hx?: Readonly<Record<string, string>>
  }>
> = ({ action, method = 'post', class: name, id, upload, hx, children }) => {
  const proof = useContext(ProofContext)
  return (
    <form action={action} method={method} class={name} id={id} enctype={upload ? 'multipart/form-data' : undefined} {...hx}>
      {method === 'post' ? <input type="hidden" name={PROOF} value={proof} /> : ''}
      {children}
    </form>
  )
}

/** What htmx must not do: run what it is given as text, or write styles and scripts into the page. */
const HTMX = JSON.stringify({ includeIndicatorStyles: false, allowEval: false, allowScriptTags: false, historyCacheSize: 0, selfRequestsOnly: true })

const Head: FC<{ readonly title: string; readonly version: string; readonly scripts?: readonly string[] }> = ({ title, version, scripts = [] }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="referrer" content="same-origin" />
    <meta name="robots" content="noindex" />
    <meta name="htmx-config" content={HTMX} />
    <title>{title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href={`/desk/assets/desk.css?${version}`} />
    {['desk.js', ...scripts].map((name) => (
      <script src={`/desk/assets/${name}?${version}`} type="module" />
    ))}
  </head>
)

/** A page for somebody who is signed in: navigation at the left, on a phone at the bottom. */
export const Frame: FC<{
  readonly deps: DeskDeps
  readonly actor: Actor
  readonly entries: readonly (Omit<DeskEntry, 'count'> & { readonly count: number })[]
  readonly title: string
  readonly here: string
  readonly said?: string
  readonly proof: string
  readonly scripts?: readonly string[]
  readonly wide?: boolean
  readonly body: Child
}> = ({ deps, actor, entries, title, here, said, proof, scripts, wide, body }) => (
  <ProofContext.Provider value={proof}>
    <html lang="zh-CN">
      <Head title={`${title} · ${deps.service}`} version={deps.assets.version} {...(scripts ? { scripts } : {})} />
      <body hx-headers={JSON.stringify({ [PROOF]: proof })} data-who={actor.staffId} data-offline={deps.texts('offline')} data-failed={deps.texts('failed')}>
        <a class="skip" href="#work">
          {deps.texts('skip')}
        </a>
        <header>
          <a class="name" href="/desk">
            {deps.service}
            <span>{deps.county()}</span>
          </a>
          <a class="who" href="/desk/me">
            {actor.name}
            <span>{deps.texts(`role.${actor.role}`)}</span>
          </a>
        </header>
        {deps.demo ? <p class="demo">{deps.texts('demo')}</p> : ''}
        <p id="offline" class="offline" role="status" hidden />
        <nav aria-label={deps.texts('nav')}>
          {entries.map(({ path, label, count }) => (
            <a href={path} aria-current={here === path ? 'page' : undefined}>
              {label}
              <b class="count" data-count={path} hidden={count === 0}>
                {count > 99 ? '99+' : count}
              </b>
            </a>
          ))}
        </nav>
        <main id="work" class={wide ? 'wide' : undefined}>
          <h1>{title}</h1>
          <p id="said" class="said" role="status" hidden={said === undefined}>
            {said ?? ''}
          </p>
          {body}
        </main>
      </body>
    </html>
  </ProofContext.Provider>
)

/** A page for whoever is not signed in. */
export const Outside: FC<{ readonly deps: DeskDeps; readonly title: string; readonly body: Child }> = ({ deps, title, body }) => (
  <html lang="zh-CN">
    <Head title={`${title} · ${deps.service}`} version={deps.assets.version} />
    <body class="outside" data-offline={deps.texts('offline')} data-failed={deps.texts('failed')}>
      <header>
        <span class="name">
          {deps.service}
          <span>{deps.county()}</span>
        </span>
      </header>
      {deps.demo ? <p class="demo">{deps.texts('demo')}</p> : ''}
      <p id="offline" class="offline" role="status" hidden />
      <main>
        <h1>{title}</h1>
        {body}
      </main>
    </body>
  </html>
)
