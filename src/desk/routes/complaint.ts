import { caseReferencesIn } from '../../core/case-reference.ts'
import { complaintClocks, isAccused, moveComplaint } from '../../core/complaint.ts'
import type { Complaint, ComplaintActor, ComplaintProblem } from '../../core/complaint.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import { makeMove } from '../casework/make-move.ts'
import { mayDo } from '../acting.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import { bureauFor, watchComplaint } from '../services/complaint-clock.ts'
import { accusedWords, caseWords, complainant, complaintClockWords, complaintDue, complaintMeant, readComplaintLine } from '../services/complaint-words.ts'
import type { ComplaintLine } from '../services/complaint-words.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

/** Lines by which the bureau deals with complaints; whoever complained may withdraw theirs. Who is complained of neither sees nor moves one. */
export const complaintRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  const bureau = mayDo(world, party, 'keep-complaints')
  if (input.kind !== 'message' || conversation.group || (!bureau && party.role !== 'villager') || conversation.ownerId !== undefined) return pass
  const line = readComplaintLine(world, input.text)
  if (!line || (!bureau && line.move !== 'withdraw')) return pass
  const { serviceTexts } = world
  const known = { ...conversation.state, greeted: true }
  const answer = (text: string, effects: readonly Effect[] = []): Decision => take('command', known, [...effects, send(text)])
  const visible = snapshot.complaints.filter((one) => !bureau || !isAccused(one, party.name))
  if (!bureau && visible.length === 0) return pass
  if (bureau && line.move === 'show' && caseReferencesIn(input.text).length === 0) return answer(list(world, visible, snapshot.now))
  const complaint = complaintMeant(visible, input.text)
  // 答复 is a word of casework too.
  if (!complaint && line.move === 'answer' && visible.length === 0) return pass
  if (!complaint) return answer(serviceTexts('complaint.which', { word: line.word, number: visible[0]?.number ?? '2026-1' }))
  const seen: Effect = { kind: 'audit', action: 'complaint-seen', subject: { kind: 'complaint', id: complaint.id }, detail: '' }
  if (line.move === 'show') return answer(show(world, complaint), [seen])
  return move(context, complaint, line, answer)
}

const move = (
  { world, snapshot }: RouteContext,
  complaint: Complaint,
  { move: name, word, rest }: ComplaintLine,
  answer: (text: string, effects?: readonly Effect[]) => Decision,
): Decision => {
  if (name === 'show') return pass
  const { serviceTexts } = world
  const { party, now } = snapshot
  const role = party.role === 'bureau' ? ('bureau' as const) : ('applicant' as const)
  const actor: ComplaintActor = { role, id: role === 'bureau' ? (party.staffId ?? party.id) : party.id, name: party.name }
  const to = name === 'hand-over' ? world.roster.staff.find((one) => one.role === 'bureau' && one.name !== '' && rest.includes(one.name)) : undefined
  const moved = moveComplaint(complaint, name, { at: now, actor, text: rest, ...(to ? { to: { id: to.id, name: to.name } } : {}) })
  if (moved.kind === 'not-moved') return answer(why(world, complaint, name, word, moved.problems))
  const next = moved.complaint
  const statusWord = serviceTexts(`complaint.status.${next.status}`)
  const done = serviceTexts('complaint.done', { number: next.number, move: serviceTexts(`complaint.moves.${name}`), statusWord })
  return answer(role === 'applicant' ? serviceTexts('complaint.told.withdraw', { number: next.number }) : done, [
    { kind: 'move-complaint', complaint: next, version: complaint.version },
    { kind: 'audit', action: `complaint-${name}`, subject: { kind: 'complaint', id: next.id }, detail: rest },
    ...watchComplaint(world, next, now),
    ...inFile(world, snapshot, next),
    ...toldOf(world, next, rest),
  ])
}

