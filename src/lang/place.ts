import { fuzzySyllable, toPinyin } from './pinyin.ts'
import { foldForMatch } from './text.ts'

/** A place people name. `town` is the 9-digit code of its town. */
export type Place = { readonly code: string; readonly name: string; readonly town: string; readonly townName: string; readonly aliases: readonly string[] }
/** How well a place fits, 0..1. */
export type PlaceFit = { readonly place: Place; readonly score: number }

type Entry = { readonly place: Place; readonly name: string; readonly sound: string; readonly town: string; readonly townSound: string }
/** Places made ready for look-up. */
export type PlaceIndex = {
  readonly entries: readonly Entry[]
  readonly byName: ReadonlyMap<string, readonly Entry[]>
  readonly towns: ReadonlyMap<string, string>
  readonly longest: number
}

const VILLAGE_TAIL = /(?:村民委员会|社区居民委员会|居民委员会|村委会|居委会|社区居委会|村委|居委|社区|村里|村|大队|庄里)$/u
const TOWN_TAIL = /(?:街道办事处|街道办|街道|镇政府|镇|乡)$/u
const REGION = /^(?:山东省?|青岛市?|莱西市?|莱西县)+/u
const LEAD = /^(?:我们|咱们|俺们|我|咱|俺)?(?:家)?(?:是|在|住|住在|的|属于|来自)*/u
const TAIL_TALK = /(?:的|人|这边|这里|那里|那边|啊|呀|哈)+$/u

const bare = (name: string): string => {
  const cut = foldForMatch(name).replace(VILLAGE_TAIL, '')
  return Array.from(cut).length >= 2 ? cut : foldForMatch(name)
}
const bareTown = (name: string): string => foldForMatch(name).replace(TOWN_TAIL, '')
const sound = (text: string): string => toPinyin(text).map(fuzzySyllable).join(' ')

/** Makes places ready for look-up by name, alias and sound. */
export const buildPlaceIndex = (places: readonly Place[]): PlaceIndex => {
  const entries = places.flatMap((place) =>
    [place.name, ...place.aliases].map((called): Entry => {
      const name = bare(called)
      const town = bareTown(place.townName)
      return { place, name, sound: sound(name), town, townSound: sound(town) }
    }),
  )
  const byName = new Map<string, Entry[]>()
  for (const entry of entries) byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry])
  return {
    entries,
    byName,
    towns: new Map(entries.map((entry) => [entry.town, entry.townSound])),
    longest: Math.max(0, ...entries.map((entry) => Array.from(entry.name).length)),
  }
}

const best = (fits: readonly PlaceFit[], limit: number): readonly PlaceFit[] => {
  const byCode = new Map<string, PlaceFit>()
  for (const fit of fits) if ((byCode.get(fit.place.code)?.score ?? 0) < fit.score) byCode.set(fit.place.code, fit)
  return [...byCode.values()].sort((a, b) => b.score - a.score || (a.place.code < b.place.code ? -1 : 1)).slice(0, limit)
}

/** The town said at the beginning, by name or sound, and what follows it. */
const splitTown = (index: PlaceIndex, text: string): { readonly town: string | undefined; readonly rest: string } => {
  for (const [town, townSound] of index.towns) {
    const characters = Array.from(text)
    const head = characters.slice(0, Array.from(town).length).join('')
    if (head !== town && (sound(head) !== townSound || characters.length <= Array.from(town).length)) continue
    const rest = characters
      .slice(Array.from(town).length)
      .join('')
      .replace(/^(?:街道办事处|街道办|街道|镇|乡)/u, '')
    return { town, rest }
  }
  return { town: undefined, rest: text }
}

/** Places that a whole message may name, best first. The same name in two towns gives both, equal, unless the town is said. */
export const matchPlaceName = (index: PlaceIndex, text: string, limit: number): readonly PlaceFit[] => {
  if (text.length > 60) return []
  const said = foldForMatch(text).replace(LEAD, '').replace(REGION, '').replace(TAIL_TALK, '')
  if (said === '') return []
  const plain = fitsOf(index, bare(said), undefined)
  const { town, rest } = splitTown(index, said)
  // A message that is a town's name and nothing else names no village.
  const inTown = town === undefined || rest === '' ? [] : fitsOf(index, bare(rest), town)
  return best([...inTown, ...plain], limit)
}

