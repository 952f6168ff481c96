import type { PieceDraft } from '../../core/publicity.ts'
import { officeOf, servesVillage } from '../../core/roster.ts'
import type { Snapshot } from '../../core/turn.ts'
import { civilDate, momentIn } from '../../lang/index.ts'
import { outsideQuietHours } from '../draft-clock.ts'
import type { World } from '../world.ts'

/** What a message to one of the networks bears, with its title. */
const LONGEST = 500
const LONGEST_TITLE = 30
/** A group gets little at once. */
const LONGEST_SHORT = 80
const SURE_PLACE = 0.8

/** A line that plans a piece, read; or which text says what is wrong with it. `moved`: it would have gone out at night. */
export type PieceRead =
  | { readonly kind: 'ok'; readonly draft: PieceDraft; readonly moved: boolean }
  | { readonly kind: 'wrong'; readonly key: string; readonly vars?: Readonly<Record<string, string | number>> }

/** Reads `PLACES [TIME]` with the words below it, or `PLACES [TIME] 知识 QUESTION`. An author reaches only where they work. */
export const readPiece = (world: World, snapshot: Snapshot, said: string): PieceRead => {
  const [first = '', ...below] = said.split('\n')
  const mark = world.outreachTexts('publicity.knowledge-word')
  const at = first.indexOf(mark)
  const asked =
    at < 0
      ? undefined
      : first
          .slice(at + mark.length)
          .replace(/^[\s:：]+/u, '')
          .trim()
  const head = at < 0 ? first : first.slice(0, at)
  const { now } = snapshot
  const moment = momentIn(head, now, civilDate(now))
  if (moment && moment.at < now) return { kind: 'wrong', key: 'past' }
  const words = (moment?.rest ?? head).split(/[\s，,、;；]+/u).filter((word) => word !== '')
  const villages = words.flatMap((word) => placeOf(world, word) ?? [])
  if (villages.length === 0) return { kind: 'wrong', key: said.trim() === '' ? 'usage' : 'no-place' }
  const foreign = villages.filter((code) => !mayReach(world, snapshot, code))
  if (foreign.length > 0) return { kind: 'wrong', key: 'not-yours', vars: { places: placeNames(world, foreign) } }
  const content = asked === undefined ? written(below) : picked(world, asked)
  if (!content) return { kind: 'wrong', key: asked === undefined ? 'usage' : 'not-found', vars: { text: asked ?? '' } }
  if (content.text.length > LONGEST) return { kind: 'wrong', key: 'too-long', vars: { most: LONGEST, count: content.text.length } }
  const wanted = moment?.at ?? now
  const dueAt = outsideQuietHours(wanted)
  return { kind: 'ok', draft: { ...content, villages: [...new Set(villages)], dueAt }, moved: dueAt !== wanted }
}

/** Code of the village or town that a word names. A town's own word goes before a village that sounds like it. */
const placeOf = (world: World, word: string): string | undefined =>
  world.findTown(word)?.code ?? world.findPlacesIn(word, 1).find((one) => one.score >= SURE_PLACE)?.place.code

/** A counsel reaches the villages they serve, an office its town. */
const mayReach = ({ roster }: World, { party }: Snapshot, code: string): boolean => {
  if (party.role !== 'counsel') {
    const { officeId } = roster.staff.find((one) => one.id === party.staffId) ?? {}
    const town = roster.offices.find((one) => one.id === officeId)?.townCode
    return town !== undefined && officeOf(roster, town) !== undefined && code.startsWith(town)
  }
  const counsel = roster.counsel.find((one) => one.id === party.staffId)
  return counsel !== undefined && servesVillage(counsel, code)
}

type Content = Pick<PieceDraft, 'title' | 'text' | 'short' | 'intent'>

const written = (below: readonly string[]): Content | undefined => {
  const lines = below.map((line) => line.trim()).filter((line) => line !== '')
  const [title, ...rest] = lines
  if (title === undefined) return undefined
  const text = rest.length === 0 ? title : rest.join('\n')
  return { title: title.slice(0, LONGEST_TITLE), text, short: shortened(text) }
}

const picked = (world: World, asked: string): Content | undefined => {
  const understood = world.knowledge.understand(asked, { misses: 0 })
  const intent = understood.kind === 'answer' ? understood.intent : understood.kind === 'clarify' ? understood.intents[0] : undefined
  const full = intent === undefined ? undefined : world.knowledge.opinion(intent, 'full')
  if (intent === undefined || !full) return undefined
  const short = world.knowledge.opinion(intent, 'short')?.text ?? full.text
  return { intent, title: world.knowledge.title(intent).slice(0, LONGEST_TITLE), text: `${full.text}\n${full.basis}`.trim(), short: shortened(short) }
}

const shortened = (text: string): string => {
  const line = text.replace(/\n+/gu, ' ')
  return line.length > LONGEST_SHORT ? `${line.slice(0, LONGEST_SHORT)}…` : line
}

/** Names of villages and towns by their codes. */
export const placeNames = ({ roster, outreachTexts: says }: World, codes: readonly string[]): string =>
  codes
    .map((code) => {
      const village = roster.villages.find((one) => one.code === code)
      const town = roster.towns.find((one) => one.code === (village?.townCode ?? code))
      return town ? `${town.name}${village?.name ?? ''}` : says('publicity.county')
    })
    .join(says('publicity.between'))
