import type { Decision, ReferralDraft } from '../../core/turn.ts'
import { findPhones, parsePersonName, parseYesNo } from '../../lang/index.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import { recordReferral } from '../referral.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { formCalled } from '../form-words.ts'
import { fillIn, isFilling, openFlow, resumeFlow } from './flow.ts'

const SURE_PLACE = 0.8

/** What a grid worker says: refers a villager in one line, with that person's agreement, or asks how. */
export const gridRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || party.role !== 'grid-worker' || party.staffId === undefined || conversation.group) return pass
  const { state } = conversation
  const line = staffCommandOf(world, 'grid-worker', input.text)
  const greeting = state.greeted ? '' : `${world.texts('grid.welcome', { name: party.name })}\n`
  const known = { ...state, greeted: true }
  if (line?.command === 'fill') return fillIn(context)
  if (line?.command === 'resume' && snapshot.run) return resumeFlow(context)
  const form = formCalled(world, input.text, 'grid-worker')
  if (form) return openFlow(context, form.id)
  if (!line && !state.referral && isFilling(snapshot)) return pass
  if (line?.command === 'refer') return readReferral(context, line.rest)
  if (state.referral) {
    const yes = parseYesNo(input.text)
    if (yes === true) return save(context, party.staffId, state.referral)
    if (yes === false) return take('command', without(known, 'referral'), [send(world.texts('grid.dropped'))])
    return take('command', known, [send(echo(world, state.referral))])
  }
  return take('command', known, [send(`${greeting}${world.texts('grid.usage')}`)])
}

const readReferral = ({ world, snapshot }: RouteContext, rest: string): Decision => {
  const state = { ...snapshot.conversation.state, greeted: true }
  const words = rest.split(/[\s,，、;；]+/u).filter((word) => word !== '')
  const name = words.map((word) => parsePersonName(word)).find((read) => read?.kind === 'ok')
  if (words.length < 3 || name?.kind !== 'ok') return take('command', state, [send(world.texts('grid.usage'))])
  const phone = findPhones(rest)[0]
  const place = world.findPlacesIn(rest, 1).find((one) => one.score >= SURE_PLACE)?.place
  const matter = words.filter((word) => word !== name.name && !(phone !== undefined && word.includes(phone)) && !(place && isPlaceWord(word, place))).join('，')
  const draft: ReferralDraft = {
    name: name.name,
    ...(place ? { villageCode: place.code, village: `${place.townName}${place.name}` } : {}),
    ...(phone === undefined ? {} : { phone }),
    matter: matter === '' ? world.texts('topic.unknown') : matter,
  }
  return take('command', { ...state, referral: draft }, [send(echo(world, draft))])
}

const isPlaceWord = (word: string, place: { readonly name: string; readonly townName: string }): boolean =>
  word
    .replace(/(村民委员会|村委会|居委会|社区|村)$/u, '')
    .replace(place.townName, '')
    .replace(/^莱西市?/u, '') === place.name || word === place.townName

const echo = (world: World, draft: ReferralDraft): string =>
  world.texts('grid.echo', {
    name: draft.name,
    village: draft.village ?? world.texts('grid.no-village'),
    matter: draft.matter,
    phone: draft.phone ?? world.texts('grid.no-phone'),
  })

const save = ({ world, snapshot }: RouteContext, gridWorkerId: string, draft: ReferralDraft): Decision =>
  take('command', without({ ...snapshot.conversation.state, greeted: true }, 'referral'), recordReferral(world, snapshot, gridWorkerId, draft))
