import type { CaseEvent } from '../core/case.ts'

/** What a county's log says of a case: where and what it is, and its events. */
export type LoggedCase = {
  readonly id: string
  readonly villageCode?: string
  readonly townCode?: string
  readonly matter: string
  readonly events: readonly CaseEvent[]
}

const DAY = 86_400_000
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
/** The day in China at an instant, YYYY-MM-DD, by the time zone database. */
export const dayOf = (at: number): string => calendar.format(new Date(at))
const daysFrom = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY)
const DONE = ['grant', 'refuse', 'redirect', 'withdraw', 'deem-withdrawn', 'terminate']

/** What of an application counts in one month, read off its log by days as written, without the program's clocks. */
const readLog = ({ events }: LoggedCase) => {
  const [first] = events
  const applied = first?.move === 'submit' || first?.move === 'forward'
  const handed = events.flatMap(({ facts }) => facts.handedOn ?? [])
  const received = applied && first ? [dayOf(first.at), ...handed].sort()[0] : undefined
  const end = events.findIndex(({ move }) => DONE.includes(move))
  // Days between asking for something and getting it, up to the end, do not count for the seven.
  let stopped = 0
  let asked: string | undefined
  events.forEach(({ move, from, to, at }, index) => {
    if (end >= 0 && index > end) return
    if (move === 'ask-supplement') asked = dayOf(at)
    else if (asked !== undefined && from === 'supplement' && to !== 'supplement') {
      stopped += daysFrom(asked, dayOf(at))
      asked = undefined
    }
  })
  const decision = events.find(({ move }) => move === 'grant' || move === 'refuse')
  return {
    applied,
    received,
    decided: decision && dayOf(decision.at),
    stopped,
    endedOn: events[end] && dayOf(events[end].at),
    onPaper: events.some(({ move, actor, facts }) => move === 'receive' && actor.role === 'office' && facts.handedOn !== undefined),
  }
}

/** The case figures of a month, counted another way than the program does. */
export const recount = (cases: readonly LoggedCase[], month: string) => {
  const inMonth = (day: string | undefined) => day?.startsWith(month) === true
  const logs = cases.map((one) => ({ ...one, ...readLog(one) }))
  const count = (...moves: readonly string[]) =>
    cases.filter(({ events }) => events.some((event) => moves.includes(event.move) && inMonth(dayOf(event.at)))).length
  const all = cases.flatMap(({ events }) => events).filter((event) => inMonth(dayOf(event.at)))
  const received = logs.filter((one) => inMonth(one.received))
  const through = (how: string) =>
    received.filter(
      ({ onPaper, events: [first] }) =>
        (onPaper ? 'office' : first?.actor.role === 'office' ? 'office' : first?.actor.role === 'contact' ? 'contact' : first?.facts.through) === how,
    ).length
  const decided = logs.flatMap(({ applied, received: from = '', decided: day, stopped }) =>
    applied && day !== undefined && inMonth(day) ? [{ days: daysFrom(from, day), stopped }] : [],
  )
  const days = decided.map((one) => one.days).sort((a, b) => a - b)
  const scores = cases.flatMap(({ events }) =>
    events
      .filter(({ move, at }) => move === 'rate' && inMonth(dayOf(at)))
      .slice(-1)
      .map(({ facts }) => facts.score ?? 0),
  )
  const money = (key: 'amountFen' | 'avoidedFen') => all.filter(({ move }) => move === 'close-out').reduce((sum, { facts }) => sum + (facts[key] ?? 0), 0)
  const half = days.length / 2
  return {
    received: received.length,
    'through-office': through('office'),
    'through-counsel': through('counsel'),
    'through-contact': through('contact'),
    granted: count('grant'),
    refused: count('refuse'),
    withdrawn: count('withdraw', 'deem-withdrawn'),
    redirected: count('redirect'),
    terminated: count('terminate'),
    notified: count('notify'),
    closed: count('close-out'),
    decided: decided.length,
    'median-days': days.length === 0 ? 'none' : days.length % 2 === 1 ? days[Math.floor(half)] : ((days[half - 1] ?? 0) + (days[half] ?? 0)) / 2,
    // Nine in ten do not exceed it, and no smaller value does that.
    'p90-days': days.find((day) => days.filter((one) => one <= day).length >= 0.9 * days.length) ?? 'none',
    'on-time': decided.length === 0 ? 'none' : decided.filter(({ days: taken, stopped }) => taken - stopped <= 7).length / decided.length,
    recovered: money('amountFen'),
    avoided: money('avoidedFen'),
    'cases-rated': scores.length,
    'cases-satisfied': scores.length === 0 ? 'none' : scores.filter((score) => score >= 4).length / scores.length,
  }
}
