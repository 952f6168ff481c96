import { afterAct } from '../../core/correction.ts'
import type { CorrectionAct, CorrectionMatter } from '../../core/correction.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { addDays, civilDate, formatDate, parseDate, toMs } from '../../lang/index.ts'
import { staffCommandOf } from '../commands.ts'
import { mayDo } from '../acting.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

const MORNING = 9 * 3_600_000
const ACTS: readonly CorrectionAct[] = ['answer', 'grant', 'not-grant', 'close', 'next-report']

/** The room of community correction: only its officer speaks here, and only of the matters of the officer's own office (社区矫正法 9, 10, 23, 27). */
export const communityCorrectionRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || conversation.group || !mayDo(world, party, 'keep-corrections')) return pass
  const { serviceTexts } = world
  const line = staffCommandOf(world, 'correction-officer', input.text)
  const known = { ...conversation.state, greeted: true }
  const answer = (text: string, effects: readonly Effect[] = []): Decision => take('command', known, [...effects, send({ text, sensitive: true })])
  if (line === undefined || line.command === 'help') return answer(serviceTexts('correction.help', { name: party.name }))
  const matter = snapshot.corrections.find((one) => one.number === line.number)
  if (line.command === 'list') return matter ? answer(show(world, matter), [seen(matter)]) : answer(list(world, snapshot.corrections))
  if (!matter) return answer(serviceTexts('correction.which', { number: line.number ?? '' }))
  const act = ACTS.find((one) => one === line.command)
  return act ? decide(context, matter, act, line.rest, answer) : pass
}

const seen = ({ id }: CorrectionMatter): Effect => ({ kind: 'audit', action: 'correction-seen', subject: { kind: 'correction', id }, detail: '' })

const decide = (
  { world, snapshot }: RouteContext,
  matter: CorrectionMatter,
  act: CorrectionAct,
  words: string,
  answer: (text: string, effects?: readonly Effect[]) => Decision,
): Decision => {
  const { serviceTexts } = world
  const { number } = matter
  const status = afterAct(matter, act, words)
  if (status === undefined) return answer(serviceTexts('correction.not-now', { number, kind: serviceTexts(`correction.kind.${matter.kind}`) }))
  if (status === 'reason') return answer(serviceTexts('correction.reason', { number }))
  const today = civilDate(snapshot.now)
  const day = act === 'next-report' ? parseDate(words, today)?.date : undefined
  if (act === 'next-report' && !day) return answer(serviceTexts('correction.which-day', { number }))
  const next: CorrectionMatter = { ...matter, status, ...(words === '' || day ? {} : { answer: words }), ...(day ? { nextReport: day } : {}) }
  const told = serviceTexts(`correction.told.${act}`, { words, by: snapshot.party.name, day: day ? formatDate(day) : '' })
  return answer(serviceTexts('correction.done', { number }), [
    { kind: 'move-correction', matter: next, before: matter.status },
    { kind: 'audit', action: `correction-${act}`, subject: { kind: 'correction', id: matter.id }, detail: '' },
    tellNotice({ conversation: matter.conversationId }, { text: act === 'close' ? serviceTexts('correction.told.close') : told, sensitive: true }),
    ...(day
      ? [
          {
            kind: 'schedule' as const,
            key: `correction-report ${matter.id}`,
            job: { kind: 'correction-report' as const, id: matter.id },
            dueAt: Math.max(snapshot.now, toMs(addDays(day, -1)) + MORNING),
            conversation: matter.conversationId,
          },
        ]
      : []),
  ])
}

/** The day before a report is due: words that say nothing of what it is, for whoever may be looking on. */
export const reportDue = ({ world, snapshot }: RouteContext, id: string): Decision => {
  const { conversation, corrections } = snapshot
  const matter = corrections.find((one) => one.id === id)
  if (!matter?.nextReport || matter.status === 'closed') return take('internal', conversation.state, [])
  return take('internal', conversation.state, [send(world.serviceTexts('correction.report-due', { day: formatDate(matter.nextReport) }), 'notice')])
}

const list = ({ serviceTexts }: World, matters: readonly CorrectionMatter[]): string => {
  const open = matters.filter((one) => one.status === 'open')
  if (open.length === 0) return serviceTexts('correction.list-empty')
  const line = (one: CorrectionMatter) =>
    serviceTexts('correction.line', { number: one.number, kind: serviceTexts(`correction.kind.${one.kind}`), name: one.name })
  return [serviceTexts('correction.list'), ...open.map(line)].join('\n')
}

const show = ({ serviceTexts }: World, matter: CorrectionMatter): string =>
  [
    serviceTexts('correction.show', {
      number: matter.number,
      kind: serviceTexts(`correction.kind.${matter.kind}`),
      status: serviceTexts(`correction.status.${matter.status}`),
      name: matter.name,
      mobile: matter.mobile,
      date: formatDate(civilDate(matter.createdAt)),
    }),
    ...matter.lines.map(({ label, text }) => `${label}：${text}`),
    ...(matter.answer === undefined ? [] : [serviceTexts('correction.answered', { text: matter.answer })]),
  ].join('\n')
