import type { SecondOpinion, Unsure } from '../core/second-opinion.ts'
import type { ConversationState, Effect } from '../core/turn.ts'
import { maskTold } from '../lang/index.ts'
import { send } from './decide.ts'
import type { RouteContext } from './routes/context.ts'
import type { Understanding, World } from './world.ts'

const MOST_CANDIDATES = 6
const LONGEST = 400
const MOST_READINGS = 3

/** What may be asked of somebody else, what is said about it, and what is remembered of that. */
export type Doubt = { readonly unsure?: Unsure; readonly say: readonly Effect[]; readonly sharing?: Pick<ConversationState, 'sharing'> }

/**
 * What the matcher is unsure of, where second opinions are configured and nobody gave one yet. Words leave the machine only with the person's consent to
 * the present text, which is asked for once (个人信息保护法 14, 23); without it the answer is as ever.
 */
export const doubtOf = (context: RouteContext, understood: Understanding, text: string): Doubt => {
  const { world, snapshot } = context
  const { secondOpinion } = world.settings
  const { state, group } = snapshot.conversation
  if (!secondOpinion || snapshot.opinion || group || !isUnsure(understood)) return { say: [] }
  const ids = understood.kind === 'clarify' ? understood.intents : []
  const candidates = [...new Set([...ids, ...world.knowledge.candidates(text)])].slice(0, MOST_CANDIDATES)
  if (candidates.length === 0) return { say: [] }
  const { outside } = secondOpinion
  if (outside && state.sharing?.version !== outside.version) {
    const asked = { sharing: { version: outside.version, given: false } }
    return { say: [send(world.texts('second-opinion.ask', { processor: outside.processor, purpose: outside.purpose }))], sharing: asked }
  }
  if (outside && !state.sharing?.given) return { say: [] }
  return { unsure: { text: masked(context, text), candidates: candidates.map((id) => ({ id, title: world.knowledge.title(id) })) }, say: [] }
}

/** Not what is answered, and not what is clearly nothing of the knowledge base. */
const isUnsure = (understood: Understanding): boolean =>
  understood.kind === 'clarify' || ((understood.kind === 'rephrase' || understood.kind === 'offer-person') && understood.best !== undefined)

const masked = ({ world, snapshot }: RouteContext, text: string): string => {
  const places = world.findPlacesIn(text, MOST_CANDIDATES).flatMap(({ place }) => [place.name, place.townName])
  return maskTold(text.slice(0, LONGEST), [snapshot.party.name], [...places, ...world.roster.towns.map(({ name }) => name)])
}

/**
 * What a message means after a second opinion: the question that it picked stands first among the readings, or it is offered as the only one. It never
 * answers by itself, and where it says none, readings that are a matter of life and limb stay.
 */
export const reconsider = (world: World, understood: Understanding, opinion: SecondOpinion | undefined, misses: number): Understanding => {
  if (!opinion || !isUnsure(understood)) return understood
  const readings = understood.kind === 'clarify' ? understood.intents : []
  if (opinion.kind === 'pick') return { kind: 'clarify', intents: [opinion.id, ...readings.filter((id) => id !== opinion.id)].slice(0, MOST_READINGS) }
  const [best] = readings
  const danger = readings.some((id) => world.knowledge.opinion(id, 'short')?.actions.includes('hotline:110') ?? false)
  return best === undefined || danger ? understood : { kind: misses > 0 ? 'offer-person' : 'rephrase', best }
}
