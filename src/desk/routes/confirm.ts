import { codeIn } from '../../core/figure-code.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import type { PendingConfirmation } from '../../core/task.ts'
import type { ConversationState, Decision, Effect } from '../../core/turn.ts'
import { reviewLines } from '../../flow/index.ts'
import { foldForMatch, parseChoice, parseYesNo } from '../../lang/index.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, tellNotice, without } from '../decide.ts'
import { submit } from '../submit/submit.ts'
import { unsendText } from '../text-message.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { isFilling, openFlow } from './flow.ts'

const MOST_CODES = 5
const MOST_TAILS = 3
const LOCKED_MS = 24 * 3_600_000

/** The person for whom somebody filled in a form confirms it at their own door: the code, four figures only they share, then what was filled in, for a yes. */
export const confirmRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { state, ownerId, group } = snapshot.conversation
  if (input.kind !== 'message' || snapshot.party.role !== 'villager' || ownerId || group) return pass
  const code = codeIn(input.text, CONFIRMATION_FIGURES)
  const said = foldForMatch(input.text).replace(/\d/g, '')
  const offered = code !== undefined && (said === '' || world.texts('confirm.words').split(' ').includes(said))
  if (offered && !isFilling(snapshot)) return readCode(context)
  if (!state.confirming) return pass
  const command = commandOf(world, 'villager', input.text)
  if (command === 'cancel') return take('flow', without(state, 'confirming'), [send(world.texts('confirm.later'))])
  if (command !== undefined && command !== 'yes') return pass
  const { confirmation } = snapshot
  if (confirmation?.id !== state.confirming.id || confirmation.status !== 'waiting')
    return take('flow', without(state, 'confirming'), [send(world.texts('confirm.gone'))])
  return state.confirming.step === 'tail' ? readTail(context, confirmation, state.confirming.misses) : readConsent(context, confirmation)
}

const readCode = ({ world, snapshot }: RouteContext): Decision => {
  const { state, id } = snapshot.conversation
  const { confirmation, now } = snapshot
  const misses = state.codes && now - state.codes.at < LOCKED_MS ? state.codes.misses : 0
  if (misses >= MOST_CODES) return take('flow', state, [send(world.texts('confirm.locked'))])
  if (confirmation?.status !== 'waiting' || confirmation.expiresAt <= now)
    return take('flow', { ...state, codes: { misses: misses + 1, at: now } }, [send(world.texts('confirm.unknown'))])
  if (confirmation.conversationId === id) return take('flow', state, [send(world.texts('confirm.own-phone'))])
  const next: ConversationState = { ...without(state, 'asking'), confirming: { id: confirmation.id, step: 'tail', misses: 0 } }
  return take('flow', next, [send(world.texts('confirm.tail'))])
}

const readTail = (context: RouteContext, confirmation: PendingConfirmation, misses: number): Decision => {
  const { world, snapshot, input } = context
  const { state } = snapshot.conversation
  const said =
    input.kind === 'message'
      ? input.text
          .normalize('NFKC')
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, '')
      : ''
  if (said.slice(-4) === confirmation.tail && said !== '')
    return take('flow', { ...state, confirming: { id: confirmation.id, step: 'consent', misses: 0 } }, [send(shown(context, confirmation))])
  if (misses + 1 >= MOST_TAILS) {
    const codes = { misses: (state.codes?.misses ?? 0) + MOST_TAILS, at: snapshot.now }
    return take('flow', { ...without(state, 'confirming'), codes }, [send(world.texts('confirm.locked'))])
  }
  return take('flow', { ...state, confirming: { id: confirmation.id, step: 'tail', misses: misses + 1 } }, [send(world.texts('confirm.tail-wrong'))])
}

/** What was filled in, line by line, with the notice that whoever filled it in was read. */
const shown = ({ world }: RouteContext, confirmation: PendingConfirmation) => {
  const flow = world.flows.get(confirmation.flow)
  const lines = flow ? reviewLines(flow, confirmation.answers).map((line) => world.texts('papers.line', { label: line.step.label, shown: line.shown })) : []
  return {
    sensitive: true as const,
    text: [
      world.texts('confirm.shown', { title: flow?.title ?? '' }),
      ...lines,
      world.texts(confirmation.matterId === undefined ? 'confirm.ask' : 'collective.ask'),
    ].join('\n'),
    choices: answersOf(world, confirmation),
  }
}

const answersOf = (world: World, { matterId }: PendingConfirmation) => [
  { value: 'yes', label: world.texts(matterId === undefined ? 'confirm.yes' : 'collective.yes') },
  { value: 'no', label: world.texts('confirm.no') },
]

/** Yes or no by button, number, label, or in other words. */
const answered = (world: World, confirmation: PendingConfirmation, text: string): boolean | undefined => {
  const chosen = parseChoice(text, answersOf(world, confirmation))
  return chosen?.kind === 'one' ? chosen.value === 'yes' : parseYesNo(text)
}

const readConsent = (context: RouteContext, confirmation: PendingConfirmation): Decision => {
  const { world, snapshot, input } = context
  const { state } = snapshot.conversation
  if (input.kind !== 'message') return pass
  const yes = input.content.kind === 'choice' ? input.content.value === 'yes' : answered(world, confirmation, input.text)
  const flow = world.flows.get(confirmation.flow)
  if (yes === undefined || !flow) return take('flow', state, [send(shown(context, confirmation))])
  const settle = (status: 'confirmed' | 'refused'): readonly Effect[] => [
    { kind: 'settle-confirmation', id: confirmation.id, status },
    { kind: 'unschedule', key: `confirmation ${confirmation.id}` },
    unsendText(confirmation.id),
    { kind: 'audit', action: `confirmation-${status}`, subject: { kind: 'confirmation', id: confirmation.id }, detail: '' },
    tellNotice(
      { conversation: confirmation.conversationId },
      { text: world.texts(`${confirmation.matterId === undefined ? 'confirm.proxy' : 'collective.other'}-${status}`) },
    ),
  ]
  const next = without(state, 'confirming', 'codes')
  if (!yes) return take('flow', next, [...settle('refused'), send(world.texts('confirm.refused'))])
  if (confirmation.matterId !== undefined) return joinIn(context, confirmation, confirmation.matterId, settle('confirmed'))
  const submitted = submit({
    world,
    snapshot,
    flow,
    answers: confirmation.answers,
    confirmed: true,
    ...(confirmation.by === undefined ? {} : { by: confirmation.by }),
  })
  const agreed = Object.entries(confirmation.answers).flatMap(([step, value]): readonly Effect[] =>
    value.kind === 'consent' ? [{ kind: 'consent', purpose: `${flow.id} ${step}`, version: value.value, given: true }] : [],
  )
  return take('flow', submitted.next ?? next, [...settle('confirmed'), ...agreed, ...submitted.effects])
}

/** One of several people in one dispute goes on with a form of their own: what all share stands in it, what was said of them is shown for a yes. */
const joinIn = (context: RouteContext, { flow, answers }: PendingConfirmation, matterId: string, settled: readonly Effect[]): Decision => {
  const { world } = context
  const own = Object.keys(world.flows.get(flow)?.collective?.own ?? {})
  const split = (mine: boolean) => Object.fromEntries(Object.entries(answers).filter(([id]) => own.includes(id) === mine))
  const shared = split(false)
  const opened = openFlow(context, flow, { answers: shared, former: split(true), origin: { matterId, given: Object.keys(shared) } })
  if (opened.kind === 'pass') return opened
  return take('flow', without(opened.next, 'confirming', 'codes'), [...settled, ...opened.effects])
}
