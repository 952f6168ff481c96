import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../src/root.ts'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'
import { barriers } from './accessible.ts'
import { hasBrowser, openBrowser, openChatPage } from './open-page.ts'

const PICTURES = join(root, 'test/browser/pictures')
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1440, height: 900 }

describe.runIf(hasBrowser())('every page and state', () => {
  let server: Server
  let browser: Browser
  /** Another site, whose page has the one script tag. */
  let site: { readonly url: string; readonly close: () => void }
  /** One that is not on the list. */
  let elsewhere: typeof site
  const opened: BrowserContext[] = []
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    browser = await openBrowser()
    let tag = ''
    const open = async (): Promise<typeof site> => {
      const host = createServer((_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        // As strict as a careful site is.
        response.setHeader('content-security-policy', `default-src 'self'; script-src ${tag}; frame-src ${tag}; style-src 'self'`)
        response.end(
          `<!doctype html><html lang="zh-CN"><title>县政府</title><main><h1>县政府网站</h1><p>办事指南</p></main><script src="${tag}/widget.js" async></script></html>`,
        )
      })
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
      const { port } = host.address() as AddressInfo
      return { url: `http://127.0.0.1:${port}`, close: () => host.close() }
    }
    site = await open()
    elsewhere = await open()
    server = await openServer(() => Date.UTC(2026, 10, 23, 1), { widgetOrigins: [site.url] })
    // Another name of this machine is another site to the browser.
    tag = server.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '')
  })
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close()
  })
  afterAll(async () => {
    await browser.close()
    await server.remove()
    site.close()
    elsewhere.close()
  })

  const chatAt = async (size: { readonly width: number; readonly height: number }, url = server.url) => {
    const chat = await openChatPage(browser, url, size)
    opened.push(chat.page.context())
    return chat
  }
  const windowOf = async (size: { readonly width: number; readonly height: number }, headers: Record<string, string> = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', extraHTTPHeaders: headers })
    opened.push(context)
    return context.newPage()
  }
  const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}-${page.viewportSize()?.width}.png`) })
  const wide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  /** A one-time link as the bot gives it to somebody at Telegram who stands before a sensitive question. */
  const link = async (): Promise<string> => {
    const house = server.house()
    const who = `t${Math.trunc(performance.now() * 1000)}`
    const token = `${who}AAAAAAAAAAAAAAAAAAAAAA`.slice(0, 22)
    const { conversationId } = await house.store.accept(
      {
        externalId: who,
        address: { channel: 'telegram', account: '', chat: who },
        sender: { id: who, name: '村民' },
        content: { kind: 'text', text: '帮助' },
        sentAt: house.clock.now(),
      },
      'villager',
      undefined,
      house.clock.now(),
    )
    const row = await house.store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const { conversation, party } = await house.store.load(row, house.clock.now())
    await house.store.commit({
      inboxId: row.id,
      conversationId,
      version: conversation.version,
      partyId: party.id,
      route: 'flow',
      address: conversation.address,
      now: house.clock.now(),
      next: conversation.state,
      effects: [{ kind: 'issue-pass', pass: { kind: 'page', token, partyId: party.id, expiresAt: house.clock.now() + 600_000 } }],
      sensitive: false,
    })
    return `${server.url}in/${token}`
  }

  it.each([PHONE, DESK])('can be used by everybody: conversation, at $width pixels', async (size) => {
    const chat = await chatAt(size)
    await chat.page.locator('.welcome').waitFor()
    await picture(chat.page, 'start')
    expect(await barriers(chat.page)).toEqual([])
    await chat.say('离婚孩子归谁')
    await chat.hear('依据')
    await picture(chat.page, 'choices')
    expect(await barriers(chat.page)).toEqual([])
    await chat.say('申请法律援助')
    await chat.hear('同意就开始吗')
    await chat.choose('同意')
    await chat.hear('给您自己申请')
    await picture(chat.page, 'form')
    expect(await barriers(chat.page)).toEqual([])
    await chat.say('他拿刀要砍我')
    await chat.hear('先打 110')
    await chat.page.locator('#more').click()
    await picture(chat.page, 'danger')
    expect(await barriers(chat.page)).toEqual([])
    await chat.page.locator('#size').click()
    await picture(chat.page, 'large')
    expect(await wide(chat.page)).toBe(0)
  })

  it.each([PHONE, DESK])('can be used by everybody: the link, what it opens and what is over, at $width pixels', async (size) => {
    const page = await windowOf(size)
    const url = await link()
    await page.goto(url)
    await picture(page, 'link')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '打开' }).click()
    await page.locator('.opened').waitFor()
    await picture(page, 'opened')
    expect(await barriers(page)).toEqual([])
    expect(await wide(page)).toBe(0)
    const again = await windowOf(size)
    await again.goto(url)
    await again.getByRole('button', { name: '打开' }).click()
    await again.getByText('过期').waitFor()
    await picture(again, 'link-over')
    expect(await barriers(again)).toEqual([])
  })

  it('what was written at a conversation opened by a link never reaches another one', async () => {
    const page = await windowOf(PHONE)
    await page.goto(await link())
    await page.getByRole('button', { name: '打开' }).click()
    await page.locator('.opened').waitFor()
    await page.route('**/chat/messages', (route) => route.abort())
    await page.locator('#text').fill('370285199001011238')
    await page.locator('#send').click()
    await page.locator('#text').fill('没写完的话')
    await page.getByRole('button', { name: '关掉' }).click()
    await page.locator('.welcome').waitFor()
    await page.unroute('**/chat/messages')
    await page.reload()
    await page.locator('.welcome').waitFor()
    expect(await page.locator('#text').inputValue()).toBe('')
    expect(await page.content()).not.toContain('370285199001011238')
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toMatch(/370285199001011238|没写完的话/)
  })

  it.each([PHONE, DESK])('stands without a network, keeps what is typed and sends it afterwards, at $width pixels', async (size) => {
    const chat = await chatAt(size)
    const { page } = chat
    await page.waitForFunction('navigator.serviceWorker.ready.then(() => true)')
    await page.waitForFunction('caches.keys().then((names) => names.length === 1)')
    await chat.say('帮助')
    await chat.hear('您可以直接说')
    await page.locator('#text').fill('工钱')
    await server.stop()
    await page.reload()
    await page.getByText('现在连不上网').waitFor()
    expect(await page.locator('#text').inputValue()).toBe('工钱')
    await page.locator('#text').fill('我的申请')
    await page.getByRole('button', { name: '先存着' }).click()
    await page.locator('#kept li').waitFor()
    await picture(page, 'offline')
    expect(await barriers(page)).toEqual([])
    // Nothing that was said is kept by the browser.
    const kept = await page.evaluate(
      'caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys())))).then((all) => all.flat().map((one) => new URL(one.url).pathname))',
    )
    expect(kept).toEqual(['/offline', '/offline.js', '/chat.css'])
    await server.again()
    await chat.hear('您还没有提交过申请')
    expect((await chat.lines()).filter((line) => line === '我的申请')).toHaveLength(1)
  })

  it('can be installed', async () => {
    const page = await windowOf(PHONE)
    await page.goto(server.url)
    const session = await page.context().newCDPSession(page)
    const { errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // A window that leaves nothing behind cannot install anything.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  })

  describe('the widget on another site', () => {
    const frameOf = async (page: Page) => {
      await page.getByRole('button', { name: '法律咨询' }).click()
      const element = await page.locator('iframe').elementHandle()
      const frame = await element?.contentFrame()
      if (!frame) throw new Error('no frame')
      return frame
    }

    it.each([PHONE, DESK])('opens by keyboard, answers and remembers over https, at $width pixels', async (size) => {
      const page = await windowOf(size, { 'x-forwarded-proto': 'https' })
      await page.goto(site.url)
      await page.getByRole('button', { name: '法律咨询' }).waitFor()
      await picture(page, 'widget-closed')
      const frame = await frameOf(page)
      await frame.locator('#text').fill('帮助')
      await frame.locator('#send').click()
      await frame.locator('.line.bot', { hasText: '您可以直接说' }).waitFor()
      await picture(page, 'widget')
      expect(await barriers(page)).toEqual([])
      expect(await barriers(frame)).toEqual([])
      // The cookie is the frame's at this site alone: no other site's frame gets it.
      const cookie = (await page.context().cookies()).find((one) => one.name === 'xf')
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None' })
      await page.reload()
      const later = await frameOf(page)
      await later.locator('.line.bot', { hasText: '您可以直接说' }).waitFor()
      await later.locator('#text').press('Escape')
      await page.getByRole('button', { name: '法律咨询' }).waitFor()
      expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.textContent')).toBe('法律咨询')
    })

    it('leads to a window of its own where the browser keeps no cookie in frames', async () => {
      const page = await windowOf(PHONE)
      await page.goto(site.url)
      const frame = await frameOf(page)
      await frame.getByText('存不住您的对话').waitFor()
      await picture(page, 'widget-alone')
      expect(await barriers(frame)).toEqual([])
      expect(await frame.getByRole('link', { name: '在新窗口打开' }).getAttribute('target')).toBe('_blank')
    })

    it('is shown by no site that is not on the list, and says what to do there', async () => {
      const page = await windowOf(PHONE)
      await page.clock.install()
      await page.goto(elsewhere.url)
      await page.getByRole('button', { name: '法律咨询' }).click()
      await page.clock.runFor(9_000)
      await page.getByText('这里打不开').waitFor()
      await picture(page, 'widget-refused')
      expect(await page.frames()[1]?.locator('#text').count()).toBe(0)
    })
  })

  describe('the microphone', () => {
    /** A browser that turns speech into words, as the specification says it. */
    const SPEECH = `window.SpeechRecognition = class extends EventTarget {
      start() { window.recognition = this }
      stop() { this.dispatchEvent(new Event('end')) }
      hear(words) { this.dispatchEvent(Object.assign(new Event('result'), { results: [{ isFinal: true, 0: { transcript: words } }] })) }
      fail(error) { this.dispatchEvent(Object.assign(new Event('error'), { error })); this.stop() }
    }`

    it('is there only where the browser understands speech', async () => {
      const page = await windowOf(PHONE)
      await page.addInitScript('delete window.SpeechRecognition; delete window.webkitSpeechRecognition')
      await page.goto(server.url)
      await page.locator('.welcome').waitFor()
      expect(await page.locator('#voice').isVisible()).toBe(false)
    })

    it('says first who hears it; the words land where they are read over, and nothing is sent by itself', async () => {
      const page = await windowOf(PHONE)
      await page.addInitScript(SPEECH)
      await page.goto(server.url)
      await page.locator('#text').fill('我姓王，')
      const button = page.locator('#voice')
      await button.click()
      await page.getByText('浏览器的厂家').waitFor()
      await picture(page, 'voice')
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: '知道了，开始说' }).click()
      await page.getByRole('button', { name: '停下' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.evaluate("recognition.hear('老板拖欠工资')")
      expect(await page.locator('#text').inputValue()).toBe('我姓王，老板拖欠工资')
      await button.click()
      await page.getByRole('button', { name: '说话，转成文字' }).waitFor()
      expect(await page.locator('.line.own').count()).toBe(0)
      // Told once.
      await button.click()
      await page.getByRole('button', { name: '停下' }).waitFor()
      await page.evaluate("recognition.fail('not-allowed')")
      await page.getByText('话筒没打开').waitFor()
      expect(await page.locator('#text').inputValue()).toBe('我姓王，老板拖欠工资')
    })
  })
})
