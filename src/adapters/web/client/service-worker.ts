/// <reference lib="dom" />

/** What a service worker has around it, as far as it is used here: the types of pages and of workers do not go together. */
type Extendable = Event & { readonly waitUntil: (work: Promise<unknown>) => void }
type Fetching = Event & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void }
type Scope = {
  readonly location: Location
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
  addEventListener(kind: 'install' | 'activate', heard: (event: Extendable) => void): void
  addEventListener(kind: 'fetch', heard: (event: Fetching) => void): void
}
// A worker's own global.
const worker = globalThis as unknown as Scope

/** The version of the page stands in this script's address: a new one brings its own files and takes the old ones away. */
const NAME = `page${worker.location.search}`
const version = worker.location.search
/** All that is ever kept: nothing of what anybody said, and no address that tells anything. */
const FILES = [`/offline${version}`, `/offline.js${version}`, `/chat.css${version}`]

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(FILES))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

const keptOr = async (address: string, fail: () => Response): Promise<Response> => (await caches.match(address)) ?? fail()

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate' && url.pathname === '/')
    return event.respondWith(fetch(request).catch(() => keptOr(`/offline${version}`, () => Response.error())))
  if (FILES.includes(`${url.pathname}${url.search}`)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
