import { caseReferencesIn, withoutCaseReference } from '../../core/case-reference.ts'
import { matterNamed, rollOf, sizeOf, totalsOf } from '../../core/matter.ts'
import type { MatterView } from '../../core/matter.ts'
import { civilDate, formatDate, formatMoney } from '../../lang/index.ts'
import type { World } from '../world.ts'

const COMMANDS = ['show', 'open', 'elect', 'team', 'evidence', 'close'] as const
/** A line about a collective matter, read: `推选 集体〔2026〕0001号 王小明、李四`. */
export type MatterLine = { readonly what: (typeof COMMANDS)[number]; readonly word: string; readonly rest: string }

/** Reads a line that begins with a word of collective matters, or undefined. */
export const readMatterLine = (world: World, text: string): MatterLine | undefined => {
  const plain = text.trimStart()
  const words = Object.entries(world.commands['matter'] ?? {}).flatMap(([command, all]) => all.map((word) => ({ command, word })))
  const found = words
    .sort((a, b) => b.word.length - a.word.length)
    .find(({ word }) => plain.startsWith(word) && !/^(?!\p{Script=Han}*〔)\p{Script=Han}/u.test(plain.slice(word.length)))
  const what = COMMANDS.find((one) => one === found?.command)
  return found && what ? { what, word: found.word, rest: withoutCaseReference(plain.slice(found.word.length)).replace(/^[\s:：,，]+/u, '') } : undefined
}

/** The matter that a line names in full or shortly, else the one spoken of last, else the only one. */
export const matterMeant = (matters: readonly MatterView[], text: string, current: string | undefined): MatterView | undefined => {
  const named = caseReferencesIn(text)[0]
  if (named) return matterNamed(matters, text) ?? matters.find(({ number }) => number.includes(`${named.year}〕${named.n}`))
  return matters.find(({ id }) => id === current) ?? (matters.length === 1 ? matters[0] : undefined)
}

/** Names as people list them. */
export const namesIn = (text: string): readonly string[] => text.split(/[、，,；;\s]+/u).filter((name) => name !== '')

/** Those of the roll who have not applied themselves yet. */
export const unsigned = (matter: MatterView): readonly string[] => rollOf(matter).flatMap(({ name, applied }) => (applied ? [] : [name]))

/** A matter whole: how many, who has not applied, what each asks for in all, who stands for them, the team, the evidence, its cases by status. */
export const showMatter = (world: World, matter: MatterView): string => {
  const { serviceTexts, caseTexts, roster } = world
  const { number, title, opponents, representatives, team, evidence, cases, people } = matter
  const none = serviceTexts('matter.none')
  const counts = new Map<string, number>()
  for (const { status } of cases) counts.set(status, (counts.get(status) ?? 0) + 1)
  const totals = totalsOf(people)
  const waiting = unsigned(matter)
  return serviceTexts('matter.show', {
    ...{ number, title, opponents: opponents.join('、') || none, size: sizeOf(matter), applied: cases.length },
    unsigned: waiting.join('、') || none,
    status: [...counts].map(([status, count]) => serviceTexts('matter.count', { status: caseTexts(`status.${status}`), count })).join('　') || none,
    total: formatMoney(totals.all),
    items: totals.items.map(([item, fen]) => serviceTexts('matter.item', { item, amount: formatMoney(fen) })).join('，') || none,
    representatives: representatives.join('、') || none,
    team: team.map((id) => roster.counsel.find((one) => one.id === id)?.name ?? id).join('、') || none,
    evidence: evidence.map(({ name }) => name).join('、') || none,
    events: matter.events
      .map(({ what, at, by, note }) =>
        serviceTexts('matter.event', { date: formatDate(civilDate(at)), what: serviceTexts(`matter.what.${what}`), by, note: note === '' ? '' : `：${note}` }),
      )
      .join('\n'),
  })
}
