import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'
import { signedInPage } from '../workbench/sign-in-browser.ts'
import { barriers } from './accessible.ts'
import { hasBrowser, openBrowser, openChatPage } from './open-page.ts'
import type { ChatPage } from './open-page.ts'

const PHONE = { width: 360, height: 740 }

describe.skipIf(!hasBrowser())('a counsel with a phone', () => {
  let server: Server
  let browser: Browser
  let villager: ChatPage
  let page: Page
  beforeAll(async () => {
    server = await openServer()
    browser = await openBrowser()
    villager = await openChatPage(browser, server.url, PHONE)
    for (const words of ['老板拖欠我三万块工资不给怎么办', '人工', '店埠镇东庄头村']) {
      await villager.say(words)
      await server.house().desk.idle()
    }
    await villager.hear('正在帮您找')
    page = await signedInPage(browser, server, '演示顾问一', PHONE)
  })
  afterAll(async () => {
    await browser.close()
    await server.remove()
  })

  it('takes a waiting talk and reads what was said', async () => {
    await page.goto(`${server.url}desk/talks`)
    expect(await barriers(page)).toEqual([])
    await page.locator('.talks a').first().click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '接手' }).click()
    await page.locator('.line.person', { hasText: '三万块工资' }).waitFor()
    await villager.hear('演示顾问一来了')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
    expect(await barriers(page)).toEqual([])
  })

  it('sees what the person writes at once, and answers with an answer of the knowledge base and its citations', async () => {
    await villager.say('有转账记录行不行')
    await page.locator('.line.person', { hasText: '有转账记录行不行' }).waitFor()
    await page.getByText('现成的答复').click()
    await page.locator('#canned summary').first().click()
    await page.getByRole('button', { name: '直接发' }).first().click()
    await villager.hear('依据：')
    await page.locator('.line.counsel', { hasText: '依据：' }).waitFor()
  })

  it('loses nothing that was typed on a broken line, and says it once when the line is back', async () => {
    await page.locator('#answer').fill('转账记录可以，请发给我')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '发送' }).first().click()
    await page.locator('#offline:not([hidden])').waitFor()
    expect(await page.locator('#answer').inputValue()).toBe('转账记录可以，请发给我')
    await page.context().setOffline(false)
    await villager.hear('转账记录可以，请发给我')
    await page.locator('.line.counsel', { hasText: '转账记录可以' }).waitFor()
    expect((await villager.lines()).filter((line) => line.includes('转账记录可以'))).toHaveLength(1)
    await page.locator('#answer').fill('还没写完')
    await page.reload()
    expect(await page.locator('#answer').inputValue()).toBe('还没写完')
  })

  it('closes it with a conclusion that the person reads', async () => {
    await page.locator('summary', { hasText: '结束谈话' }).click()
    await page.locator('form[action$="/close"] textarea').fill('先到镇上调解，带上转账记录')
    await page.getByRole('button', { name: '结束谈话' }).click()
    await page.locator('#said', { hasText: '已结束' }).waitFor()
    await villager.hear('先到镇上调解，带上转账记录')
    expect(await barriers(page)).toEqual([])
  })

  it('is nobody to a stranger: whatever they open is the sign-in page', async () => {
    const stranger = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })).newPage()
    for (const path of ['desk', 'desk/talks', 'desk/talks/1', 'desk/me']) {
      await stranger.goto(`${server.url}${path}`)
      expect(new URL(stranger.url()).pathname).toBe('/desk/sign-in')
      expect(await stranger.content()).not.toContain('三万块')
    }
    expect(await barriers(stranger)).toEqual([])
  })
})
