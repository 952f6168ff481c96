import type { MoveFacts } from '../../core/case.ts'
import { moveNames } from '../../core/case-moves.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { CasePaper } from '../../core/case-status.ts'
import { withoutCaseReference } from '../../core/case-reference.ts'
import { addDays, civilDate, findMoney, isoDate, parseDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** A line about a case, read: `不予 莱法援申〔2026〕0001号 理由`. `show`: its file is wanted. */
export type CaseLine = { readonly move: MoveName | 'show'; readonly word: string; readonly rest: string }

/** Reads a line that begins with a word of casework, or undefined. */
export const readCaseLine = (world: World, text: string): CaseLine | undefined => {
  const match = /^\s*(\p{Script=Han}{2,4})(?=$|[\s:：,，\d〔[［]|\p{Script=Han}*[〔[［])\s*[:：,，]?\s*([\s\S]*)$/u.exec(text)
  const word = match?.[1] ?? ''
  for (const [command, words] of Object.entries(world.commands['casework'] ?? {})) {
    if (!words.includes(word)) continue
    const move = command === 'show' ? command : moveNames.find((name) => name === command)
    if (move) return { move, word, rest: withoutCaseReference(match?.[2] ?? '').replace(/^[\s:：,，]+/u, '') }
  }
  return undefined
}

const STATED: readonly (readonly [RegExp, CasePaper])[] = [
  [/协议/u, 'engagement-agreement'],
  [/授权/u, 'power-of-attorney'],
  [/报告/u, 'closing-report'],
  [/文书/u, 'legal-documents'],
  [/通知/u, 'organ-notice'],
]

const ISO = /\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日/u

/** What the rest of a line says, for a move. Money is the first sum named. */
export const factsOf = (world: World, move: MoveName, rest: string, now: number): MoveFacts => {
  const papers = STATED.filter(([pattern]) => pattern.test(rest)).map(([, paper]) => paper)
  const base: MoveFacts = { papers, ...(rest === '' ? {} : { reason: rest }) }
  switch (move) {
    case 'ask-supplement': {
      const [list = '', why] = rest.split(/因为/u)
      const said = ISO.exec(list)
      const read = said ? parseDate(said[0], civilDate(now)) : undefined
      const due = read ? read.date : said ? undefined : addDays(civilDate(now), world.practice['supplement-days'].value)
      const items = list
        .replace(ISO, '')
        .split(/[；;，,、\n\s]+/u)
        .filter((one) => one !== '' && !/^(截止|期限|以前|前)$/u.test(one))
      return { papers, items, ...(due ? { due: isoDate(due) } : {}), ...(why === undefined ? {} : { reason: why.trim() }) }
    }
    case 'supplement':
      return { ...base, items: rest === '' ? [] : [rest] }
    case 'redirect': {
      const [where = '', ...why] = rest.split(/[\s，,；;]+/u)
      return { papers, where, reason: why.join(' ') }
    }
    case 'terminate':
    case 'aid-first': {
      const ground = Number(/^\s*([1-8])(?!\d)/u.exec(rest)?.[1] ?? Number.NaN)
      const reason = rest.replace(/^\s*[1-8](?!\d)[\s.、，,]*/u, '')
      return { papers, reason, ...(isGround(ground) ? { ground } : {}) }
    }
    case 'assign': {
      const counsel = world.roster.counsel.filter((one) => rest.includes(one.name)).sort((a, b) => b.name.length - a.name.length)[0]
      return { papers, ...(counsel ? { counselId: counsel.id, counselName: counsel.name } : {}) }
    }
    case 'verified':
    case 'revisit':
      return { papers, outcome: rest }
    case 'close-out': {
      const money = findMoney(rest)[0]
      return { papers, outcome: rest, ...(money ? { amountFen: money.cents } : {}) }
    }
    case 'archive':
      return { ...base, checklist: /审卷|已审/u.test(rest) }
    case 'withdraw':
      return { ...base, confirmed: rest !== '' }
    case 'rate':
      return { papers, score: Number(/[1-5]/u.exec(rest)?.[0] ?? Number.NaN) }
    default:
      return base
  }
}

const isGround = (value: number): value is 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 => Number.isInteger(value) && value >= 1 && value <= 8
