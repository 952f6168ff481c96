import type { PieceDraft, PieceView } from '../../core/publicity.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { parseYesNo, sayPast } from '../../lang/index.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import { placeNames, readPiece } from '../publicity/piece-line.ts'
import { quizResults } from '../publicity/quiz-results.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

/** A counsel or an office plans a piece of publicity (发布), sees what became of theirs (普法), takes one back (撤发 3); an office sees who took tests (测验成绩). */
export const publicityRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  const office = party.role === 'clerk' || party.role === 'office-head'
  if (input.kind !== 'message' || conversation.group || party.staffId === undefined || (party.role !== 'counsel' && !office)) return pass
  const { outreachTexts: says } = world
  const known = { ...conversation.state, greeted: true }
  const answer = (text: string, effects: readonly Effect[] = []): Decision => take('command', without(known, 'piece'), [...effects, send(text, 'notice')])
  const line = staffCommandOf(world, 'publicity', input.text)
  if (!line) return known.piece ? confirm(context, known.piece) : pass
  switch (line.command) {
    case 'publish': {
      const read = readPiece(world, snapshot, line.rest)
      if (read.kind === 'wrong') return answer(says(`publicity.${read.key}`, read.vars))
      return take('command', { ...known, piece: read.draft }, [send(echo(context, read.draft, read.moved), 'notice')])
    }
    case 'cancel': {
      const piece = snapshot.pieces?.find((one) => one.number === line.number && one.status === 'planned')
      if (!piece) return answer(says('publicity.which'))
      return answer(says('publicity.cancelled', { number: piece.number }), [
        { kind: 'end-piece', id: piece.id, status: 'cancelled' },
        { kind: 'unschedule', key: `piece ${piece.id}` },
      ])
    }
    case 'results':
      return office ? answer(quizResults(world, snapshot)) : pass
    default:
      return answer(list(world, snapshot.pieces ?? [], snapshot.now))
  }
}

const echo = ({ world, snapshot }: RouteContext, { title, text, villages, dueAt }: PieceDraft, moved: boolean): string =>
  world.outreachTexts('publicity.echo', {
    ...{ title, text, places: placeNames(world, villages), when: world.sayWhen(dueAt, snapshot.now) },
    moved: moved ? world.outreachTexts('publicity.moved') : '',
  })

/** Words that are neither yes nor no are for somebody else, e.g. the person a counsel talks with. */
const confirm = ({ world, snapshot, input }: RouteContext, draft: PieceDraft): Decision => {
  const { outreachTexts: says } = world
  const { party, conversation, now } = snapshot
  const yes = input.kind === 'message' ? parseYesNo(input.text) : undefined
  if (yes === undefined || party.staffId === undefined) return pass
  const next = without({ ...conversation.state, greeted: true }, 'piece')
  if (!yes) return take('command', next, [send(says('publicity.dropped'), 'notice')])
  const number = (snapshot.counters['piece'] ?? 0) + 1
  const id = `p${snapshot.inboxId}`
  const dueAt = Math.max(draft.dueAt, now)
  const by = { role: party.role, staffId: party.staffId, name: party.name }
  const { groups, people } = snapshot.reach ?? { groups: 0, people: 0 }
  return take('command', next, [
    { kind: 'count', series: 'piece', value: number },
    { kind: 'plan-piece', piece: { ...draft, id, number, status: 'planned', by, conversationId: conversation.id, dueAt } },
    { kind: 'schedule', key: `piece ${id}`, job: { kind: 'piece', id }, dueAt },
    { kind: 'audit', action: 'piece-planned', subject: { kind: 'piece', id }, detail: draft.villages.join('|') },
    send(says('publicity.planned', { number, groups, people, when: world.sayWhen(dueAt, now), places: placeNames(world, draft.villages) }), 'notice'),
  ])
}

const list = (world: World, pieces: readonly PieceView[], now: number): string => {
  const { outreachTexts: says } = world
  if (pieces.length === 0) return says('publicity.none')
  const lines = pieces.map((one) => {
    const when = one.sentAt === undefined ? world.sayWhen(one.dueAt, now) : sayPast(one.sentAt, now)
    const line = says('publicity.line', {
      number: one.number,
      title: one.title,
      places: placeNames(world, one.villages),
      status: says(`publicity.status.${one.status}`, { when }),
    })
    return one.status === 'sent' && one.intent !== undefined ? `${line}　${says('publicity.questions', { n: one.questions })}` : line
  })
  return [says('publicity.list'), ...lines].join('\n')
}
