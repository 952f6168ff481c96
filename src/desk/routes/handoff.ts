import { clearlyBest, foldForMatch, parseChoice } from '../../lang/index.ts'
import { nearestOffices, nearestVillages } from '../../core/dispatch.ts'
import type { TownCode } from '../../core/ids.ts'
import type { Position } from '../../core/roster.ts'
import type { Asking } from '../../core/handoff.ts'
import type { OpponentKind } from '../../core/turn.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import type { Route, RouteContext } from './context.ts'
import { nearestReply, officeOfTown, officeReply } from './office.ts'
import { townName } from './person-words.ts'
import { opponentChoices, requestPerson } from './person.ts'
import { relayToCounsel } from './relay.ts'

const SURE = 0.9
const POSSIBLE = 0.5
const MOST_MISSES = 2
const MOST_NEAR = 4
const MOST_FOUND = 20

/** While a counsel holds the chat: words are passed on. While something is asked before a handoff: reads the answer. */
export const handoffRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager' || snapshot.conversation.group) return pass
  const { state, ownerId } = snapshot.conversation
  if (ownerId) return take('handoff', { ...state, misses: 0 }, relayToCounsel(world, snapshot, input.content))
  if (!state.asking) return pass
  if (state.asking.what === 'safe-contact') return keepSafeContact(context, input.text)
  if (commandOf(world, 'villager', input.text) === 'cancel') return take('handoff', without(state, 'asking'), [send(world.texts('hand.cancelled'))])
  return state.asking.what === 'village' ? readVillage(context, state.asking) : readOpponent(context, state.asking)
}

/** How to reach somebody safely is kept for the counsel's eyes. A question instead is answered, and nothing is asked again. */
const keepSafeContact = ({ world, snapshot, input }: RouteContext, text: string) => {
  if (input.kind !== 'message' || input.content.kind !== 'text') return pass
  const next = without(snapshot.conversation.state, 'asking')
  const command = commandOf(world, 'villager', text)
  if (command === 'skip' || command === 'cancel') return take('handoff', next, [send(world.texts('hand.neutral'))])
  if (world.knowledge.understand(text, { misses: 0 }).kind === 'answer') return pass
  return take('handoff', { ...next, safeContact: text.slice(0, 200) }, [send(world.texts('hand.safe-kept'))])
}

const goOn = (context: RouteContext, asking: Asking, village: string | undefined, town: TownCode | undefined = asking.town) => {
  const { world, snapshot } = context
  if (asking.topic === 'office') {
    if (village !== undefined) {
      const [next, effects] = officeReply(world, snapshot, village)
      return take('handoff', next, [{ kind: 'set-village', villageCode: village }, ...effects])
    }
    if (town === undefined) return take('handoff', without(snapshot.conversation.state, 'asking'), [send(world.texts('office.none'))])
    return take('handoff', without(snapshot.conversation.state, 'asking'), [send(officeOfTown(world, town, snapshot.now))])
  }
  const home = village === undefined ? { skip: true, ...(town === undefined ? {} : { town }) } : { village }
  const { next, effects } = requestPerson(world, snapshot, asking.topic, home)
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
  if (input.content.kind === 'location') return readPosition(context, asking, input.content)
  const town = world.findTown(input.text)
  if (town && asking.topic === 'office') return goOn(context, asking, undefined, town.code)
  if (town && town.code !== asking.town)
    return take('handoff', { ...state, asking: { ...asking, town: town.code } }, [send(world.texts('hand.village-of-town', { town: town.name }))])
  const all = world.findPlaces(input.text, MOST_FOUND)
  const inTown = all.filter(({ place }) => place.town === asking.town)
  const found = (inTown.length > 0 ? inTown : all).slice(0, MOST_NEAR)
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

/** A place instead of a village's name: the offices near it, or the villages near it to choose from, or those of the town whose office is nearest. */
const readPosition = ({ world, snapshot }: RouteContext, asking: Asking, from: Position) => {
  const { state } = snapshot.conversation
  const offices = asking.topic === 'office' ? nearestReply(world, from, snapshot.now) : undefined
  if (offices !== undefined) return take('handoff', without(state, 'asking'), [send(offices)])
  const near = nearestVillages(world.roster, from).slice(0, MOST_NEAR)
  const choices = near.map((village) => ({ value: `village:${village.code}`, label: `${townName(world, village)}${village.name}` }))
  if (near.length > 0) return take('handoff', { ...state, asking }, [send({ text: world.texts('hand.village-which'), choices })])
  const [office] = [...nearestOffices(world.roster, from, snapshot.now, world.isWorkday)].sort((a, b) => a.km - b.km)
  if (!office) return take('handoff', { ...state, asking }, [send(world.texts('hand.village-again'))])
  const { townCode } = office.office
  const town = townName(world, { townCode })
  return take('handoff', { ...state, asking: { ...asking, town: townCode } }, [send(world.texts('hand.village-near', { town }))])
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
  const { next, effects } = requestPerson(world, snapshot, asking.topic, {
    opponent: opponent ?? 'person',
    skip: true,
    ...(asking.town === undefined ? {} : { town: asking.town }),
  })
  return take('handoff', next, effects)
}

const kinds: readonly OpponentKind[] = ['village', 'employer', 'person', 'authority', 'none']

const byWord = ({ world }: RouteContext, text: string): OpponentKind | undefined => {
  const said = foldForMatch(text)
  return kinds.find((kind) => (world.commands['opponent']?.[kind] ?? []).some((word) => said.includes(foldForMatch(word))))
}
