import type { IsWorkday } from './duty.ts'
import { backAt, nextDutyAt, onDutyAt, onLeaveAt } from './duty.ts'
import type { CounselId, Instant, TownCode } from './ids.ts'
import { distanceKm } from './position.ts'
import { isOnDuty, officeOf, servesVillage, villageOf } from './roster.ts'
import type { Counsel, Office, Position, Roster, Village } from './roster.ts'
import type { OpponentKind } from './turn.ts'
import { namesCommittee } from '../lang/index.ts'

/** How far a request is offered: to counsel of the village, of villages near it, of its town, of the county. */
export type DispatchStep = 'own' | 'neighbour' | 'town' | 'county'

/** What a counsel has in hand, and took within a month. `cases`: legal-aid cases assigned and not ended. */
export type Load = { readonly open: number; readonly month: number; readonly cases?: number }

/** Why a counsel is asked. Numbers are filled into the text of their key. */
export type Reason =
  | { readonly key: DispatchStep | 'on-duty' | 'speciality' | 'language' }
  | { readonly key: 'load'; readonly open: number; readonly month: number }
  | { readonly key: 'distance'; readonly km: number }

/** Why a counsel is left out: retained by the village that is the other side, or perhaps so where nobody said which it is, or by the other side itself; away, busy, off duty, or full. */
export type Exclusion = 'village-retains' | 'village-unknown' | 'client' | 'leave' | 'off-duty' | 'full'

/** What is asked, and of whom it must not be asked. */
export type DispatchRequest = {
  readonly village?: string
  /** The person's town, where the village is not known. */
  readonly town?: TownCode
  /** First part of the intent, e.g. `labour`. */
  readonly topic: string
  readonly opponent: OpponentKind
  /** Names of the other side, as said. */
  readonly opponentName?: string
  /** The person's own words, in which they may name a language. */
  readonly words?: string
  readonly now: Instant
  readonly isWorkday: IsWorkday
  readonly loads: ReadonlyMap<CounselId, Load>
}

/** A counsel who may be asked, with what speaks for it. */
export type Candidate = { readonly counsel: Counsel; readonly step: DispatchStep; readonly reasons: readonly Reason[] }

/** Everybody who may be asked, nearest step first, within it the best; who may not, and why. `wakesAt`: when the next of those off duty comes on. */
export type Dispatch = {
  readonly candidates: readonly Candidate[]
  readonly excluded: readonly { readonly counsel: Counsel; readonly why: Exclusion }[]
  readonly office?: Office
  readonly wakesAt?: Instant
}

const STEPS: readonly DispatchStep[] = ['own', 'neighbour', 'town', 'county']
const NEIGHBOUR_KM = 6
/** Stands for a distance that is not known. */
const FAR_KM = 1_000
const NO_LOAD: Load = { open: 0, month: 0 }

/**
 * Finds who answers for a village, with reasons. Own village goes before speciality, speciality before load, load before distance,
 * distance before language. A village's counsel is retained by its committee, so whoever has the
 * committee against them never gets that village's counsel, nor one who may be where the village was not said; nor anybody a counsel whom the other side retains (律师法 39 and the rules
 * on conflicts of interest that firms must keep under 律师法 23).
 */
export const dispatch = (roster: Roster, request: DispatchRequest): Dispatch => {
  const { now, isWorkday, loads } = request
  const village = villageOf(roster, request.village)
  const candidates: (Candidate & { readonly rank: readonly number[] })[] = []
  const excluded: Dispatch['excluded'][number][] = []
  let wakesAt: Instant | undefined
  const side = sideOf(request)
  const opponentVillages = villagesAgainst(roster, side)
  for (const counsel of roster.counsel) {
    const load = loads.get(counsel.id) ?? NO_LOAD
    const conflict = conflictOf(counsel, village, opponentVillages, side)
    if (conflict) excluded.push({ counsel, why: conflict })
    else if (!isOnDuty(counsel, now, isWorkday)) {
      excluded.push({ counsel, why: onLeaveAt(counsel.leave ?? [], now) ? 'leave' : 'off-duty' })
      const next = counsel.busy || counsel.onDuty === false ? undefined : nextDutyAt(counsel.duty, backAt(counsel.leave ?? [], now), isWorkday)
      if (next !== undefined && (wakesAt === undefined || next < wakesAt)) wakesAt = next
    } else if (load.open >= counsel.capacity) excluded.push({ counsel, why: 'full' })
    else candidates.push(candidateOf(roster, counsel, village, load, request))
  }
  const office = officeOf(roster, village?.townCode ?? request.town)
  const ranked = candidates.sort((a, b) => compareRanks(a.rank, b.rank) || (a.counsel.id < b.counsel.id ? -1 : 1))
  return { candidates: ranked, excluded, ...(office ? { office } : {}), ...(wakesAt === undefined ? {} : { wakesAt }) }
}

/** The next to ask: the best of the nearest step in which somebody was not asked yet. Empty where everybody was. */
export const nextWave = (found: Dispatch, asked: ReadonlySet<CounselId>, most: number): readonly Candidate[] => {
  const left = found.candidates.filter((one) => !asked.has(one.counsel.id))
  return left.filter((one) => one.step === left[0]?.step).slice(0, most)
}

/** Whatever kind of party it was said to be: one that has a committee's name is the village. */
const sideOf = <R extends Pick<DispatchRequest, 'opponent' | 'opponentName'>>(request: R): R =>
  namesCommittee(request.opponentName ?? '') ? { ...request, opponent: 'village' } : request

