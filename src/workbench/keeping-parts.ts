import { createAdministration } from '../adapters/workbench/administration/create-administration.ts'
import type { DeskDeps } from '../adapters/workbench/desk-deps.ts'
import type { DeskPart, DeskTexts } from '../adapters/workbench/desk-route.ts'
import { createKnowledgePart } from '../adapters/workbench/knowledge/create-knowledge-part.ts'
import { createFirstRun } from '../adapters/workbench/first-run/create-first-run.tsx'
import { civilDate, isoDate } from '../lang/index.ts'
import type { House } from '../wire.ts'
import { actionNames } from './action-names.ts'
import { doorStates } from './door-states.ts'
import { openImports } from './open-imports.ts'
import { openKnowledge } from './open-knowledge.ts'
import { openFirstRun } from './open-first-run.ts'
import { shownSettings } from './shown-settings.ts'
import { rosterWriter } from './write-roster.ts'

/** The first run: what an administrator begins with. */
export const firstRunPart = (house: House, deps: DeskDeps, textsOf: (part: string) => DeskTexts): DeskPart => {
  const { telegram, wechat, sms, publicUrl } = house.config
  const open = { web: publicUrl, telegram, wechat, sms }
  const names = Object.entries(open).flatMap(([door, settings]) => (settings === undefined ? [] : [door]))
  return createFirstRun(openFirstRun(house, deps, textsOf('first-run'), rosterWriter(house)), () => names)
}

/** The parts of the workbench in which the service itself is kept. */
export const keepingParts = (house: House, deps: DeskDeps, textsOf: (part: string) => DeskTexts): readonly DeskPart[] => {
  const today = () => isoDate(civilDate(deps.now()))
  const texts = textsOf('knowledge')
  return [
    createKnowledgePart({ ...deps, texts, knowledge: openKnowledge(house, texts), today }),
    createAdministration({
      accounts: deps.accounts,
      administration: house.workbench.administration,
      roster: deps.roster,
      texts: textsOf('administration'),
      frame: deps.texts,
      actionName: actionNames(),
      imports: openImports(house),
      doors: () => doorStates(house),
      readiness: house.readiness,
      settings: () => shownSettings(house.config),
      purge: house.administered.purge,
      wake: house.desk.sweep,
      now: deps.now,
      secret: deps.secret,
      address: () => house.config.publicUrl,
    }),
  ]
}
