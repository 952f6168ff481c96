import { evidenceOf, isWatched, preservedAt } from '../../core/green-channel.ts'
import type { Casework } from '../../core/casework.ts'
import type { MatterView } from '../../core/matter.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { addDays, civilDate, compareDates, formatDate, toMs } from '../../lang/index.ts'
import type { CivilDate } from '../../lang/index.ts'
import { take, tellNotice } from '../decide.ts'
import type { RouteContext } from '../routes/context.ts'
import { choiceIn } from '../submit/submission.ts'
import type { World } from '../world.ts'
import { unsigned } from '../services/matter-words.ts'
import { inCharge } from './case-clock.ts'

const NINE = 9 * 3_600_000
/** Preservation ahead of a lawsuit or arbitration falls away after so many days without one (民事诉讼法 104). */
const PRESERVED_DAYS = 30
const LOOK_AHEAD = 30

type WatchJob = Extract<JobBody, { kind: 'green-watch' }>

/** Looks at a case of the green channel on the next working day; of people who apply together only at the one that began it. */
export const watchGreen = (world: World, casework: Pick<Casework, 'id' | 'green' | 'answers' | 'conversationId'>, now: number): readonly Effect[] => {
  if (casework.green === undefined || choiceIn(casework.answers, 'on-behalf') === 'joined') return []
  const day = nextWorkday(world, civilDate(now))
  const job: WatchJob = { kind: 'green-watch', caseId: casework.id }
  return [{ kind: 'schedule', key: `green-watch ${casework.id}`, job, dueAt: toMs(day) + NINE, conversation: casework.conversationId }]
}

const nextWorkday = (world: World, from: CivilDate): CivilDate => {
  for (let ahead = 1; ahead <= LOOK_AHEAD; ahead += 1) if (world.isWorkday(addDays(from, ahead))) return addDays(from, ahead)
  return addDays(from, 1)
}

/** Each working day until it is filed, whoever has the case in hand is told what is missing. */
export const greenWatch = ({ world, snapshot }: RouteContext, job: WatchJob): Decision => {
  const { conversation, now } = snapshot
  const casework = snapshot.casework.find((one) => one.id === job.caseId)
  if (!casework || !isWatched(casework.events)) return take('internal', conversation.state, [])
  const matter = snapshot.matters.find(({ id }) => id === casework.matterId)
  const text = watchWords(world, casework, matter, now)
  return take('internal', conversation.state, [
    ...inCharge(casework)
      .slice(0, 1)
      .map((to) => tellNotice(to, { text })),
    { kind: 'audit', action: 'green-watch', subject: { kind: 'case', id: casework.id }, detail: '' },
    ...watchGreen(world, casework, now),
  ])
}

const watchWords = (world: World, casework: Casework, matter: MatterView | undefined, now: number): string => {
  const { caseTexts, serviceTexts } = world
  const waiting = matter ? unsigned(matter) : []
  return caseTexts('green.watch', {
    ...{ number: casework.number, matter: casework.matter, n: workdays(world, civilDate(casework.submittedAt), civilDate(now)) },
    ...{ evidence: lackWords(world, casework, matter?.evidence ?? []), preserve: preserveWords(world, casework) },
    unsigned: waiting.length === 0 ? '' : serviceTexts('matter.unsigned', { names: waiting.join('、') }),
  }).replace(/\n+/g, '\n')
}

const lackWords = (world: World, { green, answers, events }: Casework, pool: MatterView['evidence']): string => {
  const lack =
    green === undefined
      ? []
      : evidenceOf(
          world.green[green].evidence,
          answers,
          events,
          pool.map(({ name }) => name),
        ).lack
  return lack.length === 0 ? world.caseTexts('green.have-all') : world.caseTexts('green.lack', { list: lack.map(({ say }) => say).join('；') })
}

/** What is to be said of preservation; '' where no property is at stake. */
export const preserveWords = ({ caseTexts, green: guide }: World, { green, events, number }: Casework): string => {
  if (green === undefined || !guide[green].preserve) return ''
  const at = preservedAt(events)
  if (at === undefined) return caseTexts('green.preserve-short', { number })
  const day = civilDate(at)
  return caseTexts('green.preserved', { day: formatDate(day), last: formatDate(addDays(day, PRESERVED_DAYS)) })
}

/** The evidence of a case in a line, for its file; `pool`: that of the matter it is one of. */
export const evidenceLine = (world: World, { green, answers, events }: Casework, pool: MatterView['evidence'] = []): readonly string[] => {
  if (green === undefined) return []
  const { have, lack } = evidenceOf(
    world.green[green].evidence,
    answers,
    events,
    pool.map(({ name }) => name),
  )
  const list = (items: typeof have) => items.map(({ say }) => say).join('、') || world.caseTexts('green.nothing')
  return [world.caseTexts('green.show', { have: list(have), lack: list(lack) })]
}

const workdays = (world: World, from: CivilDate, to: CivilDate): number => {
  let count = 0
  for (let day = addDays(from, 1); compareDates(day, to) <= 0; day = addDays(day, 1)) if (world.isWorkday(day)) count += 1
  return count
}
