import type { Actor } from '../../../core/actor.ts'
import { authorise } from '../../../core/authorise.ts'
import type { DeskTexts, SayAtDesk } from '../desk-route.ts'
import type { KnowledgeDesk } from './knowledge-desk.ts'

/** What the pages of the knowledge base need. */
export type KnowledgePartDeps = {
  readonly knowledge: KnowledgeDesk
  readonly texts: DeskTexts
  readonly say: SayAtDesk
  readonly nextId: () => string
  /** Today in China, YYYY-MM-DD. */
  readonly today: () => string
}

/** Where a question is shown. */
export const questionPath = (id: string): string => `/desk/knowledge/answer/${id}`

/** Whether somebody may edit. */
export const mayEdit = (actor: Actor): boolean => authorise(actor, 'edit-knowledge', { kind: 'desk' })

/** Whether somebody may put a wrong answer right where it was given. */
export const mayCorrect = (actor: Actor): boolean => actor.role === 'agency' || actor.role === 'bureau'
