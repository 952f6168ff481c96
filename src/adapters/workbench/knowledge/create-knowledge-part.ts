import type { DeskPart } from '../desk-route.ts'
import { answerRoutes } from './answer.tsx'
import { browseRoutes } from './browse.tsx'
import { editRoutes } from './edit.tsx'
import { gapRoutes } from './gaps.tsx'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import { lawRoutes } from './laws.tsx'

/** The knowledge base at the workbench: read by everybody, edited by the agency, the bureau and who keeps the service. */
export const createKnowledgePart = (deps: KnowledgePartDeps): DeskPart => ({
  entries: [{ path: '/desk/knowledge', label: deps.texts('title'), act: 'read-knowledge' }],
  routes: [...browseRoutes(deps), ...answerRoutes(deps), ...editRoutes(deps), ...gapRoutes(deps), ...lawRoutes(deps)],
})
