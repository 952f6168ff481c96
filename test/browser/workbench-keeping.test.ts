import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from '../web/open-server.ts'
import type { Server } from '../web/open-server.ts'
import { signedInPage } from '../workbench/sign-in-browser.ts'
import { barriers } from './accessible.ts'
import { hasBrowser, openBrowser } from './open-page.ts'

const PHONE = { width: 360, height: 740 }
const KEEPING = ['', '/users', '/users/staff:staff-demo-01', '/roster', '/registry', '/audit', '/doors', '/queue', '/retention', '/settings']
const KNOWING = ['', '/answer/labour/unpaid-wages', '/edit/labour/unpaid-wages', '/gaps', '/laws']

describe.skipIf(!hasBrowser())('knowledge and administration on a phone', () => {
  let server: Server
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    server = await openServer()
    browser = await openBrowser()
    page = await signedInPage(browser, server, '演示系统管理员一', PHONE)
  })
  afterAll(async () => {
    await browser.close()
    await server.remove()
  })
  const look = async (path: string) => {
    await page.goto(`${server.url}desk${path}`)
    expect([path, await barriers(page)]).toEqual([path, []])
    expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, PHONE.width])
  }

  it('keep nobody out and fit the screen', async () => {
    for (const path of KEEPING) await look(`/administration${path}`)
    for (const path of KNOWING) await look(`/knowledge${path}`)
  })

  it('bring in a roster only after showing what it changes', async () => {
    await page.goto(`${server.url}desk/administration/roster`)
    const text = '类别,编号,身份,名称\n调解员和工作人员,s-1,agency,李四\n'
    await page.locator('input[type=file]').setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: '先看会改什么' }).click()
    await page.getByText('新增 1，改动 0').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '确认写入 1 处' }).click()
    await page.locator('#said', { hasText: '已一次写入' }).waitFor()
    expect(
      server
        .house()
        .world()
        .roster.staff.some(({ name }) => name === '李四'),
    ).toBe(true)
  })

  it('keep what was typed into an answer that cannot be taken', async () => {
    await page.goto(`${server.url}desk/knowledge/edit/labour/unpaid-wages`)
    await page.locator('[name=cites]').fill('劳动合同法 第999条')
    await page.getByRole('button', { name: '检查并预览' }).click()
    await page.locator('[role=alert]', { hasText: '没有第 999 条' }).waitFor()
    expect(await page.locator('[name=cites]').inputValue()).toBe('劳动合同法 第999条')
    expect(await barriers(page)).toEqual([])
  })
})
