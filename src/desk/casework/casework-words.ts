import type { MoveFacts } from '../../core/case.ts'
import { moveNames } from '../../core/case-moves.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { CasePaper } from '../../core/case-status.ts'
import { withoutCaseReference } from '../../core/case-reference.ts'
import { addDays, civilDate, compareDates, findMoney, isoDate, parseDate, parseMoney } from '../../lang/index.ts'
import { hearingFacts } from './hearing-words.ts'
import type { World } from '../world.ts'

/**
 * A line about a case, read: `不予 莱法援申〔2026〕0001号 理由`. `show`: its file is wanted; `review`: the checklist of its file; `tell`: words for its
 * applicant. `facts`: what a form says, in place of what the rest of a line says.
 */
export type CaseLine = { readonly move: MoveName | 'show' | 'review' | 'tell'; readonly word: string; readonly rest: string; readonly facts?: MoveFacts }

/** Reads a line that begins with a word of casework, or undefined. */
export const readCaseLine = (world: World, text: string): CaseLine | undefined => {
  const match = /^\s*(\p{Script=Han}{2,4})(?=$|[\s:：,，\d〔[［]|\p{Script=Han}*[〔[［])\s*[:：,，]?\s*([\s\S]*)$/u.exec(text)
  const word = match?.[1] ?? ''
  for (const [command, words] of Object.entries(world.commands['casework'] ?? {})) {
    if (!words.includes(word)) continue
    const move = command === 'show' || command === 'review' || command === 'tell' ? command : moveNames.find((name) => name === command)
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

const FILED = /已经?(?:立案|起诉|申请仲裁|提交仲裁|申请复议|受理)|(?:法院|仲裁委)(?:已经?)?(?:立案|受理)/u
const PRESERVED = /(?:申请|采取|裁定|办好|办)了?(?:诉前|仲裁前|诉中|财产)*保全|保全(?:已经?|裁定)/u
const HANDED = /交|递/u

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
    case 'add-material':
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
      return { papers, outcome: rest, ...sumsIn(rest) }
    }
    case 'pay-subsidy': {
      const paid = findMoney(rest)[0]?.cents ?? parseMoney(rest)?.cents
      return { ...base, ...(paid === undefined ? {} : { subsidyFen: paid }) }
    }
    case 'hearing':
      return { papers, ...hearingFacts(rest, now) }
    case 'report':
      return { ...base, ...(FILED.test(rest) ? { filed: true } : {}), ...(PRESERVED.test(rest) ? { preserved: true } : {}) }
    case 'receive': {
      const handed = HANDED.test(rest) ? ISO.exec(rest) : null
      const read = handed ? parseDate(handed[0], civilDate(now), { prefer: 'past' }) : undefined
      return { ...base, ...(read && compareDates(read.date, civilDate(now)) <= 0 ? { handedOn: isoDate(read.date) } : {}) }
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

const AVOIDED = /(?:少[付赔还给交]|不用[付赔还给交]|免[去除了]?|避免|挽回)[^，。；,;]{0,8}$/u

/** Money of an outcome: what was got, and, by the words before it, what did not have to be paid. */
const sumsIn = (text: string): MoveFacts => {
  const found = findMoney(text)
  const avoided = found.filter((one) => AVOIDED.test(text.slice(0, one.index)))
  const got = found.filter((one) => !avoided.includes(one))[0]
  return { ...(got ? { amountFen: got.cents } : {}), ...(avoided[0] ? { avoidedFen: avoided[0].cents } : {}) }
}

const isGround = (value: number): value is 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 => Number.isInteger(value) && value >= 1 && value <= 8
