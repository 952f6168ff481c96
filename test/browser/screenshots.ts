import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { actorNamed } from '../../src/core/actor.ts'
import { sayAtDesk } from '../../src/say-at-desk.ts'
import { deskRoutes } from '../../src/workbench.ts'
import { openServer } from '../web/open-server.ts'
import { apply, villagerSays } from '../workbench/apply.ts'
import { MORNING } from '../workbench/open-desk.ts'
import { signedInPage } from '../workbench/sign-in-browser.ts'
import { openBrowser } from './open-page.ts'

// `npm run screenshots [FOLDER]`: every page of the workbench, as whoever may see it first, and the villagers' page, 360 and 1440 wide.

const FOLDER = process.argv[2] ?? join(tmpdir(), 'xiangfa-screenshots')
const SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const
/** Who is looked over whose shoulder, in this order; some only at what is theirs. */
const PEOPLE = [
  ['演示顾问一', '/desk/talks'],
  ['演示司法所工作人员一', '/desk'],
  ['演示调解员一', '/desk/mediations'],
  ['演示援助中心一', '/desk'],
  ['演示司法局一', '/desk'],
  ['演示系统管理员一', '/desk'],
] as const
const MOST_PAGES = 120

mkdirSync(FOLDER, { recursive: true })
const clock = { at: MORNING }
const server = await openServer(() => clock.at)
const house = server.house()
const filled = { house, clock }
await apply(filled, 'first')
clock.at += 3_600_000
await apply(filled, 'second', '店埠镇西庄头村')
await villagerSays(filled, 'third', ['老板拖欠我三万块工资不给怎么办', '人工', '店埠镇东庄头村', '单位'])
await villagerSays(filled, 'fourth', ['你好', '仓库里的老账本让虫蛀了可怎么弄'])
clock.at += 600_000
const counsel = actorNamed(house.world().roster, PEOPLE[0][0])
if (counsel) {
  await sayAtDesk(house)(counsel, { kind: 'text', text: '接单' }, 'taken')
  await sayAtDesk(house)(counsel, { kind: 'text', text: '您好，工钱欠了多久？手里有欠条或者转账记录吗？' }, 'asked')
  await villagerSays(filled, 'third', ['欠了三个月了，有微信转账，还有工友能作证'])
}

/** Addresses as the program has them, parameters by name. */
const patterns = deskRoutes(house)
  .filter(({ method }) => method === 'get')
  .map(({ path }) => ({ path, matches: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`) }))
const patternOf = (path: string): string | undefined => (patterns.find((one) => one.path === path) ?? patterns.find((one) => one.matches.test(path)))?.path

const browser = await openBrowser()
const failures: string[] = []
const shoot = async (page: Page, name: string): Promise<void> => {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
    if (wide > size.width) failures.push(`${name} is ${wide} wide at ${size.width}`)
    // What stands at the bottom of the window stands at the bottom of the picture.
    const high = Math.min(4_000, Number(await page.evaluate('document.documentElement.scrollHeight')))
    await page.setViewportSize({ width: size.width, height: Math.max(size.height, high) })
    await page.screenshot({ path: join(FOLDER, `${name}-${size.width}.png`) })
  }
}

const seen = new Set<string>()
for (const [name, own] of PEOPLE) {
  const page = await signedInPage(browser, server, name, SIZES[1])
  const waiting = ['/desk', '/desk/me']
  const asked = new Set<string>()
  const kinds = new Set<string>()
  while (waiting.length > 0 && asked.size < MOST_PAGES) {
    const address = waiting.shift() ?? ''
    asked.add(address)
    const response = await page.goto(new URL(address, server.url).href, { waitUntil: 'domcontentloaded' }).catch(() => undefined)
    if (!response?.ok() || !(response.headers()['content-type'] ?? '').startsWith('text/html')) continue
    const { pathname, search } = new URL(page.url())
    const pattern = patternOf(pathname)
    if (pattern?.startsWith(own) && !seen.has(pattern)) {
      seen.add(pattern)
      await page.waitForTimeout(400)
      await shoot(page, pattern.slice(1).replace(/[/:]+/g, '-'))
    }
    asked.add(`${pathname}${search}`)
    const links: unknown = await page.evaluate('[...document.querySelectorAll(\'a[href^="/desk"]:not([download])\')].map((one) => one.getAttribute("href"))')
    const further = (Array.isArray(links) ? links.map(String) : []).map((link) => link.split('#')[0] ?? '')
    // One of a kind is enough.
    for (const link of further) {
      const kind = patternOf(link.split('?')[0] ?? '')
      if (kind === undefined || kinds.has(kind) || asked.has(link)) continue
      kinds.add(kind)
      waiting.push(link)
    }
  }
  await page.context().close()
}

const context = await browser.newContext({ viewport: SIZES[0], locale: 'zh-CN' })
const outside = await context.newPage()
await outside.goto(`${server.url}desk/sign-in`)
await shoot(outside, 'desk-sign-in')
await outside.goto(server.url)
await outside.waitForTimeout(400)
await shoot(outside, 'villager-welcome')
await outside.locator('#text').fill('老板拖欠我三万块工资不给怎么办')
await outside.locator('#send').click()
await outside.locator('.line:not(.own) .bubble', { hasText: '依据' }).last().waitFor({ timeout: 10_000 })
await shoot(outside, 'villager-answer')
await browser.close()
await server.remove()
const missed = patterns.filter(({ path }) => !seen.has(path)).map(({ path }) => path)
process.stdout.write(`${seen.size} pages of the workbench in ${FOLDER}\n`)
for (const path of new Set(missed)) process.stdout.write(`no picture of its own: ${path}\n`)
for (const failure of failures) process.stdout.write(`${failure}\n`)