/** The town that a whole message names and nothing else, by name, alias or sound, as in 我是店埠的; undefined for none, or for two of one sound. */
export const matchTownName = <Town extends { readonly name: string; readonly aliases?: readonly string[] }>(
  towns: readonly Town[],
  text: string,
): Town | undefined => {
  if (text.length > 30) return undefined
  const said = bareTown(foldForMatch(text).replace(LEAD, '').replace(REGION, '').replace(TAIL_TALK, ''))
  if (Array.from(said).length < 2) return undefined
  const named = (town: Town) => [town.name, ...(town.aliases ?? [])].map(bareTown)
  const exact = towns.filter((town) => named(town).includes(said))
  const heard = exact.length > 0 ? exact : towns.filter((town) => named(town).some((name) => sound(name) === sound(said)))
  return heard.length === 1 ? heard[0] : undefined
}

const fitsOf = (index: PlaceIndex, name: string, town: string | undefined): readonly PlaceFit[] => {
  if (name === '' || Array.from(name).length > index.longest + 4) return []
  const said = sound(name)
  return index.entries.flatMap((entry): readonly PlaceFit[] => {
    if (town !== undefined && entry.town !== town) return []
    const fit = fitName(entry, name, said)
    if (fit === 0) return []
    return [{ place: entry.place, score: town === undefined ? fit * 0.95 : Math.min(1, fit + 0.02) }]
  })
}

const fitName = (entry: Entry, name: string, said: string): number => {
  if (entry.name === name) return 1
  if (entry.sound === said) return 0.92
  const length = Array.from(name).length
  if (length >= 2 && entry.name.startsWith(name)) return 0.7
  if (length >= 2 && entry.name.includes(name)) return 0.62
  const near = similarity(entry.sound.split(' '), said.split(' '))
  return near >= 0.6 ? 0.5 + (near - 0.6) * 0.4 : 0
}

/** Share of equal syllables after the best alignment: 1 for equal, 0 for nothing in common. */
const similarity = (a: readonly string[], b: readonly string[]): number => {
  if (Math.abs(a.length - b.length) > 1) return 0
  let row = b.map((_, index) => index + 1)
  let head = 0
  for (const [i, left] of a.entries()) {
    let before = head
    head = i + 1
    let side = head
    row = row.map((above, j) => {
      const value = Math.min(above + 1, side + 1, before + (left === b[j] ? 0 : 1))
      before = above
      side = value
      return value
    })
  }
  return 1 - (row[row.length - 1] ?? a.length) / Math.max(a.length, b.length)
}

/** Places mentioned inside a sentence, best first: a name behind its town, or one that says 村 or 庄 itself. */
export const findPlaces = (index: PlaceIndex, text: string, limit: number): readonly PlaceFit[] => {
  const characters = Array.from(foldForMatch(text.slice(0, 500)))
  const fits: PlaceFit[] = []
  for (let at = 0; at < characters.length; at += 1)
    for (let length = Math.min(index.longest, characters.length - at); length >= 2; length -= 1) {
      const entries = index.byName.get(characters.slice(at, at + length).join(''))
      if (!entries) continue
      const before = characters.slice(Math.max(0, at - 6), at).join('')
      const after = characters.slice(at + length, at + length + 2).join('')
      for (const entry of entries) {
        const inTown = before.replace(TOWN_TAIL, '').endsWith(entry.town)
        const marked = /^(?:村|社区|居委|庄)/u.test(after) || /[庄村屯埠疃家夼]$/u.test(entry.name)
        const score = inTown ? 1 : marked && length >= 3 ? 0.92 : marked ? 0.85 : length >= 4 ? 0.8 : 0.5
        fits.push({ place: entry.place, score: entries.length > 1 && !inTown ? score * 0.7 : score })
      }
      break
    }
  return best(fits, limit)
}

/** The best of places that fit, where it fits at least so well and no other fits as well; `found` best first. */
export const clearlyBest = <Fit extends { readonly score: number }>(found: readonly Fit[], sure: number): Fit | undefined => {
  const [first, second] = found
  return first && first.score >= sure && (!second || second.score < first.score) ? first : undefined
}
