import { Hono } from 'hono'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { ConversationId } from '../../core/ids.ts'
import type { Address, Content, FileRef, Sender } from '../../core/message.ts'
import type { Arrival } from '../../ports/channel.ts'
import type { TranscriptLine } from '../../ports/store.ts'
import type { WebAssets } from './assets.ts'
import { streamLines } from './event-stream.ts'
import { createInstalling } from './installing.tsx'
import { pageLine } from './line.ts'
import { createOpening } from './opening.tsx'
import { ChatPage } from './page.tsx'
import type { PageTexts } from './page.tsx'
import { createRateLimit } from './rate-limit.ts'
import { isSameOrigin } from './same-origin.ts'
import { isOpened, visitorOf, welcome } from './visitor.ts'
import type { WebChannel } from './web-channel.ts'
import { createWidget } from './widget.ts'

/** What the page's routes need. */
export type WebDeps = {
  readonly channel: WebChannel
  readonly texts: PageTexts
  readonly service: string
  readonly county: () => string
  readonly demo: boolean
  readonly accept: (arrival: Arrival) => Promise<{ readonly inboxId: number }>
  readonly conversationOf: (visitor: string) => Promise<ConversationId | undefined>
  readonly transcript: (conversation: ConversationId, limit: number) => Promise<readonly TranscriptLine[]>
  /** Whether the person wants large type; undefined where they never said. */
  readonly largeType: (conversation: ConversationId) => Promise<boolean | undefined>
  /** Throws `file.too-large` and `file.type`. */
  readonly putFile: (name: string, bytes: Uint8Array) => Promise<FileRef>
  readonly getFile: (id: string) => Promise<Uint8Array | undefined>
  /** Opens a person's conversation to a visitor by a link; false where the link is unknown, used or over. */
  readonly openPage: (token: string, address: Address, sender: Sender, until: number) => Promise<boolean>
  readonly now: () => number
  readonly secret: () => string
  readonly assets: WebAssets
  /** Sites that may show the page in a frame, e.g. https://www.example.gov.cn; none: nobody may. */
  readonly widgetOrigins: readonly string[]
}

const LINES = 200
const FILE_LIMIT = 21 * 1024 * 1024
const PER_MINUTE = 60

