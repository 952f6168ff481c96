import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createOpsRoutes } from './adapters/http/ops-routes.ts'
import { randomIds } from './adapters/system/system.ts'
import { icsFeed } from './adapters/calendar/ics-feed.ts'
import { createCalendarRoute } from './adapters/web/calendar-route.ts'
import { ASSETS } from './adapters/web/assets.ts'
import type { WebAssets } from './adapters/web/assets.ts'
import { createWebChannel } from './adapters/web/web-channel.ts'
import type { WebChannel } from './adapters/web/web-channel.ts'
import { createWebRoutes } from './adapters/web/web-routes.tsx'
import { textsOf } from './adapters/content/yaml-text.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import { calendarEntries } from './desk/casework/case-calendar.ts'
import { root } from './root.ts'
import { openWorkbench } from './workbench.ts'
import type { OpenedDoor } from './telegram.ts'
import type { House, HouseOptions } from './wire.ts'

/** The page's files as the build made them. Throws `content.invalid` where they were not built. */
const readAssets = (): WebAssets => {
  const hash = createHash('sha256')
  const read = (name: string): Uint8Array => {
    try {
      const bytes = readFileSync(join(root, 'dist/web', name))
      hash.update(bytes)
      return bytes
    } catch (cause) {
      throw new AppError('content.invalid', { detail: `dist/web/${name} is missing: run \`npm run build\`` }, cause)
    }
  }
  const files = Object.fromEntries(ASSETS.map((name) => [name, read(name)])) as WebAssets['files']
  return { files, version: hash.digest('hex').slice(0, 12) }
}

/** What this process serves: the villagers' page where it has that role, and the doors that it opens. */
export type Served = { readonly page: boolean; readonly doors: readonly OpenedDoor[] }

/** The doors of a process for its house, and the HTTP application over it: the monitor's paths, doors that are posted to, the page. */
export const openWeb = (
  config: Config,
  { page, doors }: Served = { page: true, doors: [] },
): { readonly channels: NonNullable<HouseOptions['channels']>; readonly app: (house: House) => Hono } => {
  const assets = page ? readAssets() : undefined
  let channel: WebChannel | undefined
  return {
    channels(parts) {
      channel = page ? createWebChannel(parts.news) : undefined
      return [...(channel ? [channel] : []), ...doors.map((door) => door.make(parts))]
    },
    app(house) {
      const app = new Hono()
      app.onError((error, context) => {
        house.log.error('request failed', { path: context.req.path, error })
        return context.json({ message: 'internal error' }, 500)
      })
      app.route('/', createOpsRoutes({ ...house, may: config.metricsToken === undefined ? { kind: 'nobody' } : { kind: 'token', token: config.metricsToken } }))
      for (const route of doors.flatMap((door) => door.route() ?? [])) app.route(route.path, route.app)
      if (!channel || !assets) return app
      app.route('/', openWorkbench(house, channel.onStop))
      app.route(
        '/',
        createCalendarRoute({
          async feed(token) {
            const now = house.clock.now()
            const owner = await house.store.calendarOf(token, now)
            const world = house.world()
            return owner && icsFeed(world.caseTexts('calendar.name', { service: config.service }), calendarEntries(world, owner, now), now)
          },
        }),
      )
      app.route(
        '/',
        createWebRoutes({
          channel,
          texts: textsOf(join(root, 'src/texts/web.yml')),
          service: config.service,
          county: () => house.world().roster.county,
          demo: config.mode === 'demo',
          accept: house.desk.accept,
          conversationOf: (visitor) => house.store.findConversation('web', '', visitor, undefined),
          transcript: house.store.transcript,
          largeType: async (conversation) => {
            const size = (await house.store.profileOf(conversation))['text-size']
            return size === undefined || size === '' ? undefined : size === 'large'
          },
          putFile: house.files.put,
          getFile: house.files.get,
          openPage: (token, address, sender, until) => house.store.openPage(token, address, sender, house.clock.now(), until),
          now: house.clock.now,
          secret: () => randomIds.secret(24),
          assets,
          widgetOrigins: config.widgetOrigins,
        }),
      )
      return app
    },
  }
}
