import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { textsOf } from './adapters/content/yaml-text.ts'
import { randomIds } from './adapters/system/system.ts'
import { DESK_ASSETS } from './adapters/workbench/assets.ts'
import type { DeskAssets } from './adapters/workbench/assets.ts'
import type { DeskDeps } from './adapters/workbench/desk-deps.ts'
import type { DeskPart, DeskRoute, DeskTexts } from './adapters/workbench/desk-route.ts'
import { createTalksPart } from './adapters/workbench/conversations/talks-routes.tsx'
import { createMe } from './adapters/workbench/sign-in/me.tsx'
import { createWorkbenchRoutes } from './adapters/workbench/workbench-routes.tsx'
import { createCases } from './adapters/workbench/cases/cases-routes.tsx'
import { createCalendar } from './adapters/workbench/calendar/calendar-routes.tsx'
import { createDispatch } from './adapters/workbench/dispatch/dispatch-routes.tsx'
import { calendarDepsOf, dispatchDepsOf } from './overview-pages.ts'
import { createFigures } from './adapters/workbench/figures/figures-routes.tsx'
import { figuresDepsOf } from './figure-pages.ts'
import { createToday } from './adapters/workbench/today/today-routes.tsx'
import { casesDepsOf, todayDepsOf } from './case-pages.ts'
import { AppError } from './core/errors.ts'
import { root } from './root.ts'
import { sayAtDesk } from './say-at-desk.ts'
import type { House } from './wire.ts'
import { talkDepsOf } from './workbench-talks.ts'
import { firstRunPart, keepingParts } from './workbench/keeping-parts.ts'

/** The workbench's files as the build made them. Throws `content.invalid` where they were not built. */
const readAssets = (): DeskAssets => {
  const hash = createHash('sha256')
  const read = (name: string): Uint8Array => {
    try {
      const bytes = readFileSync(join(root, 'dist/desk', name))
      hash.update(bytes)
      return bytes
    } catch (cause) {
      throw new AppError('content.invalid', { detail: `dist/desk/${name} is missing: run \`npm run build\`` }, cause)
    }
  }
  const files = Object.fromEntries(DESK_ASSETS.map((name) => [name, read(name)])) as DeskAssets['files']
  return { files, version: hash.digest('hex').slice(0, 12) }
}

/** Texts of a part of the workbench: `src/texts/workbench/PART.yml`. */
export const deskTexts = (part: string): DeskTexts => textsOf(join(root, `src/texts/workbench/${part}.yml`))

/** What the frame and signing in need of a house. */
const depsOf = (house: House, onStop: DeskDeps['onStop']): DeskDeps => ({
  accounts: house.workbench.accounts,
  roster: () => house.world().roster,
  texts: deskTexts('frame'),
  service: house.config.service,
  county: () => house.world().roster.county,
  demo: house.config.mode === 'demo',
  https: house.config.publicUrl?.startsWith('https:') ?? false,
  say: sayAtDesk(house),
  onStop,
  now: house.clock.now,
  nextId: randomIds.next,
  secret: randomIds.secret,
  assets: readAssets(),
})

/** Every part of the workbench, in the order of the navigation. A new part is added here. */
export const deskParts = (house: House, deps: DeskDeps): readonly DeskPart[] => {
  const days = deskTexts('days')
  const cases = casesDepsOf(house, deps, deskTexts('cases'), days)
  const parts: DeskPart[] = [
    firstRunPart(house, deps, deskTexts),
    createToday(todayDepsOf(house, cases, deskTexts('today'))),
    createTalksPart(talkDepsOf(house, deps, deskTexts('talks'))),
    createCases(cases),
    createCalendar(calendarDepsOf(house, deps, deskTexts('calendar'), days)),
    createDispatch(dispatchDepsOf(house, deps, deskTexts('dispatch'), days)),
    createFigures(figuresDepsOf(house, deps, deskTexts('figures'), days)),
    ...keepingParts(house, deps, deskTexts),
  ]
  return [...parts, createMe(deps)]
}

/** Every address of the workbench, for the test that asks each as every role. */
export const deskRoutes = (house: House): readonly DeskRoute[] =>
  deskParts(
    house,
    depsOf(house, () => () => undefined),
  ).flatMap((part) => part.routes)

/** The workbench of a house, under /desk. `onStop`: told when the server stops. */
export const openWorkbench = (house: House, onStop: DeskDeps['onStop']): Hono => {
  const deps = depsOf(house, onStop)
  return createWorkbenchRoutes(deps, deskParts(house, deps))
}
