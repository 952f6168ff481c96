/** Draws the PNG icons of the page from icon.svg with chromium: `npm run icons`, after the drawing was changed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../src/root.ts'
import { openBrowser } from './open-page.ts'

const FOLDER = join(root, 'src/adapters/web/icons')
const GROUND = '#1a62d6'
/** A maskable icon fills its square, and its middle four fifths are always seen. */
const ICONS = [
  { name: 'icon-192.png', size: 192, scale: 1, ground: 'transparent' },
  { name: 'icon-512.png', size: 512, scale: 1, ground: 'transparent' },
  { name: 'icon-maskable-512.png', size: 512, scale: 0.92, ground: GROUND },
  { name: 'apple-touch-icon.png', size: 180, scale: 1, ground: GROUND },
]

const svg = Buffer.from(readFileSync(join(FOLDER, 'icon.svg'))).toString('base64')
const browser = await openBrowser()
for (const { name, size, scale, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const side = Math.round(size * scale)
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;width:${size}px;height:${size}px;background:${ground}"><img width="${side}" height="${side}" src="data:image/svg+xml;base64,${svg}">`,
  )
  await page.screenshot({ path: join(FOLDER, name), omitBackground: true })
  await page.close()
}
await browser.close()
