import type { DeskSaid, SayAtDesk } from './adapters/workbench/desk-route.ts'
import { deskAddress } from './core/message.ts'
import type { House } from './wire.ts'

const PATIENCE_MS = 2_000
const STEP_MS = 20

/**
 * What a button of the workbench does is what the same person would say in chat: it goes into their own conversation, is decided in its lane by
 * the same routes, and what the lane answers is shown. The same `id` twice is the same message.
 */
export const sayAtDesk =
  ({ desk, workbench, clock }: Pick<House, 'desk' | 'workbench' | 'clock'>): SayAtDesk =>
  async (actor, content, id): Promise<DeskSaid> => {
    // Somebody who has another role now is another party.
    const sender = `${actor.role}:${actor.staffId}`
    const { inboxId } = await desk.accept({
      role: actor.role,
      staffId: actor.staffId,
      inbound: { externalId: `${sender} ${id}`, address: deskAddress(sender), sender: { id: sender, name: actor.name }, content, sentAt: clock.now() },
    })
    for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
      const answer = await workbench.answers.answerTo(inboxId)
      if (answer.kind === 'done') return { kind: 'done', text: answer.parts.map((part) => part.text).join('\n'), parts: answer.parts }
      if (answer.kind === 'failed') return answer
      await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    }
    return { kind: 'waiting' }
  }
