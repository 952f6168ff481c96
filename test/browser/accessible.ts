import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'
import { z } from 'zod'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const results = z.object({
  violations: z.array(
    z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
  ),
})

/** What axe finds serious or critical on a page or in a frame, one line each: rule, place, why. */
export const barriers = async (place: Page | Frame): Promise<readonly string[]> => {
  // Through the debugger, which no policy of the page forbids.
  await place.evaluate(AXE)
  const { violations } = results.parse(await place.evaluate('axe.run(document, { iframes: false })'))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`))
}
