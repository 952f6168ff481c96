import { candidatesForCase } from '../../core/assignment.ts'
import type { AssignmentRequest } from '../../core/assignment.ts'
import type { Casework } from '../../core/casework.ts'
import type { Part } from '../../core/message.ts'
import { sayReasons } from '../handoff-offers.ts'
import { choiceIn } from '../submit/submission.ts'
import type { World } from '../world.ts'
import { opponentsOf } from './case-papers.ts'

const OFFERED = 3
const EXCLUDED_SHOWN = 8
/** Speciality of counsel, by the matter of the form. */
const TOPICS: Readonly<Record<string, string>> = {
  wages: 'labour',
  'work-injury': 'work-injury',
  'traffic-injury': 'traffic',
  'other-injury': 'injury',
  support: 'elders',
  'domestic-violence': 'violence',
  'social-insurance': 'welfare',
  criminal: 'criminal',
}
const GROWN_UP = 18

/** A child is given counsel who know children (未成年人保护法 104); everybody else those who know the matter. */
const topicOf = ({ answers }: Casework): string => {
  const id = answers['applicant-id']
  const child = id?.kind === 'text' && id.age !== undefined && id.age < GROWN_UP
  return child ? 'children' : (TOPICS[choiceIn(answers, 'matter') ?? ''] ?? '')
}

/** By what a case's assignment is judged. */
export const assignmentOf = (world: World, casework: Casework, now: number): AssignmentRequest => ({
  ...(casework.villageCode === undefined ? {} : { village: casework.villageCode }),
  ...(casework.townCode === undefined ? {} : { town: casework.townCode }),
  topic: topicOf(casework),
  opponent: casework.opponent,
  opponents: opponentsOf(casework),
  now,
  isWorkday: world.isWorkday,
  loads: world.loads,
})

/** Three who may be assigned, with reasons, as buttons that assign them; and who may not, with why. The agency chooses. */
export const counselForCase = (world: World, casework: Casework, now: number): Part => {
  const { caseTexts, texts } = world
  const { number } = casework
  const found = candidatesForCase(world.roster, assignmentOf(world, casework, now))
  const best = found.candidates.slice(0, OFFERED)
  const whyOf = (why: (typeof found.excluded)[number]['why']) => (why === 'opponent' ? caseTexts('conflicts.opponent') : texts(`exclusion.${why}`))
  const list = found.excluded.slice(0, EXCLUDED_SHOWN).map(({ counsel, why }) => caseTexts('assignment.excluded-one', { name: counsel.name, why: whyOf(why) }))
  return {
    text: [
      best.length > 0 ? caseTexts('assignment.head', { number }) : caseTexts('assignment.none'),
      ...best.map(({ counsel, reasons }, index) =>
        caseTexts('assignment.line', { n: index + 1, name: counsel.name, firm: counsel.firm, reasons: sayReasons(world, reasons) }),
      ),
      ...(list.length > 0 ? [caseTexts('assignment.excluded', { list: list.join('、') })] : []),
    ].join('\n'),
    choices: best.map(({ counsel }) => {
      const line = caseTexts('assignment.say', { number, name: counsel.name })
      return { value: line, label: line }
    }),
  }
}
