import { intentIn } from '../../core/intent-id.ts'
import type { Effect } from '../../core/turn.ts'
import { civilDate, formatDate, maskName } from '../../lang/index.ts'
import { staffCommandOf } from '../commands.ts'
import { mayDo } from '../acting.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import type { Route } from './context.ts'

const MOST_LINES = 30
/** Topics of which nobody looking on may learn. */
const DISCREET = ['violence/']

/** An answer that was wrong, or whose law changed: the agency and the bureau see who got it, and send all of them what is right. */
export const correctionRoute: Route = ({ world, snapshot, input }) => {
  const { party, conversation, answered } = snapshot
  const { caseTexts, knowledge } = world
  if (input.kind !== 'message' || conversation.group || !mayDo(world, party, 'correct-answers')) return pass
  if (staffCommandOf(world, 'correction', input.text)?.command !== 'correct') return pass
  const state = { ...conversation.state, greeted: true }
  const id = intentIn(input.text)
  if (id === undefined || !knowledge.opinion(id, 'short')) return take('command', state, [send(caseTexts('correction.unknown'))])
  const who = answered ?? []
  const title = knowledge.title(id)
  const vars = { title, id, count: who.length }
  if (who.length === 0) return take('command', state, [send(caseTexts('correction.none', vars))])
  const text = input.text.slice(input.text.indexOf(id) + id.length).trim()
  const audit = (action: string): Effect => ({ kind: 'audit', action, subject: { kind: 'intent', id }, detail: text })
  if (text === '') {
    const lines = who.slice(0, MOST_LINES).map(({ name, at }) => caseTexts('correction.line', { name: maskName(name), on: formatDate(civilDate(at)) }))
    return take('command', state, [audit('answered-listed'), send(caseTexts('correction.list', { ...vars, lines: lines.join('\n') }))])
  }
  const told = DISCREET.some((topic) => id.startsWith(topic)) ? caseTexts('correction.discreet') : caseTexts('correction.notice', { title, text })
  return take('command', state, [tellNotice({ answered: id }, { text: told }), audit('answer-corrected'), send(caseTexts('correction.sent', vars))])
}
