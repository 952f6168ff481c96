import { PAGE } from '../core/message.ts'
import type { Address } from '../core/message.ts'
import { PASS_MS } from '../core/pass.ts'
import type { Effect } from '../core/turn.ts'
import { isSensitive } from '../flow/index.ts'
import { send, without } from './decide.ts'
import type { Taken } from './decide.ts'
import type { RouteContext } from './routes/context.ts'

/** Whether two addresses are one door of a person; all their web pages show the same. */
export const sameDoor = (a: Address, b: Address): boolean =>
  a.channel === b.channel && (a.channel === PAGE.channel || (a.account === b.account && a.chat === b.chat))

/**
 * What a turn may say at its door. Where sensitive data must not pass, what asks for or shows them stands on the page instead, and the
 * door gets a one-time link; when the page has asked it all, the next question is asked at both.
 */
export const guardDoor = (context: RouteContext, taken: Taken): Taken => remembered(context, context.mayPass ? comeBack(context, taken) : leave(context, taken))

type Send = Extract<Effect, { kind: 'send' }>
const isHidden = (effect: Effect): effect is Send => effect.kind === 'send' && effect.part.sensitive === true && effect.to === undefined

const leave = ({ world, snapshot }: RouteContext, taken: Taken): Taken => {
  const first = taken.effects.find(isHidden)
  if (!first) return taken
  const { publicUrl } = world.settings
  const link: readonly Effect[] =
    publicUrl === undefined
      ? [send(world.texts('door.no-page'), first.class)]
      : [
          { kind: 'issue-pass', pass: { kind: 'page', token: snapshot.secret, partyId: snapshot.party.id, expiresAt: snapshot.now + PASS_MS.page } },
          send(world.texts('door.page', { url: `${publicUrl}/in/${snapshot.secret}`, minutes: PASS_MS.page / 60_000 }), first.class),
        ]
  // The page ends with the question, whatever was said at the door.
  const effects = taken.effects.flatMap((effect): readonly Effect[] =>
    isHidden(effect) ? [...(effect === first ? link : []), { ...effect, to: PAGE }] : [effect],
  )
  return { ...taken, next: { ...taken.next, away: snapshot.conversation.address }, effects }
}

/** At the page: when the sensitive questions are over, the door that the form came from hears what is said too. */
const comeBack = (context: RouteContext, taken: Taken): Taken => {
  const { world, snapshot } = context
  const { away, ...rest } = taken.next
  if (!away) return taken
  if (sameDoor(away, snapshot.conversation.address)) return { ...taken, next: rest }
  const run = taken.effects.find((effect) => (effect.kind === 'save-run' || effect.kind === 'end-run') && effect.id === snapshot.run?.id)
  if (run?.kind !== 'save-run' && run?.kind !== 'end-run') return taken
  const flow = world.flows.get(run.state.flow)
  if (run.kind === 'save-run' && (run.state.paused || !flow || isSensitive(flow, run.state))) return taken
  const said = taken.effects.filter((effect): effect is Send => effect.kind === 'send' && !effect.part.sensitive && effect.to === undefined)
  const first = said[0]
  if (!first) return { ...taken, next: rest }
  const over = run.kind === 'end-run'
  const here = send(world.texts(over ? 'door.over-here' : 'door.back-here', { door: world.texts(`door.names.${away.channel}`) }), first.class)
  const there: readonly Send[] = [
    { kind: 'send', class: first.class, part: { text: world.texts(over ? 'door.over-there' : 'door.back-there') }, to: away },
    ...said.map((effect) => ({ ...effect, to: away })),
  ]
  const at = taken.effects.indexOf(first)
  return { ...taken, next: rest, effects: [...taken.effects.slice(0, at), here, ...taken.effects.slice(at), ...there] }
}

/** At which doors the pending question of a form was asked. */
const remembered = ({ snapshot }: RouteContext, taken: Taken): Taken => {
  const ended = taken.effects.some((effect) => effect.kind === 'end-run' && effect.id === snapshot.run?.id)
  if (ended && !taken.effects.some((effect) => effect.kind === 'start-run')) return { ...taken, next: without(taken.next, 'asked', 'away') }
  const said = taken.effects.filter((effect): effect is Send => effect.kind === 'send')
  if (taken.route !== 'flow' || said.length === 0) return taken
  const doors = said.map((effect) => effect.to ?? snapshot.conversation.address)
  const asked = doors.filter((door, index) => doors.findIndex((other) => sameDoor(other, door)) === index)
  return { ...taken, next: { ...taken.next, asked } }
}