/** The case's file says that the complaint is over, where it said that there was one. */
const inFile = (world: World, snapshot: RouteContext['snapshot'], complaint: Complaint): readonly Effect[] => {
  const casework = snapshot.casework.find((one) => one.id === complaint.caseId)
  if (!casework || (complaint.status !== 'answered' && complaint.status !== 'not-taken')) return []
  const actor = { role: 'bureau', id: complaint.handler?.id ?? '', name: complaint.handler?.name ?? '' } as const
  const moved = makeMove(world, snapshot, casework, 'answer-complaint', actor, {
    reason: world.serviceTexts('complaint.answered-in-file', { number: complaint.number }),
  })
  return moved.kind === 'moved' ? moved.effects : []
}

const toldOf = (world: World, complaint: Complaint, text: string): readonly Effect[] => {
  const { serviceTexts } = world
  const last = complaint.events.at(-1)
  const { number, handler } = complaint
  if (last?.move === 'withdraw') {
    const words = serviceTexts('complaint.staff-withdrawn', { number })
    return (handler ? [handler] : bureauFor(world, complaint)).map(({ id }) => tellNotice({ member: id }, { text: words }))
  }
  const said = last
    ? serviceTexts(`complaint.told.${last.move}`, {
        ...{ number, text, by: last.actor.name, to: handler?.name ?? '' },
        ...{ bureau: world.caseTexts('bureau'), due: complaintDue(world, complaint) },
      })
    : ''
  const toPerson = complaint.discreet ? serviceTexts('complaint.discreet') : said
  return [
    ...(said === '' ? [] : [tellNotice({ conversation: complaint.conversationId }, { text: toPerson })]),
    ...(last?.move === 'hand-over' && handler ? [tellNotice({ member: handler.id }, { text: serviceTexts('complaint.handed', { number }) })] : []),
  ]
}

const why = (world: World, complaint: Complaint, name: string, word: string, problems: readonly ComplaintProblem[]): string => {
  const { serviceTexts } = world
  const { number, status, handler } = complaint
  const vars = {
    ...{ number, word, handler: handler?.name ?? '', statusWord: serviceTexts(`complaint.status.${status}`) },
    name: bureauFor(world, complaint)[0]?.name ?? '',
    may: serviceTexts(name === 'withdraw' ? 'complaint.own-role' : 'complaint.bureau-role'),
  }
  const head = serviceTexts('complaint.not-done', { number, move: serviceTexts(`complaint.moves.${name}`) })
  return [head, ...problems.map((one) => serviceTexts(`complaint.problem.${one}`, vars))].join('\n')
}

const list = (world: World, complaints: readonly Complaint[], now: number): string => {
  const { serviceTexts } = world
  if (complaints.length === 0) return serviceTexts('complaint.list-empty')
  const lines = complaints.map((one) => {
    const clock = complaintClocks(one, world.practice).find(({ endedAt }) => endedAt === undefined)
    return serviceTexts('complaint.line', {
      number: one.number,
      accused: accusedWords(world, one),
      statusWord: serviceTexts(`complaint.status.${one.status}`),
      handler: one.handler?.name ?? serviceTexts('complaint.nobody-yet'),
      clock: clock ? complaintClockWords(world, clock, now) : '',
    })
  })
  return [serviceTexts('complaint.list'), ...lines].join('\n')
}

const show = (world: World, complaint: Complaint): string => {
  const { serviceTexts } = world
  const lines = complaint.events.map(({ at, move: made, actor, text, to }) =>
    serviceTexts('complaint.event', {
      date: formatDate(civilDate(at)),
      move: serviceTexts(`complaint.moves.${made}`),
      by: actor.name,
      note: [to?.name ?? '', text]
        .filter((part) => part !== '')
        .map((part) => ` ${part}`)
        .join(''),
    }),
  )
  return serviceTexts('complaint.show', {
    ...{ number: complaint.number, text: complaint.text, lines: lines.join('\n') },
    ...{ accused: accusedWords(world, complaint), case: caseWords(world, complaint), ...complainant(world, complaint) },
    statusWord: serviceTexts(`complaint.status.${complaint.status}`),
  })
}
