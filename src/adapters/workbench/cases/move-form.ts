import type { MoveName } from '../../../core/case-moves.ts'
import type { MoveForm } from './cases-deps.ts'
import type { Typed } from './move-fields.tsx'

const MOST = 2_000
const NOT_TYPED = ['proof', 'id']
const PAPER = 'paper-'

/** What a person filled in, without what the page put there itself. */
export const typedOf = (sent: Readonly<Record<string, string>>): Typed =>
  Object.fromEntries(Object.entries(sent).flatMap(([name, value]) => (NOT_TYPED.includes(name) ? [] : [[name, value.replaceAll('\r\n', '\n').slice(0, MOST)]])))

/** A filled form as it goes into the conversation: ticked papers under one name. */
export const formOf = (number: string, move: MoveName, typed: Typed): MoveForm => {
  const papers = Object.keys(typed).flatMap((name) => (name.startsWith(PAPER) ? [name.slice(PAPER.length)] : []))
  const fields = Object.fromEntries(Object.entries(typed).filter(([name, value]) => !name.startsWith(PAPER) && value.trim() !== ''))
  return { kind: 'move', number, move, fields: { ...fields, ...(papers.length > 0 ? { papers: papers.join(' ') } : {}) } }
}
