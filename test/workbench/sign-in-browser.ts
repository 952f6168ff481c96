import type { Browser, Page } from 'playwright-core'
import { accountIdOf, actorNamed } from '../../src/core/actor.ts'
import type { Server } from '../web/open-server.ts'

let count = 0

/** A window of a browser in which somebody of the roster is signed in to the workbench of a running server. */
export const signedInPage = async (
  browser: Browser,
  server: Server,
  name: string,
  size: { readonly width: number; readonly height: number },
): Promise<Page> => {
  const house = server.house()
  const actor = actorNamed(house.world().roster, name)
  if (!actor) throw new Error(`nobody named ${name}`)
  count += 1
  const token = `browser-session-${String(count).padStart(32, '0')}`
  const at = house.clock.now()
  await house.workbench.accounts.open(
    { id: `browser-${count}`, accountId: accountIdOf(actor), device: 'test', createdAt: at, usedAt: at, expiresAt: at + 86_400_000 },
    token,
  )
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN' })
  await context.addCookies([{ name: 'xd', value: token, url: `${server.url}desk`, httpOnly: true }])
  return context.newPage()
}
