import { createPinoLog } from '../adapters/observe/pino-log.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { GAP_KEPT_MS, GAP_STATES } from '../core/gap.ts'
import type { Gap, GapState } from '../core/gap.ts'
import type { Knowledge } from '../knowledge/index.ts'
import { loadBase } from '../world.ts'
import { withStore } from './gap-store.ts'
import { says } from './output.ts'

/** Which gaps are listed. */
export type ListOptions = { readonly state: readonly string[]; readonly cause?: 'missed' | 'unhelpful'; readonly json: boolean }

const NEAREST = 3
const DAY = 86_400_000

/** Gaps that are alike, with the intents nearest to the first of them. */
type Group = {
  readonly size: number
  readonly nearest: readonly { readonly intent: string; readonly title: string; readonly probability: number }[]
  readonly gaps: readonly Gap[]
}

/** A state by its name. Throws `gap.state`. */
const stateOf = (name: string): GapState => {
  const found = GAP_STATES.find((state) => state === name)
  if (!found) throw new AppError('gap.state', { name, names: GAP_STATES.join(', ') })
  return found
}

/** `xiangfa kb gaps`: what was missed or was no help, alike ones together, the largest group first. */
export const listGaps = async (config: Config, { state, cause, json }: ListOptions): Promise<void> => {
  const states = new Set(state.map(stateOf))
  const all = await withStore(config, (store) => store.gaps())
  const wanted = all.filter((gap) => gap.cause !== 'helped' && states.has(gap.state) && (cause === undefined || gap.cause === cause))
  const { knowledge } = await loadBase(createPinoLog('error'))
  const groups = groupsOf(wanted, knowledge)
  const rated = ratingsOf(all)
  if (json) return void process.stdout.write(`${JSON.stringify({ count: wanted.length, kept_days: GAP_KEPT_MS / DAY, groups, rated })}\n`)
  process.stdout.write(groups.length === 0 ? `${says('gaps.none')}\n` : `${groups.map(shown).join('\n\n')}\n`)
  const rows = Object.entries(rated).map(([intent, { helped, unhelpful }]) => says('gaps.rated', { intent, title: knowledge.title(intent), helped, unhelpful }))
  process.stdout.write(`\n${[...rows, says('gaps.kept', { days: GAP_KEPT_MS / DAY })].join('\n')}\n`)
}

const groupsOf = (gaps: readonly Gap[], knowledge: Knowledge): readonly Group[] =>
  knowledge.groups(gaps.map(({ text }) => text)).map((places) => {
    const members = places.flatMap((place) => gaps[place] ?? [])
    const nearest = knowledge
      .match(members[0]?.text ?? '')
      .filter(({ intent }) => intent !== '')
      .slice(0, NEAREST)
      .map(({ intent, probability }) => ({ intent, title: knowledge.title(intent), probability: Math.round(probability * 1_000) / 1_000 }))
    return { size: members.length, nearest, gaps: members }
  })

/** How often the answer of an intent was said to have helped or not, those that did not first. */
const ratingsOf = (gaps: readonly Gap[]): Readonly<Record<string, { readonly helped: number; readonly unhelpful: number }>> => {
  const counts = new Map<string, { readonly helped: number; readonly unhelpful: number }>()
  for (const { cause, best } of gaps) {
    if (cause === 'missed' || best === undefined) continue
    const before = counts.get(best) ?? { helped: 0, unhelpful: 0 }
    counts.set(best, { ...before, [cause]: before[cause] + 1 })
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b.unhelpful - a.unhelpful || b.helped - a.helped))
}

const shown = ({ size, nearest, gaps }: Group): string =>
  [
    `${size}×  ${nearest.map(({ intent, title, probability }) => `${probability.toFixed(2)} ${intent} ${title}`).join('  ') || '-'}`,
    ...gaps.map(
      ({ id, state, cause, best, text, at }) =>
        `  #${id}  ${state}  ${cause}${cause === 'unhelpful' && best !== undefined ? ` (${best})` : ''}  ${day(at)}  ${text === '' ? says('gaps.wordless') : text.replace(/\s+/g, ' ')}`,
    ),
  ].join('\n')

/** The day in China's time. */
const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** `xiangfa kb gaps set ID... STATE`. Throws `gap.state`, `gap.unknown`; then nothing is set. */
export const setGaps = async (config: Config, ids: readonly number[], name: string): Promise<void> => {
  const state = stateOf(name)
  await withStore(config, async (store) => {
    const known = new Set((await store.gaps()).map(({ id }) => id))
    const unknown = ids.find((id) => !known.has(id))
    if (ids.length === 0 || unknown !== undefined) throw new AppError('gap.unknown', { id: unknown ?? '' })
    const count = (await store.setGaps(ids, state)).length
    process.stdout.write(`${says('gaps.set', { count, state })}\n`)
  })
}
