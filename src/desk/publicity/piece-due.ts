import type { Decision, InternalEvent } from '../../core/turn.ts'
import { send, take } from '../decide.ts'
import { outsideQuietHours } from '../draft-clock.ts'
import { pieceWork } from '../work.ts'
import type { RouteContext } from '../routes/context.ts'

/** The time of a piece has come: it goes to the groups and subscribers of its villages, and its author is told. One that was taken back stays; at night it waits for the morning. */
export const pieceDue = ({ world, snapshot }: RouteContext, id: string): Decision => {
  const { state } = snapshot.conversation
  const { now } = snapshot
  const piece = snapshot.pieces?.find((one) => one.id === id)
  if (piece?.status !== 'planned') return take('internal', state, [])
  if (outsideQuietHours(now) !== now)
    return take('internal', state, [{ kind: 'schedule', key: `piece ${id}`, job: { kind: 'piece', id }, dueAt: outsideQuietHours(now) }])
  const { title, text, short, villages, number, by } = piece
  return take('internal', state, [
    { kind: 'end-piece', id, status: 'sent' },
    { kind: 'tell', to: { publicity: villages }, event: { kind: 'piece', title, text, short, by: by.name } },
    ...pieceWork(world, piece, now),
    { kind: 'audit', action: 'piece-sent', subject: { kind: 'piece', id }, detail: String(number) },
    send(world.outreachTexts('publicity.sent', { number, title }), 'notice'),
  ])
}

/** A piece comes to a group, in short, or to somebody who subscribed. */
export const hearPiece = ({ world, snapshot }: RouteContext, { title, text, short, by }: Extract<InternalEvent, { kind: 'piece' }>): Decision => {
  const { state, group } = snapshot.conversation
  const key = group ? 'publicity.group' : 'publicity.person'
  return take('internal', { ...state, greeted: true }, [send(world.outreachTexts(key, { title, text, short, by }), 'notice')])
}