const clientId = z.string().regex(/^[\w-]{8,64}$/)
const message = z.discriminatedUnion('kind', [
  z.object({ clientId, kind: z.literal('text'), text: z.string().min(1).max(2_000) }),
  z.object({ clientId, kind: z.literal('choice'), value: z.string().min(1).max(64), label: z.string().min(1).max(200) }),
  z.object({ clientId, kind: z.literal('location'), latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
])

/** The villagers' page and what its script asks for. A message is answered 202 when it is durable; sending it again is the same message. */
export const createWebRoutes = (deps: WebDeps): Hono => {
  const { texts } = deps
  const app = new Hono()
  const mayPass = createRateLimit(PER_MINUTE, deps.now)
  const wrong = (context: Context, status: 400 | 403 | 404 | 413 | 415 | 429, key: string) => context.json({ message: texts(key) }, status)

  const hear = async (context: Context, id: string, content: Content) => {
    const visitor = welcome(context, deps.secret)
    const { inboxId } = await deps.accept({
      role: 'villager',
      inbound: {
        externalId: `${visitor.slice(0, 16)}-${id}`,
        address: { channel: 'web', account: '', chat: visitor },
        sender: { id: visitor, name: texts('you') },
        content,
        sentAt: deps.now(),
      },
    })
    return context.json({ id: `i${inboxId}` }, 202)
  }

  const { assets, widgetOrigins } = deps
  const { version } = assets
  const confirm = async (context: Context, code: string) => {
    if (mayPass(welcome(context, deps.secret))) await hear(context, deps.secret(), { kind: 'text', text: texts('in.confirm-say', { code }) })
  }
  // Their own headers: stricter, or looser.
  app.route('/', createOpening({ texts, service: deps.service, version, secret: deps.secret, now: deps.now, open: deps.openPage, confirm }))
  app.route('/', createWidget({ texts, service: deps.service, script: assets.files['widget.js'], origins: widgetOrigins }))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: widgetOrigins.length === 0 ? ["'none'"] : [...widgetOrigins],
      },
      // Says less than frame-ancestors, and would forbid what that allows.
      xFrameOptions: widgetOrigins.length === 0 ? 'DENY' : false,
      referrerPolicy: 'no-referrer',
    }),
  )
  app.route('/', createInstalling({ texts, service: deps.service, assets }))
  app.get('/', (context) => {
    const visitor = welcome(context, deps.secret)
    const opened = isOpened(context) ? visitor.slice(0, 8) : ''
    context.header('Cache-Control', 'no-store')
    return context.html(
      html`<!doctype html>${<ChatPage texts={texts} service={deps.service} county={deps.county()} demo={deps.demo} version={version} opened={opened} />}`,
    )
  })
  app.get('/health', (context) => context.json({ ok: true }))

  app.get('/chat/lines', async (context) => {
    const visitor = visitorOf(context)
    const conversation = visitor === undefined ? undefined : await deps.conversationOf(visitor)
    const lines = conversation === undefined ? [] : await deps.transcript(conversation, LINES)
    context.header('Cache-Control', 'no-store')
    const large = conversation === undefined ? undefined : await deps.largeType(conversation)
    // `known`: whether the browser keeps the cookie; in a frame it may not.
    return context.json({
      known: visitor !== undefined,
      lines: lines.map((line) => pageLine(line, texts('place'))),
      ...(large === undefined ? {} : { large }),
    })
  })
  app.get('/chat/events', (context) => streamLines(context, welcome(context, deps.secret), deps.channel, deps.now))

  const sameOrigin: MiddlewareHandler = async (context, next) => (isSameOrigin(context) ? next() : wrong(context, 403, 'not-here'))
  const paced: MiddlewareHandler = async (context, next) => (mayPass(welcome(context, deps.secret)) ? next() : wrong(context, 429, 'too-fast'))

  app.post(
    '/chat/messages',
    sameOrigin,
    bodyLimit({ maxSize: 16 * 1024, onError: (context) => wrong(context, 413, 'bad-request') }),
    paced,
    async (context) => {
      const parsed = message.safeParse(await context.req.json().catch(() => undefined))
      if (!parsed.success) return wrong(context, 400, 'bad-request')
      const { clientId: id, ...content } = parsed.data
      return hear(context, id, content)
    },
  )
  app.post(
    '/chat/files',
    sameOrigin,
    bodyLimit({ maxSize: FILE_LIMIT, onError: (context) => wrong(context, 413, 'file-too-large') }),
    paced,
    async (context) => {
      const form = await context.req.parseBody().catch(() => undefined)
      const id = clientId.safeParse(form?.['clientId'])
      const sent = form?.['file']
      if (!id.success || !(sent instanceof File)) return wrong(context, 400, 'bad-request')
      try {
        const file = await deps.putFile(sent.name, new Uint8Array(await sent.arrayBuffer()))
        return await hear(context, id.data, file.mime.startsWith('audio/') ? { kind: 'voice', file } : { kind: 'file', file })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (error.code === 'file.too-large') return wrong(context, 413, 'file-too-large')
        return wrong(context, 415, error.fields['type'] === 'empty' ? 'file-empty' : 'file-type')
      }
    },
  )
  app.get('/chat/files/:id', async (context) => {
    const visitor = visitorOf(context)
    const conversation = visitor === undefined ? undefined : await deps.conversationOf(visitor)
    const lines = conversation === undefined ? [] : await deps.transcript(conversation, LINES)
    const file = lines.flatMap(filesOf).find((one) => one.id === context.req.param('id'))
    const bytes = file && (await deps.getFile(file.id))
    if (!file || !bytes) return wrong(context, 404, 'not-found')
    context.header('Content-Type', file.mime)
    context.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    context.header('Cache-Control', 'private, max-age=3600')
    return context.body(new Uint8Array(bytes))
  })
  return app
}

const filesOf = ({ content, part }: TranscriptLine): readonly FileRef[] => [
  ...(content?.kind === 'file' || content?.kind === 'voice' ? [content.file] : []),
  ...(part?.files ?? []),
]
