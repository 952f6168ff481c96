import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apply, heardBy } from '../workbench/apply.ts'
import { signedInPage } from '../workbench/sign-in-browser.ts'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'
import { barriers } from './accessible.ts'
import { hasBrowser, openBrowser } from './open-page.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1440, height: 900 }
const MORNING = Date.parse('2026-11-23T10:00:00+08:00')
/** What the browser says where the line is cut on purpose. */
const BROKEN_LINE = /ERR_INTERNET_DISCONNECTED|htmx:(?:sendError|afterRequest)/
const VILLAGER = 'villager-of-a-whole-day'

describe.skipIf(!hasBrowser())('a day of the workbench', () => {
  let server: Server
  let browser: Browser
  let id = ''
  const wrong: string[] = []
  const villager = () => ({ house: server.house(), clock: { at: MORNING } })
  const open = async (name: string, size: typeof PHONE): Promise<Page> => {
    const page = await signedInPage(browser, server, name, size)
    page.on('console', (line) => void (line.type() === 'error' && !BROKEN_LINE.test(line.text()) && wrong.push(line.text())))
    page.on('pageerror', (error) => void wrong.push(error.message))
    return page
  }
  /** The page is there, nothing of it bars anybody, and nothing sticks out at the side. */
  const sound = async (page: Page) => {
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }
  const make = async (page: Page, move: string, fill: () => Promise<unknown> = async () => undefined) => {
    await page.getByRole('link', { name: move, exact: true }).click()
    await fill()
    await page.locator('form.move').getByRole('button', { name: move, exact: true }).click()
    await page.locator('#said:not([hidden])', { hasText: '好了' }).waitFor()
  }
  beforeAll(async () => {
    server = await openServer(() => MORNING)
    id = await apply(villager(), VILLAGER)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.remove()
  })

  it('lets a clerk on a telephone receive, ask for what is missing and pass on', async () => {
    const page = await open('演示司法所工作人员一', PHONE)
    await page.goto(`${server.url}desk`)
    await page.getByRole('heading', { name: '今日待办' }).waitFor()
    await sound(page)
    await page.getByRole('link', { name: /要工钱/ }).click()
    await sound(page)
    await make(page, '收件', async () => {
      await page.getByRole('button', { name: /先看看/ }).click()
      await page.locator('#outlook .paper', { hasText: '接收凭证' }).waitFor()
      await sound(page)
    })
    await make(page, '补正', async () => {
      await page.locator('textarea[name=items]').fill('考勤表\n工友证言')
      await sound(page)
    })
    expect(await heardBy(villager(), VILLAGER)).toContain('2 工友证言')
    // The line breaks, what was typed is not lost; it goes out when the line is there again, once.
    await page.getByRole('link', { name: '补齐', exact: true }).click()
    await page.context().setOffline(true)
    await page.locator('textarea[name=items]').fill('考勤表')
    await page.locator('form.move').getByRole('button', { name: '补齐', exact: true }).click()
    await page.locator('#said.wrong').waitFor()
    expect(await page.locator('textarea[name=items]').inputValue()).toBe('考勤表')
    await page.context().setOffline(false)
    await page.locator('#said:not([hidden], .wrong)', { hasText: '补齐好了' }).waitFor()
    await make(page, '补正', async () => {
      await page.locator('textarea[name=items]').fill('证言')
      await page.locator('textarea[name=reason]').fill('对方新提出异议')
    })
    await make(page, '补齐', () => page.locator('textarea[name=items]').fill('考勤表和证言'))
    await make(page, '初审移送', () => page.locator('textarea[name=reason]').fill('材料齐全，\n请审查。'))
    await page.getByRole('link', { name: '案件', exact: true }).click()
    await page.getByText('现在没有等您办的案件').waitFor()
    await page.context().close()
  })

  it('lets the agency grant, after a look at the decision, and assign whom the desk proposes', async () => {
    const page = await open('演示援助中心一', DESK)
    await page.goto(`${server.url}desk/cases`)
    await sound(page)
    await page.getByRole('link', { name: /要工钱/ }).click()
    await make(page, '给予', async () => {
      await page.getByRole('button', { name: /先看看/ }).click()
      await page.locator('#outlook .paper', { hasText: '决定给予法律援助' }).waitFor()
    })
    await make(page, '指派', async () => {
      await sound(page)
      await page.getByRole('radio', { name: /演示顾问一（/ }).check()
    })
    expect(await heardBy(villager(), VILLAGER)).toContain('派了演示顾问一')
    await page.getByRole('link', { name: '给予法律援助决定书' }).click()
    await page.getByRole('heading', { name: '给予法律援助决定书', level: 1 }).waitFor()
    await sound(page)
    await page.context().close()
  })

  it('lets counsel sign, begin and close the case', async () => {
    const page = await open('演示顾问一', PHONE)
    await page.goto(`${server.url}desk/cases/${id}`)
    await make(page, '签约', async () => {
      await page.getByLabel('委托协议已签').check()
      await page.getByLabel('授权委托书已签').check()
    })
    await make(page, '开办')
    await make(page, '结案', async () => {
      await page.locator('textarea[name=outcome]').fill('调解书，钱要回来了')
      await page.locator('input[name=amount]').fill('35000')
      await page.getByLabel('结案报告已交').check()
      await page.getByLabel('文书副本已交').check()
      await sound(page)
    })
    expect(await heardBy(villager(), VILLAGER)).toContain('办结了')
    await page.context().close()
  })

  it('lets the bureau read figures, see each picture drawn, and take the sheet along', async () => {
    const page = await open('演示司法局一', DESK)
    await page.goto(`${server.url}desk/figures`)
    await page.locator('#trend canvas').waitFor()
    await sound(page)
    expect(await page.locator('.tiles li', { hasText: '办结' }).textContent()).toContain('1件')
    const sheet = page.waitForEvent('download')
    await page.getByRole('link', { name: /XLSX/ }).click()
    expect((await sheet).suggestedFilename()).toBe('公共法律服务统计-2026-11.xlsx')
    const picture = page.waitForEvent('download')
    await page.locator('#trend').getByRole('button', { name: /PNG/ }).click()
    expect((await picture).suggestedFilename()).toMatch(/\.png$/)
    for (const path of ['calendar', 'calendar?view=month', 'dispatch', 'cases?view=board&whose=all']) {
      await page.goto(`${server.url}desk/${path}`)
      await sound(page)
    }
    await page.context().close()
    expect(wrong).toEqual([])
  })
})
