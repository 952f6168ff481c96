import { caseReferencesIn, withoutCaseReference } from '../../core/case-reference.ts'
import { mediationMoves } from '../../core/mediation.ts'
import type { Mediation, MediationFacts, MediationMoveName } from '../../core/mediation.ts'
import { civilDate, parseDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** A line about a mediation, read: `达成 2026-1 书面 …`. `show`: its file, `list`: all of them. */
export type MediationLine = { readonly move: MediationMoveName | 'show'; readonly word: string; readonly rest: string }

/** Reads a line that begins with a word of mediation, or undefined. The longest word goes first: 没履行 is not 履行. */
export const readMediationLine = (world: World, text: string): MediationLine | undefined => {
  const plain = text.trimStart()
  const words = Object.entries(world.commands['mediation'] ?? {}).flatMap(([command, all]) => all.map((word) => ({ command, word })))
  const found = words
    .sort((a, b) => b.word.length - a.word.length)
    .find(({ word }) => plain.startsWith(word) && !/^\p{Script=Han}/u.test(plain.slice(word.length)))
  if (!found) return undefined
  const move = found.command === 'show' ? found.command : mediationMoves.find((one) => one === found.command)
  const rest = withoutCaseReference(plain.slice(found.word.length)).replace(/^[\s:：,，]+/u, '')
  return move ? { move, word: found.word, rest } : undefined
}

/** The mediation that a line names, else the only one there is. */
export const mediationMeant = (mediations: readonly Mediation[], text: string): Mediation | undefined => {
  const named = caseReferencesIn(text)[0]
  if (!named) return mediations.length === 1 ? mediations[0] : undefined
  return (
    mediations.find((one) => one.number === named.whole) ?? mediations.find((one) => one.number.includes(String(named.year)) && one.number.includes(named.n))
  )
}

const DAY = /\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日/u

/** What the rest of a line says for a move. A date of an agreement is the day of performance, of a confirmation the day it was asked for. */
export const mediationFacts = (world: World, move: MediationMoveName, rest: string, now: number): MediationFacts => {
  const said = DAY.exec(rest)?.[0]
  const date = said === undefined ? undefined : parseDate(said, civilDate(now))?.date
  switch (move) {
    case 'name-mediators':
      return { mediators: rest.split(/[、,，;；\s]+/u).filter((name) => name !== '') }
    case 'agree': {
      const oral = world.commands['mediation-form']?.['oral']?.find((word) => rest.startsWith(word))
      const written = world.commands['mediation-form']?.['written']?.find((word) => rest.startsWith(word))
      const terms = rest.slice((oral ?? written ?? '').length).replace(/^[\s:：,，]+/u, '')
      return { terms, form: oral === undefined ? 'written' : 'oral', ...(date ? { performBy: date } : {}) }
    }
    case 'confirm':
      return { note: rest, ...(date ? { effective: date } : {}) }
    default:
      return rest === '' ? {} : { note: rest }
  }
}
