import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Update } from 'telegraf/types'
import type { Log } from '../../ports/system.ts'

/** What the route works with. `take` resolves when the update is durable. */
export type WebhookDeps = { readonly secret: string; readonly take: (update: Update) => Promise<void>; readonly log: Log }

const LARGEST_BODY = 1024 * 1024

/**
 * The route that Telegram posts updates to, at `/` of this application. 200 only when the update is durable; 500 where it could not be
 * made so, and Telegram sends it again. Without the right secret: 403, and nothing is read.
 */
export const createWebhook = ({ secret, take, log }: WebhookDeps): Hono => {
  const app = new Hono()
  app.use(async (context, next) => {
    if (!same(context.req.header('x-telegram-bot-api-secret-token') ?? '', secret)) return context.json({ ok: false }, 403)
    return next()
  })
  app.post('/', bodyLimit({ maxSize: LARGEST_BODY, onError: (context) => context.json({ ok: false }, 413) }), async (context) => {
    const update: unknown = await context.req.json().catch(() => undefined)
    if (!isUpdate(update)) return context.json({ ok: false }, 400)
    try {
      await take(update)
      return context.json({ ok: true })
    } catch (error) {
      log.error('telegram update not stored', { update: update.update_id, error })
      return context.json({ ok: false }, 500)
    }
  })
  return app
}

const isUpdate = (value: unknown): value is Update => typeof value === 'object' && value !== null && 'update_id' in value && typeof value.update_id === 'number'

/** Compares without telling by the time it takes how much was right. */
const same = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
