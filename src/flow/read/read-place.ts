import type { Choice } from '../../core/message.ts'
import { clearlyBest, foldForMatch, looksLikeQuestion, parseChoice, samePinyin } from '../../lang/index.ts'
import { foreign, missed, value, wrong } from './reading.ts'
import type { FieldContext, Reading } from './reading.ts'

const VILLAGE_SURE = 0.93
const VILLAGE_LIKELY = 0.6
const MOST_VILLAGES = 5

export const readVillage = (asked: FieldContext): Reading => {
  const { input, context, state, texts } = asked
  const chosen = input.content.kind === 'choice' ? input.content.value : state.offered && oneOf(input.text, state.offered)
  const code = chosen?.startsWith('village:') ? chosen.slice(8) : undefined
  const label = code === undefined ? input.text : (state.offered?.find((choice) => choice.value === chosen)?.label ?? input.text)
  const fits = context.findPlaces(label, MOST_VILLAGES).filter((fit) => fit.score >= VILLAGE_LIKELY)
  const named = code === undefined ? undefined : fits.find((fit) => fit.place.code === code)
  const [best, second] = fits
  const sure = named ?? clearlyBest(fits, VILLAGE_SURE)
  if (sure) {
    const { place } = sure
    return value({ kind: 'village', value: place.code, town: place.town, shown: `${place.townName}${place.name}` })
  }
  if (!best) return missed(asked, 'invalid.village.none')
  if (looksLikeQuestion(input.text) && best.score < VILLAGE_SURE) return foreign(texts('invalid.village.none'))
  if (!second) {
    const { place } = best
    return {
      kind: 'echo',
      value: { kind: 'village', value: place.code, town: place.town, shown: `${place.townName}${place.name}` },
      question: texts('echo.village', { village: `${place.townName}${place.name}` }),
    }
  }
  return {
    kind: 'which',
    question: texts('invalid.village.which'),
    choices: fits.map(({ place }) => ({ value: `village:${place.code}`, label: `${place.townName}${place.name}` })),
  }
}

const oneOf = (text: string, offered: readonly Choice[]): string | undefined => {
  const read = parseChoice(text, offered)
  return read?.kind === 'one' ? read.value : undefined
}

const bareTown = (name: string): string => foldForMatch(name).replace(/(?:街道办事处|街道办|街道|镇政府|镇|乡|开发区)$/u, '')

/** A town by name, by sound, or by number among the choices. */
export const readTown = (asked: FieldContext): Reading => {
  const { input, context } = asked
  const choices = townChoices(asked.context.towns)
  const chosen = input.content.kind === 'choice' ? input.content.value : oneOf(input.text, choices)
  const said = bareTown(input.text)
  const town =
    context.towns.find((one) => `town:${one.code}` === chosen) ??
    context.towns.find((one) => bareTown(one.name) === said) ??
    context.towns.find((one) => said !== '' && samePinyin(bareTown(one.name), said))
  return town ? value({ kind: 'town', value: town.code, shown: town.name }) : missed(asked, 'invalid.town')
}

/** Towns as choices. */
export const townChoices = (towns: FieldContext['context']['towns']): readonly Choice[] =>
  towns.map(({ code, name }) => ({ value: `town:${code}`, label: name }))

/** Where a letter reaches somebody: at least four characters, Han among them. */
export const readAddress = (asked: FieldContext): Reading => {
  const given = asked.input.text.trim().replace(/\s+/g, ' ')
  if (looksLikeQuestion(given)) return foreign(asked.texts('invalid.address'))
  if (Array.from(given).length < 4 || !/\p{Script=Han}/u.test(given)) return wrong(asked.texts('invalid.address'))
  if (Array.from(given).length > 120) return wrong(asked.texts('invalid.text.long', { max: 120 }))
  return value({ kind: 'text', value: given, shown: given })
}

/** A pin on the map, or a place in words. */
export const readLocation = (asked: FieldContext): Reading => {
  const { content } = asked.input
  if (content.kind !== 'location') return readAddress(asked)
  const { latitude, longitude } = content
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return wrong(asked.texts('invalid.address'))
  return value({ kind: 'location', latitude, longitude, shown: asked.texts('shown.location', { place: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}` }) })
}
