import { clearlyBest, foldForMatch, parseChoice } from '../../lang/index.ts'
import type { OpponentKind } from '../../core/turn.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import type { Route, RouteContext } from './context.ts'
import { officeReply } from './office.ts'
import { opponentChoices, requestPerson } from './person.ts'
import { relayToCounsel } from './relay.ts'

const SURE = 0.9
const POSSIBLE = 0.5
const MOST_MISSES = 2

/** While a counsel holds the chat: words are passed on. While something is asked before a handoff: reads the answer. */
export const handoffRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager' || snapshot.conversation.group) return pass
  const { state, ownerId } = snapshot.conversation
  if (ownerId) return take('handoff', { ...state, misses: 0 }, relayToCounsel(world, snapshot, input.content))
  if (!state.asking) return pass
  if (commandOf(world, 'villager', input.text) === 'cancel') return take('handoff', without(state, 'asking'), [send(world.texts('hand.cancelled'))])
  const { what, ...asking } = state.asking
  if (what === 'safe-contact') return keepSafeContact(context, input.text)
  return what === 'village' ? readVillage(context, { what, ...asking }) : readOpponent(context, { what, ...asking })
}

type Asking = { readonly what: 'village' | 'opponent'; readonly topic: string; readonly misses: number }

/** How to reach somebody safely is kept for the counsel's eyes. A question instead is answered, and nothing is asked again. */
const keepSafeContact = ({ world, snapshot, input }: RouteContext, text: string) => {
  if (input.kind !== 'message' || input.content.kind !== 'text') return pass
  const next = without(snapshot.conversation.state, 'asking')
  if (commandOf(world, 'villager', text) === 'skip') return take('handoff', next, [send(world.texts('hand.neutral'))])
  if (world.knowledge.understand(text, { misses: 0 }).kind === 'answer') return pass
  return take('handoff', { ...next, safeContact: text.slice(0, 200) }, [send(world.texts('hand.safe-kept'))])
}

const goOn = (context: RouteContext, asking: Asking, village: string | undefined) => {
  const { world, snapshot } = context
  if (asking.topic === 'office') {
    if (village === undefined) return take('handoff', without(snapshot.conversation.state, 'asking'), [send(world.texts('office.none'))])
    const [next, effects] = officeReply(world, snapshot, village)
    return take('handoff', next, [{ kind: 'set-village', villageCode: village }, ...effects])
  }
  const { next, effects } = requestPerson(world, snapshot, asking.topic, village === undefined ? { skip: true } : { village })
  return take('handoff', next, effects)
}

const readVillage = (context: RouteContext, asking: Asking) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const { state } = snapshot.conversation
  if (input.content.kind === 'choice' && input.content.value.startsWith('village:')) return goOn(context, asking, input.content.value.slice(8))
  if (commandOf(world, 'villager', input.text) === 'skip') return goOn(context, asking, undefined)
  const offered = state.offered ? parseChoice(input.text, state.offered) : undefined
  if (offered?.kind === 'one' && offered.value.startsWith('village:')) return goOn(context, asking, offered.value.slice(8))
  const found = world.findPlaces(input.text, 4)
  const best = clearlyBest(found, SURE)
  if (best) return goOn(context, asking, best.place.code)
  const near = found.filter((one) => one.score >= POSSIBLE)
  if (near.length > 0)
    return take('handoff', { ...state, asking }, [
      send({
        text: world.texts('hand.village-which'),
        choices: near.map(({ place }) => ({ value: `village:${place.code}`, label: `${place.townName}${place.name}` })),
      }),
    ])
  // A question instead of a village: it is answered, and nothing is asked for again until the person wants it.
  const { kind } = world.knowledge.understand(input.text, { misses: 0 })
  if (kind === 'answer') return pass
  if (asking.misses + 1 >= MOST_MISSES) return goOn(context, asking, undefined)
  return take('handoff', { ...state, asking: { ...asking, misses: asking.misses + 1 } }, [send(world.texts('hand.village-again'))])
}

/** Who the other side is, by number, label or a word for it; whatever else is said counts as another person. */
const readOpponent = (context: RouteContext, asking: Asking) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const choice = input.content.kind === 'choice' ? { kind: 'one' as const, value: input.content.value } : parseChoice(input.text, opponentChoices(world))
  const value = choice?.kind === 'one' && choice.value.startsWith('opponent:') ? choice.value.slice(9) : undefined
  const opponent = kinds.find((kind) => kind === value) ?? byWord(context, input.text)
  if (!opponent && asking.misses === 0)
    return take('handoff', { ...snapshot.conversation.state, asking: { ...asking, misses: 1 } }, [
      send({ text: world.texts('hand.ask-opponent'), choices: opponentChoices(world) }),
    ])
  const { next, effects } = requestPerson(world, snapshot, asking.topic, { opponent: opponent ?? 'person', skip: true })
  return take('handoff', next, effects)
}

const kinds: readonly OpponentKind[] = ['village', 'employer', 'person', 'authority', 'none']

const byWord = ({ world }: RouteContext, text: string): OpponentKind | undefined => {
  const said = foldForMatch(text)
  return kinds.find((kind) => (world.commands['opponent']?.[kind] ?? []).some((word) => said.includes(foldForMatch(word))))
}
