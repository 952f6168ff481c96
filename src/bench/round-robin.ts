import type { County } from './county.ts'
import type { Effect, HandoffView } from '../core/turn.ts'
import type { Way } from './serve-month.ts'

const ANSWER_MS = 15 * 60_000
const AT_ONCE = 3

/** The plain way to compare with: the next three of one list, then the next three, whoever and wherever they are. */
export const roundRobin = ({ roster }: County): Way => {
  let turn = 0
  const next = (asked: readonly string[] = []): readonly string[] => {
    const chosen: string[] = []
    for (let tried = 0; tried < roster.counsel.length && chosen.length < AT_ONCE; tried += 1) {
      const counsel = roster.counsel[turn % roster.counsel.length]
      turn += 1
      if (counsel && !asked.includes(counsel.id)) chosen.push(counsel.id)
    }
    return chosen
  }
  const goOn = (handoff: HandoffView, now: number): readonly Effect[] => {
    const chosen = next(handoff.asked)
    if (chosen.length === 0) return [{ kind: 'redirect-handoff', handoffId: handoff.id }]
    return [{ kind: 'offer-handoff', handoffId: handoff.id, step: 'county', offers: chosen.map(offer) }, clock(handoff.id, now)]
  }
  return {
    asked: ({ opponent, topic }, index, { now }) => {
      const offeredTo = next()
      const handoff: HandoffView = {
        id: `h${index + 1}`,
        number: index + 1,
        conversationId: 'conversation',
        status: 'offered',
        target: 'counsel',
        topic,
        urgency: 'normal',
        requestedAt: now,
        offeredTo,
      }
      return [{ kind: 'request-handoff', handoff, opponent, offers: offeredTo.map(offer) }, clock(handoff.id, now)]
    },
    due: (_, handoff, what, { now }) => (what === 'next' ? goOn(handoff, now) : []),
    refused: (_, handoff, { now }) => goOn(handoff, now),
    freed: () => [],
  }
}

const offer = (counselId: string) => ({ counselId, reasons: '' })
const clock = (id: string, now: number): Effect => ({ kind: 'schedule', key: `next ${id}`, job: { kind: 'handoff', id, what: 'next' }, dueAt: now + ANSWER_MS })
