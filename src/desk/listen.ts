import type { Heard, HeardDate, HeardFact } from '../core/heard.ts'
import { keepHome, mergeHeard } from '../core/heard.ts'
import type { ConversationState } from '../core/turn.ts'
import {
  asSentence,
  civilDate,
  clearlyBest,
  foldForMatch,
  toldContract,
  toldDate,
  toldHousehold,
  toldMoney,
  toldOpponent,
  toldPeriod,
  toldPersons,
  toldRelative,
  toldSpans,
  toldWage,
} from '../lang/index.ts'
import type { DateReading } from '../lang/index.ts'
import type { World } from './world.ts'

const LONGEST_MATTER = 400
const SHORTEST_MATTER = 8
const SURE_PLACE = 0.9
/** Topics that are asked about in the course of any matter. */
const GENERAL: readonly string[] = ['service', 'procedure', 'legal-aid']

/** What a message clearly tells of its matter; nothing is guessed. `wonders`: the fact that was asked back, to which it may be a short answer. */
export const hear = (world: World, now: number, text: string, wonders?: HeardFact): Heard => {
  const said = wonders === undefined ? text : asSentence(wonders, text)
  const today = civilDate(now)
  const money = toldMoney(said)
  const period = toldPeriod(said, today)
  const date = toldDate(said, today) ?? (period && !period.worked ? period.from : undefined)
  const told = {
    ...(money && { amount: money.cents, roughly: money.approximate, owed: money.owed }),
    wage: toldWage(said),
    date: date && heardDate(date),
    ...(period?.worked ? { from: heardDate(period.from), until: period.until && heardDate(period.until) } : {}),
    ...toldSpans(said),
    persons: toldPersons(said)?.words,
    household: toldHousehold(said),
    relation: toldRelative(said),
    opponent: toldOpponent(said),
    contract: toldContract(said),
    ...placeIn(world, said),
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

const heardDate = ({ date, precision, how, echo }: DateReading): HeardDate => ({
  date,
  precision,
  said: how === 'lunar' ? echo.replace(/\(.*$/u, '') : echo.replace(/\([^)]*\)$/u, ''),
})

const placeIn = (world: World, text: string): Pick<Heard, 'village' | 'town'> => {
  const found = clearlyBest(world.findPlacesIn(text, 2), SURE_PLACE)
  if (found) return { village: `${found.place.townName}${found.place.name}` }
  const said = foldForMatch(text)
  const towns = world.roster.towns.filter(({ name }) => said.includes(foldForMatch(name)))
  return towns.length === 1 && towns[0] ? { town: towns[0].name } : {}
}

/** Whether anything of the matter itself was told, and not only who and where. */
export const tellsMatter = ({ village: _village, town: _town, opponent: _opponent, relation: _relation, ...matter }: Heard): boolean =>
  Object.keys(matter).length > 0

/**
 * What is remembered with what was told now. A question of another topic that tells its own story begins a new matter: of the old one only the home
 * stays. `intent`: what the message was understood as, where it was.
 */
export const rememberTold = (state: ConversationState, told: Heard, text: string, intent: string | undefined): ConversationState => {
  const elsewhere = intent !== undefined && state.intent !== undefined && tellsMatter(told) && isOther(state.intent, intent)
  const before = elsewhere ? keepHome(state.heard ?? {}) : (state.heard ?? {})
  const tells = intent !== undefined && topicOf(intent) !== 'service' && Array.from(text).length >= SHORTEST_MATTER
  const matter = tells && (before.matter === undefined || tellsMatter(told)) ? { matter: text.slice(0, LONGEST_MATTER) } : {}
  const heard = mergeHeard(before, { ...told, ...matter })
  return { ...state, question: text.slice(0, LONGEST_MATTER), ...(Object.keys(heard).length > 0 ? { heard } : {}) }
}

const topicOf = (intent: string): string => intent.split('/')[0] ?? intent

const isOther = (one: string, other: string): boolean => topicOf(one) !== topicOf(other) && !GENERAL.includes(topicOf(one)) && !GENERAL.includes(topicOf(other))
