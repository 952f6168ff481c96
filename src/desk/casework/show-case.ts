import { caseFile } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import { clocksOf } from '../../core/deadline.ts'
import type { MatterView } from '../../core/matter.ts'
import { isWatched } from '../../core/green-channel.ts'
import { hearingsOf } from '../../core/hearing.ts'
import type { Instant } from '../../core/ids.ts'
import { termsOf } from '../../core/limitation.ts'
import { civilDate, formatDate, formatMoney } from '../../lang/index.ts'
import type { World } from '../world.ts'
import { priorityMark } from '../green.ts'
import { evidenceLine, preserveWords } from './green-watch.ts'
import { clockWords, hearingWords, termWords } from './case-words.ts'

/** A case with all its moves, what money came of it, its open clocks, the terms of its matter and its hearings. `collective`: the matter of several people that it is one of. */
export const showCase = (world: World, now: Instant, casework: Casework, collective?: MatterView): string => {
  const { caseTexts } = world
  const { events, number, matter } = casework
  const lines = events.map(({ at, move, actor, facts }) => {
    const note = facts.reason ?? facts.outcome ?? facts.counselName ?? facts.number ?? facts.items?.join('、')
    return caseTexts('show-line', {
      at: formatDate(civilDate(at)),
      move: caseTexts(`moves.${move}`),
      by: actor.name,
      note: note === undefined || note === '' ? '' : `：${note}`,
    })
  })
  const sum = (key: 'amountFen' | 'avoidedFen' | 'subsidyFen'): number => events.reduce((all, { facts }) => all + (facts[key] ?? 0), 0)
  const money = { amount: formatMoney(sum('amountFen')), avoided: formatMoney(sum('avoidedFen')), subsidy: formatMoney(sum('subsidyFen')) }
  const ended = events.some(({ move }) => move === 'close-out')
  const open = clocksOf(events, world.practice, now).filter((one) => one.endedAt === undefined)
  return caseTexts('show', {
    number,
    matter,
    status: caseTexts(`status.${caseFile(events).status}`),
    urgent: priorityMark(world, casework),
    lines: [...(collective ? [world.serviceTexts('matter.of-case', { number: collective.number })] : []), ...lines].join('\n'),
    clocks: [
      ...(ended ? [caseTexts('show-money', money)] : []),
      ...open.map((one) => clockWords(world, one)),
      ...(ended ? [] : evidenceLine(world, casework, collective?.evidence)),
      ...(ended || !isWatched(events) ? [] : [preserveWords(world, casework)].filter((words) => words !== '')),
      ...(ended ? [] : termsOf(casework.answers, world.holidays).map((term) => termWords(world, term))),
      ...hearingsOf(events).map((one) => caseTexts('show-hearing', { when: hearingWords(world, one) })),
    ].join('\n'),
  })
}
