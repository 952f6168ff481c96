import type { ReferralDraft } from '../core/referral.ts'
import { findPhones, parsePersonName } from '../lang/index.ts'
import type { World } from './world.ts'

const SURE_PLACE = 0.8

/** What a grid worker wrote in one line: name, village, matter, telephone, and at its end 急 with the reason ('' where none was given). undefined: too little. */
export const readReferral = (world: World, written: string): ReferralDraft | undefined => {
  const [rest, urgent] = withoutUrgency(world, written)
  const words = rest.split(/[\s,，、;；]+/u).filter((word) => word !== '')
  const name = words.map((word) => parsePersonName(word)).find((read) => read?.kind === 'ok')
  if (words.length < 3 || name?.kind !== 'ok') return undefined
  const phone = findPhones(rest)[0]
  const place = world.findPlacesIn(rest, 1).find((one) => one.score >= SURE_PLACE)?.place
  const matter = words.filter((word) => word !== name.name && !(phone !== undefined && word.includes(phone)) && !(place && isPlaceWord(word, place))).join('，')
  return {
    name: name.name,
    ...(place ? { villageCode: place.code, village: `${place.townName}${place.name}` } : {}),
    ...(phone === undefined ? {} : { phone }),
    matter: matter === '' ? world.texts('topic.unknown') : matter,
    ...(urgent === undefined ? {} : { urgent }),
  }
}

const withoutUrgency = (world: World, text: string): readonly [string, string?] => {
  const words = (world.commands['grid-worker']?.['urgent'] ?? []).toSorted((a, b) => b.length - a.length)
  const match = new RegExp(`[\\s,，;；。](?:${words.join('|')})(?:[\\s:：,，]+(.*))?$`, 'su').exec(text)
  return match ? [text.slice(0, match.index), (match[1] ?? '').trim()] : [text]
}

const bare = (name: string): string => name.replace(/(村民委员会|村委会|居委会|社区|村)$/u, '')

const isPlaceWord = (word: string, place: { readonly name: string; readonly townName: string }): boolean =>
  bare(word)
    .replace(place.townName, '')
    .replace(/^莱西市?/u, '') === bare(place.name) || word === place.townName
