import { caseFile } from '../../core/case.ts'
import type { CasePaper } from '../../core/case-status.ts'
import type { Casework } from '../../core/casework.ts'
import type { World } from '../world.ts'

/** What a file of a handled case must hold before it is put away (法律援助法 50, 59). */
const WANTED: readonly CasePaper[] = ['grant-decision', 'assignment-notice', 'engagement-agreement', 'power-of-attorney', 'closing-report', 'legal-documents']

/** The checklist of a file review: which papers its moves left, how often the person was told how it goes, the revisit, the mark, open complaints. */
export const fileReview = (world: World, casework: Casework): string => {
  const { caseTexts } = world
  const { events, number } = casework
  const held = new Set(events.flatMap(({ facts }) => facts.papers ?? []))
  const revisit = events.findLast(({ move }) => move === 'revisit')
  const mark = events.findLast(({ move }) => move === 'rate')?.facts.score
  const { complaintsOpen } = caseFile(events)
  return [
    caseTexts('review.head', { number }),
    ...WANTED.map((paper) => caseTexts(held.has(paper) ? 'review.have' : 'review.lack', { what: caseTexts(`filed.${paper}`) })),
    caseTexts('review.reports', { count: events.filter(({ move }) => move === 'report').length }),
    revisit ? caseTexts('review.revisit', { outcome: revisit.facts.outcome ?? '' }) : caseTexts('review.no-revisit', { number }),
    ...(mark === undefined ? [] : [caseTexts('review.rated', { score: mark })]),
    ...(complaintsOpen === 0 ? [] : [caseTexts('review.complaints', { count: complaintsOpen })]),
    caseTexts('review.tail', { number }),
  ].join('\n')
}