const overlaps = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

const namedIn = (name: string, village: Village): boolean => [village.name, ...village.aliases].some((called) => called.length >= 2 && name.includes(called))

const conflictOf = (
  counsel: Counsel,
  village: Village | undefined,
  opponentVillages: readonly Village[],
  request: Pick<DispatchRequest, 'town' | 'opponent' | 'opponentName'>,
): 'village-retains' | 'village-unknown' | 'client' | undefined => {
  const { opponentName = '', opponent } = request
  if (opponent === 'village' && village && servesVillage(counsel, village.code)) return 'village-retains'
  if (opponent === 'village' && !village && counsel.villages.some((code) => overlaps(code, request.town ?? ''))) return 'village-unknown'
  if (opponentVillages.some(({ code }) => servesVillage(counsel, code))) return 'village-retains'
  return opponentName !== '' && (counsel.clients ?? []).some((client) => client !== '' && (opponentName.includes(client) || client.includes(opponentName)))
    ? 'client'
    : undefined
}

const villagesAgainst = (roster: Roster, { opponent, opponentName = '' }: Pick<DispatchRequest, 'opponent' | 'opponentName'>): readonly Village[] =>
  opponent === 'village' && opponentName !== '' ? roster.villages.filter((one) => namedIn(opponentName, one)) : []

/** Why a counsel must not act against the other side, whoever is on duty; undefined: nothing speaks against it. */
export const conflictWith = (
  roster: Roster,
  counsel: Counsel,
  request: Pick<DispatchRequest, 'village' | 'town' | 'opponent' | 'opponentName'>,
): 'village-retains' | 'village-unknown' | 'client' | undefined =>
  conflictOf(counsel, villageOf(roster, request.village), villagesAgainst(roster, sideOf(request)), sideOf(request))

const candidateOf = (
  roster: Roster,
  counsel: Counsel,
  village: Village | undefined,
  load: Load,
  request: DispatchRequest,
): Candidate & { readonly rank: readonly number[] } => {
  const { step, km } = stepOf(roster, counsel, village, request.town)
  const speciality = counsel.specialities.includes(request.topic)
  const language = (counsel.languages ?? []).some((one) => one !== '' && request.words?.includes(one))
  // Fair over a month: ten taken in a month weigh as much as one in hand. Small differences do not outweigh distance.
  const weight = (load.open + load.month / 10) / counsel.capacity
  const rank = [STEPS.indexOf(step), speciality ? 0 : 1, Math.round(weight * 20), km ?? FAR_KM, language ? 0 : 1]
  const reasons: Reason[] = [{ key: step }, { key: 'on-duty' }]
  if (speciality) reasons.push({ key: 'speciality' })
  reasons.push({ key: 'load', open: load.open, month: load.month })
  if (km !== undefined && step !== 'own') reasons.push({ key: 'distance', km: Math.round(km * 10) / 10 })
  if (language) reasons.push({ key: 'language' })
  return { counsel, step, reasons, rank }
}

const compareRanks = (a: readonly number[], b: readonly number[]): number => {
  for (const [at, value] of a.entries()) if (value !== b[at]) return value - (b[at] ?? 0)
  return 0
}

const stepOf = (roster: Roster, counsel: Counsel, village: Village | undefined, town?: TownCode): { readonly step: DispatchStep; readonly km?: number } => {
  if (!village) return { step: town !== undefined && counsel.villages.some((code) => overlaps(code, town)) ? 'town' : 'county' }
  if (servesVillage(counsel, village.code)) return { step: 'own', km: 0 }
  const km = nearest(roster, counsel, village)
  const near = km === undefined ? {} : { km }
  if (km !== undefined && km <= NEIGHBOUR_KM) return { step: 'neighbour', ...near }
  // Without positions a village's neighbours are not known; those of its town are.
  return { step: counsel.villages.some((code) => code.startsWith(village.townCode)) ? 'town' : 'county', ...near }
}

const nearest = (roster: Roster, counsel: Counsel, village: Village): number | undefined => {
  const from = village.position
  if (!from) return undefined
  let best: number | undefined
  for (const served of roster.villages) {
    if (!served.position || !servesVillage(counsel, served.code)) continue
    const km = distanceKm(from, served.position)
    if (best === undefined || km < best) best = km
  }
  return best
}

/** An office with how far it is and whether somebody is there. */
export type NearOffice = { readonly office: Office; readonly km: number; readonly open: boolean }

const NEAR_VILLAGE_KM = 5

/** Villages within five kilometres of a place, nearest first; empty where no village's place is known. */
export const nearestVillages = (roster: Roster, from: Position): readonly Village[] =>
  roster.villages
    .flatMap((village) => (village.position ? [{ village, km: distanceKm(from, village.position) }] : []))
    .filter(({ km }) => km <= NEAR_VILLAGE_KM)
    .sort((a, b) => a.km - b.km)
    .map(({ village }) => village)

/** Offices whose place is known, those open now first, then the nearest. */
export const nearestOffices = (roster: Roster, from: Position, now: Instant, isWorkday: IsWorkday): readonly NearOffice[] =>
  roster.offices
    .flatMap((office) => (office.position ? [{ office, km: distanceKm(from, office.position), open: onDutyAt(office.duty, now, isWorkday) }] : []))
    .sort((a, b) => Number(b.open) - Number(a.open) || a.km - b.km)
