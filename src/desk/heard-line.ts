import type { Heard } from '../core/heard.ts'
import { formatMoney } from '../lang/index.ts'
import type { World } from './world.ts'

/** What was heard, each in a few words of the person's. */
export const heardItems = (world: World, heard: Heard): readonly string[] => itemsOf(world, heard).map(({ text }) => text)

/**
 * A line that says back what was heard and not said back before, and the same with that marked as shown. No line where nothing of it changes what
 * follows: who and where alone are not worth one.
 */
export const sayHeard = (world: World, heard: Heard | undefined): { readonly line?: string; readonly heard?: Heard } => {
  if (!heard) return {}
  const items = itemsOf(world, heard)
  const fresh = items.filter(({ text }) => !heard.shown?.includes(text))
  if (!fresh.some(({ worth }) => worth)) return { heard }
  const line = world.texts('heard.line', { items: fresh.map(({ text }) => text).join('，') })
  return { line, heard: { ...heard, shown: items.map(({ text }) => text) } }
}

type Item = { readonly text: string; readonly worth: boolean }

const itemsOf = ({ texts }: World, heard: Heard): readonly Item[] => {
  const { amount, wage, date, from, until, worked, unpaid, persons, household, relation, opponent, contract, village, town } = heard
  const item = (key: string, vars: Readonly<Record<string, string | number>> = {}, worth = true): readonly Item[] => [
    { text: texts(`heard.${key}`, vars), worth },
  ]
  const sum = amount === undefined ? '' : `${heard.roughly ? texts('heard.about') : ''}${formatMoney(amount)}`
  return [
    ...(amount === undefined ? [] : item(heard.owed ? 'owed' : 'amount', { amount: sum })),
    ...(wage === undefined ? [] : item('wage', { wage })),
    ...(worked === undefined ? [] : item('worked', { span: worked })),
    ...(from === undefined ? [] : until === undefined ? item('since', { from: from.said }) : item('period', { from: from.said, until: until.said })),
    ...(unpaid === undefined ? [] : item('unpaid', { span: unpaid })),
    ...(date === undefined ? [] : item('date', { date: date.said })),
    ...(persons === undefined ? [] : item('persons', { persons })),
    ...(household === undefined ? [] : item('household', { count: household })),
    ...(contract === undefined ? [] : item(contract ? 'signed' : 'unsigned')),
    ...(relation === undefined ? [] : item('relation', { word: relation }, false)),
    ...(opponent === undefined ? [] : item('opponent', { word: opponent.word }, false)),
    ...(village === undefined && town === undefined ? [] : item('village', { village: village ?? town ?? '' }, false)),
  ]
}
