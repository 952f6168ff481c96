import type { Heard, HeardDate } from '../core/heard.ts'
import { formatDate, formatMoney } from '../lang/index.ts'
import type { World } from './world.ts'

/** Topics that a form's choices know by a word of `heard.topics`. */
const TOPICS: readonly string[] = ['labour', 'loan', 'work-injury', 'traffic', 'elders', 'violence']

/** What was heard, by `heard.NAME`, as a person would type it into a form's step. */
export const heardAsTyped = (world: World, heard: Heard, intent: string | undefined): Readonly<Record<string, string | undefined>> => {
  const { texts, flowTexts } = world
  const topic = intent?.split('/')[0] ?? ''
  const date = (one: HeardDate | undefined) => one && dateAsTyped(world, one)
  const behalf = heard.relation !== undefined ? 'family' : heard.persons !== undefined ? 'several' : undefined
  return {
    'heard.amount': heard.amount === undefined ? undefined : `${heard.roughly ? flowTexts('shown.about') : ''}${formatMoney(heard.amount)}`,
    'heard.wage': heard.wage,
    'heard.date': date(heard.date),
    'heard.from': date(heard.from),
    'heard.until': date(heard.until),
    'heard.worked': heard.worked,
    'heard.unpaid': heard.unpaid,
    'heard.persons': heard.persons,
    'heard.household': heard.household === undefined ? undefined : String(heard.household),
    'heard.relation': heard.relation,
    'heard.opponent': heard.opponent?.word,
    'heard.contract': heard.contract === undefined ? undefined : texts(`heard.contract.${heard.contract ? 'signed' : 'unsigned'}`),
    'heard.village': heard.village,
    'heard.town': heard.town,
    'heard.matter': heard.matter,
    'heard.side': heard.opponent && texts(`hand.opponents.${heard.opponent.kind}`),
    'heard.behalf': behalf && texts(`heard.behalf.${behalf}`),
    'heard.topic': TOPICS.includes(topic) ? texts(`heard.topics.${topic}`) : undefined,
  }
}

const dateAsTyped = ({ flowTexts }: World, { date, precision }: HeardDate): string =>
  precision === 'day' ? formatDate(date) : flowTexts(precision === 'month' ? 'shown.month' : 'shown.year', { year: date.year, month: date.month })
