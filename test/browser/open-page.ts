import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'

const CHROMIUM = process.env['XIANGFA_CHROMIUM'] ?? '/usr/bin/chromium'
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether Debian's chromium is here. Without it the run fails in CI, and says why elsewhere. */
export const hasBrowser = (): boolean => {
  if (existsSync(CHROMIUM)) return true
  if (process.env['CI']) throw new Error(`no chromium at ${CHROMIUM}: install it, or name it in XIANGFA_CHROMIUM`)
  process.stderr.write(`browser tests left out: no chromium at ${CHROMIUM} (apt-get install chromium, or set XIANGFA_CHROMIUM)\n`)
  return false
}

/** Starts chromium. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ARGS })

/** The villagers' page as a person uses it. */
export type ChatPage = {
  readonly page: Page
  readonly say: (text: string) => Promise<void>
  readonly choose: (label: string) => Promise<void>
  /** Waits until a line of the desk with this text is there. */
  readonly hear: (text: string) => Promise<void>
  /** All bubbles, oldest first. */
  readonly lines: () => Promise<readonly string[]>
}

/** Opens the page in a window of its own. */
export const openChatPage = async (browser: Browser, url: string, size: { readonly width: number; readonly height: number }): Promise<ChatPage> => {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(url)
  return {
    page,
    async say(text) {
      await page.locator('#text').fill(text)
      await page.locator('#send').click()
    },
    choose: (label) => page.locator('.choices button:not([disabled])').getByText(label, { exact: true }).last().click(),
    hear: (text) => page.locator('.line:not(.own) .bubble', { hasText: text }).last().waitFor({ timeout: 10_000 }),
    lines: () => page.locator('.line:not(.welcome) .bubble').allInnerTexts(),
  }
}
