import { Hono } from 'hono'

/** `feed`: the calendar that a token opens, undefined where it opens none. */
export type CalendarDeps = { readonly feed: (token: string) => Promise<string | undefined> }

/** Subscribed calendars, by addresses that nobody can guess. An address that was taken back is gone like one that never was. */
export const createCalendarRoute = ({ feed }: CalendarDeps): Hono => {
  const app = new Hono()
  app.get('/calendar/:file{[\\w-]{20,80}\\.ics}', async (context) => {
    const text = await feed(context.req.param('file').slice(0, -'.ics'.length))
    context.header('Cache-Control', 'no-store')
    context.header('X-Robots-Tag', 'noindex')
    if (text === undefined) return context.text('gone', 404)
    return context.body(text, 200, { 'Content-Type': 'text/calendar; charset=utf-8', 'X-Content-Type-Options': 'nosniff' })
  })
  return app
}
