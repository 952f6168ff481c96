import { assignmentConflicts } from '../core/assignment.ts'
import { caseFile } from '../core/case.ts'
import type { CaseActor, MoveFacts } from '../core/case.ts'
import type { MoveName } from '../core/case-moves.ts'
import { casePapers } from '../core/case-status.ts'
import type { Casework } from '../core/casework.ts'
import { addDays, civilDate, isoDate } from '../lang/index.ts'
import { assignmentOf } from '../desk/casework/counsel-for-case.ts'
import type { World } from '../desk/world.ts'
import { diceOf } from './person.ts'

/** What somebody does next about a case, and when. */
type Next = { readonly at: number; readonly act: { readonly move: MoveName; readonly actor: CaseActor; readonly facts: MoveFacts } }

const DAY = 86_400_000
/** All but an organ's notice: nobody of the simulated is an organ. */
const PAPERS = casePapers.filter((paper) => paper !== 'organ-notice')

/** Somebody comes to what is theirs after some days, now and then much later; undefined: nothing is left to be done. */
export const nextAct = (world: World, casework: Casework, now: number, random: () => number): Next | undefined => {
  const dice = diceOf(random)
  const { partyId, events } = casework
  const file = caseFile(events)
  const made = (move: MoveName): boolean => events.some((event) => event.move === move)
  const office: CaseActor = { role: 'office', id: 'clerk', name: 'clerk' }
  const agency: CaseActor = { role: 'agency', id: 'agency', name: 'agency' }
  const bureau: CaseActor = { role: 'bureau', id: 'bureau', name: 'bureau' }
  const counsel: CaseActor = { role: 'counsel', id: file.counselId ?? '', name: 'counsel' }
  const own: CaseActor = { role: 'applicant', id: partyId, name: 'applicant' }
  const act = (days: number, lateDays: number, actor: CaseActor, move: MoveName, facts: MoveFacts = {}): Next => ({
    at: Math.floor(now + (dice.often(6) ? lateDays * (1 + random()) : days * (0.1 + random())) * DAY),
    act: { move, actor, facts: { papers: PAPERS, reason: '-', confirmed: true, ...facts } },
  })
  switch (file.status) {
    case 'submitted':
      return dice.often(2)
        ? act(1, 2, office, 'redirect', { where: '-' })
        : dice.often(2)
          ? act(1, 3, own, 'withdraw')
          : act(0.4, 2, office, 'receive', dice.often(25) ? { handedOn: isoDate(addDays(civilDate(now), -1)) } : {})
    case 'received':
      return !made('ask-supplement') && dice.often(15)
        ? act(1, 2, office, 'ask-supplement', { items: ['-'], due: isoDate(addDays(civilDate(now), 14)) })
        : act(0.5, 3, office, 'begin-preliminary')
    case 'supplement':
      return dice.often(88)
        ? act(4, 8, own, 'supplement', { items: ['-'] })
        : { at: now + 20 * DAY, act: { move: 'deem-withdrawn', actor: agency, facts: { reason: '-' } } }
    case 'preliminary':
      return act(0.8, 4, office, 'transfer')
    case 'review':
      return !made('verify') && dice.often(5) && casework.exemption !== 'article-32'
        ? act(0.5, 1, agency, 'verify')
        : dice.often(92)
          ? act(2, 8, agency, 'grant')
          : act(2, 8, agency, 'refuse')
    case 'verifying':
      return act(1, 4, agency, 'verified', { outcome: '-' })
    case 'granted':
    case 'reassign': {
      const found = freeCounsel(world, casework, now, random)
      return act(1, 4, agency, 'assign', { counselId: found.id, counselName: found.name })
    }
    case 'assigned':
      return dice.often(1) ? act(2, 3, own, 'ask-change') : act(3, 7, counsel, 'engage')
    case 'engaged':
      return act(1, 3, counsel, 'begin')
    case 'in-progress':
      if (!made('report')) return act(8, 15, counsel, 'report', { filed: true })
      return dice.often(2)
        ? act(20, 40, agency, 'terminate', { ground: 7 })
        : act(40, 90, counsel, 'close-out', {
            outcome: '-',
            amountFen: Math.floor(random() * 5_000_000),
            ...(dice.often(30) ? { avoidedFen: Math.floor(random() * 900_000) } : {}),
          })
    case 'refused':
    case 'terminated':
      return !made('object') && dice.often(20) ? act(5, 9, own, 'object') : act(15, 20, agency, 'archive', { checklist: true })
    case 'objection':
      return act(2, 7, bureau, dice.often(70) ? 'uphold' : 'correct')
    case 'closed-out':
      if (!made('rate') && dice.often(60)) return act(2, 5, own, 'rate', { score: 1 + Math.floor(random() * 5) })
      if (!made('pay-subsidy')) return act(10, 33, agency, 'pay-subsidy', { subsidyFen: 150_000 })
      return made('revisit') ? act(3, 8, agency, 'archive', { checklist: true }) : act(5, 20, agency, 'revisit', { outcome: '-' })
    default:
      return undefined
  }
}

/** A counsel whom nothing binds to the other side. */
const freeCounsel = (world: World, casework: Casework, now: number, random: () => number): { readonly id: string; readonly name: string } => {
  const { counsel } = world.roster
  const request = assignmentOf(world, casework, now)
  for (let at = Math.floor(random() * counsel.length), tries = 0; tries < counsel.length; tries += 1) {
    const one = counsel[(at + tries) % counsel.length]
    if (one && assignmentConflicts(world.roster, one, request).length === 0) return one
  }
  return { id: '', name: '' }
}
