import type { DeskDeps } from '../adapters/workbench/desk-deps.ts'
import type { DeskPart, DeskTexts } from '../adapters/workbench/desk-route.ts'
import { createKnowledgePart } from '../adapters/workbench/knowledge/create-knowledge-part.ts'
import { civilDate, isoDate } from '../lang/index.ts'
import type { House } from '../wire.ts'
import { openKnowledge } from './open-knowledge.ts'

/** The parts of the workbench in which the service itself is kept. */
export const keepingParts = (house: House, deps: DeskDeps, textsOf: (part: string) => DeskTexts): readonly DeskPart[] => {
  const today = () => isoDate(civilDate(deps.now()))
  const texts = textsOf('knowledge')
  return [createKnowledgePart({ ...deps, texts, knowledge: openKnowledge(house, texts), today })]
}
