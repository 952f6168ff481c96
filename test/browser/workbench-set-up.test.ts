import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../src/adapters/workbench/sign-in/one-time-code.ts'
import { begin, newFolder } from '../cli/run.ts'
import type { Running } from '../cli/run.ts'
import { barriers } from './accessible.ts'
import { hasBrowser, openBrowser, openChatPage } from './open-page.ts'

const PHONE = { width: 360, height: 740 }
const PASSWORD = '莱西 的 第一位 管理员'

describe.skipIf(!hasBrowser())('a bureau with nothing yet', () => {
  let server: Running
  let browser: Browser
  let page: Page
  let link = ''
  beforeAll(async () => {
    const data = newFolder()
    const key = join(newFolder(), 'key')
    writeFileSync(key, 'ab'.repeat(32), { mode: 0o600 })
    server = begin(['start', '--data', data], { env: { PORT: '0', XIANGFA_MODE: 'production', XIANGFA_KEY_FILE: key } })
    const said = await server.says('/desk/set-up/link/')
    link = /http:\S+\/desk\/set-up\/link\/[\w-]+/.exec(said)?.[0] ?? ''
    browser = await openBrowser()
    page = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })).newPage()
  })
  afterAll(async () => {
    await browser.close()
    server.child.kill('SIGTERM')
    await server.ended
  })
  const save = async (step: string) => {
    await page.locator(`#${step} button.main`).last().click()
    await page.locator('#said:not([hidden])', { hasText: '已保存' }).waitFor()
  }
  const fill = async (step: string, fields: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`#${step} [name=${name}]`).fill(value)
    await save(step)
  }

  it('makes its first administrator by the link that the start prints, once', async () => {
    await page.goto(link)
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('管理员姓名').fill('姜管理')
    await page.getByRole('button', { name: '下一步' }).click()
    const secret = await page.locator('input[name=secret]').inputValue()
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.locator('input[name=again]').fill(PASSWORD)
    await page.locator('input[name=code]').fill(codeAt(secret, Math.floor(Date.now() / 30_000)))
    await page.getByRole('button', { name: '设好并登录' }).click()
    await page.getByRole('heading', { name: '开通', exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/desk/set-up')
    expect(await barriers(page)).toEqual([])
    expect((await fetch(link)).status).toBe(410)
  })

  it('is led step by step to a county with its places, agency, offices and a first counsel', async () => {
    await fill('county', { county: '莱西市', code: '370285' })
    // A line that cannot be read is named, and nothing is written.
    await page.locator('#places [name=lines]').fill('店埠镇')
    await page.locator('#places button.main').last().click()
    await page.locator('.wrong', { hasText: '第 1 行看不懂' }).waitFor()
    await page.locator('#places [name=lines]').fill('370285108 店埠镇\n370285108215 东庄头村\n')
    await save('places')
    await fill('agency', { phone: '0532-88480148', address: '莱西市烟台路1号' })
    await fill('offices', { office: '店埠司法所', phone: '0532-82400148', address: '店埠镇政府院内' })
    await fill('counsel', { counsel: '于律师', firm: '某某律师事务所', licence: '13702201010000000', duty: 'daily 00:00-24:00' })
    await page.getByText('都填好了，可以用了').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  })

  it('is shown the lines that open doors, and tries what it has without keeping it', async () => {
    await page.locator('#doors').getByText('XIANGFA_TELEGRAM_TOKEN=').waitFor()
    await page.locator('#doors input[type=password]').fill('not a token')
    await page.locator('#doors').getByRole('button', { name: '试一下' }).last().click()
    await page.locator('#tried-telegram', { hasText: '口令的样子不对' }).waitFor()
    await page.locator('#doors input[type=url]').fill(new URL(link).origin)
    await page.locator('#doors').getByRole('button', { name: '试一下' }).first().click()
    await page.locator('#tried-web', { hasText: '打得开，是本服务' }).waitFor()
  })

  it('has a bot that answers a villager and knows their office', async () => {
    await page.locator('#ask').getByRole('button', { name: '问' }).click()
    await page.locator('#asked', { hasText: '12333' }).waitFor()
    const villager = await openChatPage(browser, `${new URL(link).origin}/`, PHONE)
    await villager.say('老板拖欠工资怎么办')
    await villager.hear('依据：')
    await villager.say('最近的司法所')
    await villager.say('店埠镇东庄头村')
    await villager.hear('店埠司法所')
  })
})
