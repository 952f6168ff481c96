import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../src/root.ts'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'
import { hasBrowser, openBrowser, openChatPage } from './open-page.ts'

const PICTURES = join(root, 'test/browser/pictures')
const PHONE = { width: 360, height: 740 }

describe.runIf(hasBrowser())("the villagers' page in a browser", () => {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    server = await openServer(() => Date.UTC(2026, 10, 23, 1))
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.remove()
  })

  it('answers a question, takes an application and shows the number of the case; a restart and a reload lose and double nothing', async () => {
    const chat = await openChatPage(browser, server.url, PHONE)
    await chat.page.screenshot({ path: join(PICTURES, 'welcome.png') })
    await chat.say('离婚孩子归谁')
    await chat.hear('依据')
    await chat.page.screenshot({ path: join(PICTURES, 'answer.png') })
    await chat.page.locator('.rate button').first().click()
    await chat.hear('能帮上您')
    expect(await chat.page.locator('.rate').count()).toBe(0)
    await chat.say('申请法律援助')
    await chat.hear('同意就开始吗')
    await chat.choose('同意')
    await chat.hear('给您自己申请')
    await chat.choose('给我自己')
    await chat.hear('叫什么名字')
    await chat.say('王小明')
    await chat.hear('单独同意')
    await chat.choose('同意')
    await chat.hear('身份证号是多少')
    await chat.say('370285199001011234')
    await chat.hear('最后一位对不上')

    await server.stop()
    await chat.say('370285199001011238')
    await chat.page.locator('#offline').waitFor({ state: 'visible' })
    await server.again()
    await chat.hear('手机号是多少')
    await chat.page.locator('#offline').waitFor({ state: 'hidden' })
    const before = await chat.lines()
    await chat.page.reload()
    await chat.hear('手机号是多少')
    expect(await chat.lines()).toEqual(before)
    expect(new Set(before.filter((line) => line.includes('步/共'))).size).toBe(before.filter((line) => line.includes('步/共')).length)

    for (const [say, hear] of [
      ['13800138000', '哪个村'],
      ['店埠镇东庄头村', '哪一类事'],
      ['要工钱', '对方是谁'],
      ['老板', '对方叫什么'],
      ['工头老张', '电话、地址'],
      ['跳过', '还有别的对方吗'],
      ['没有', '什么时候'],
      ['去年腊月二十', '2026年2月7日'],
    ] as const) {
      await chat.say(say)
      await chat.hear(hear)
    }
    await chat.choose('是')
    await chat.hear('多少钱')
    await chat.say('三万五')
    await chat.hear('经过')
    await chat.say('去年在工地干活，说好完工给钱，一直没给我。')
    await chat.hear('走到哪一步')
    await chat.choose('还没开始')
    await chat.hear('事情出在哪里')
    await chat.choose('就在本市（县）')
    await chat.hear('哪一种')
    await chat.choose('进城打工，追工钱或工伤赔偿')
    await chat.hear('哪些东西')
    await chat.say('2')
    await chat.hear('照片或文件')
    await chat.page.locator('#more').click()
    await chat.page.locator('#photo').setInputFiles({
      name: '欠条.png',
      mimeType: 'image/png',
      buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    })
    await chat.hear('收到 1 个了')
    await chat.choose('完了')
    await chat.hear('特别急的')
    await chat.choose('没有特别急的')
    await chat.hear('就当签字')
    await chat.say('王小明')
    await chat.hear('填完了')
    await chat.page.screenshot({ path: join(PICTURES, 'review.png') })
    await chat.choose('没错，提交')
    await chat.hear('莱法援申〔2026〕0001号')
    await chat.page.screenshot({ path: join(PICTURES, 'submitted.png') })
  })

  it('fits a screen of 320 pixels, in usual and in large type, with targets a thumb can hit', async () => {
    const { page, say, hear } = await openChatPage(browser, server.url, { width: 320, height: 568 })
    await say('儿子不养老人咋办')
    await hear('依据')
    // An answer longer than the screen is shown from its first line.
    await page.locator('.line.bot .bubble p').filter({ hasText: '老人' }).first().waitFor()
    const answer = page.locator('.line.bot').filter({ hasText: '依据' })
    expect((await answer.boundingBox())?.y ?? -1).toBeGreaterThan(0)
    for (const large of [false, true]) {
      if (large) await page.locator('#size').click()
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect(wide).toBeLessThanOrEqual(320)
      for (const button of await page.locator('header button:visible, header a:visible, form button:visible, .choices button:visible').all()) {
        const box = await button.boundingBox()
        expect(box?.height ?? 0, (await button.textContent()) ?? undefined).toBeGreaterThanOrEqual(44)
      }
      const size = await page.evaluate('getComputedStyle(document.querySelector(".line.bot .bubble p")).fontSize')
      expect(size).toBe(large ? '20px' : '17px')
      await page.screenshot({ path: join(PICTURES, large ? 'small-large.png' : 'small.png') })
    }
  })

  it('leaves at once by the quick exit, with nothing to go back to', async () => {
    const { page, say, hear } = await openChatPage(browser, server.url, PHONE)
    await page.route('https://www.baidu.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<p>elsewhere</p>' }))
    await say('他打我')
    await hear('110')
    await page.locator('#exit').click()
    await page.getByText('elsewhere').waitFor()
    await page.goBack().catch(() => undefined)
    expect(await page.content()).not.toContain('他打我')
  })
})
