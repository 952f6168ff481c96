import { answerFlow, askAgain, chooses, isSensitive, migrateState, startFlow, steers } from '../../flow/index.ts'
import type { Flow, FlowState, Given } from '../../flow/index.ts'
import type { Part } from '../../core/message.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { headed, pass, send, sendAll, take, without } from '../decide.ts'
import { flowContext } from '../flow-context.ts'
import { sameDoor } from '../what-may-pass.ts'
import type { Route, RouteContext } from './context.ts'
import { saveRun, settleFlow } from './flow-outcome.ts'

/** Whether a form is open and not laid aside. */
export const isFilling = (snapshot: Snapshot): boolean => snapshot.run !== undefined && !snapshot.run.state.paused

/** Begins a form, or goes on with it where it is open already. Another open form is laid aside meanwhile. Never in a group. */
export const openFlow = (context: RouteContext, id: string, given: Given = {}): Decision => {
  const { world, snapshot } = context
  const { state, group } = snapshot.conversation
  if (group) return take('command', state, [send({ text: world.texts('flow.only-private'), privately: true })])
  if (snapshot.run?.state.flow === id && !given.origin) return resumeFlow(context)
  const flow = world.flows.get(id)
  const staff = flow?.for === 'grid-worker' && snapshot.party.role !== 'grid-worker'
  if (!flow || staff) return take('command', state, [send(world.texts('flow.unknown'))])
  const next = without(state, 'asking', 'confirming')
  const runId = `r${snapshot.inboxId}`
  const outcome = startFlow(flow, flowContext(context), world.flowTexts, given)
  if (outcome.kind !== 'ask') return take('flow', next, [send(world.texts('flow.unknown'))])
  const aside: readonly Effect[] =
    snapshot.run && !snapshot.run.state.paused ? [{ kind: 'save-run', id: snapshot.run.id, state: { ...snapshot.run.state, paused: true } }] : []
  const watched = saveRun(context, runId, outcome.state)
  return take('flow', next, [
    ...aside,
    ...watched.map((effect): Effect => (effect.kind === 'save-run' ? { ...effect, kind: 'start-run' } : effect)),
    ...sendAll(aside.length > 0 ? headed(asideWords(context), outcome.say) : outcome.say),
  ])
}

const asideWords = ({ world, snapshot }: RouteContext): string =>
  world.texts('flow.aside', { title: world.flows.get(snapshot.run?.state.flow ?? '')?.title ?? '' })

/** A member of the staff fills in an application for somebody who is there. */
export const fillIn = (context: RouteContext): Decision => {
  const { world, snapshot } = context
  const shown = world.texts(`flow.by-staff.${snapshot.party.role}`)
  const { name } = snapshot.party
  const answers = { 'on-behalf': { kind: 'choice', value: 'staff', shown }, 'proxy-name': { kind: 'text', value: name, shown: name } } as const
  return openFlow(context, 'legal-aid-application', { answers })
}

/** Asks the open form's pending question again, taking up a paused form and one of an older version. */
export const resumeFlow = (context: RouteContext): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const open = current(context)
  if (!open || !snapshot.run) return take('flow', state, [send(world.texts('flow.unknown'))])
  const title = world.texts('flow.resumed', { title: open.flow.title })
  const { paused: _paused, ...going } = open.state
  return take('flow', without(state, 'asking'), [
    ...saveRun(context, snapshot.run.id, going),
    ...(open.migrated ? [send(world.texts('flow.migrated'))] : []),
    ...sendAll(headed(title, askAgain(open.flow, going, flowContext(context), world.flowTexts))),
  ])
}

/** The pending question of an open form that is not paused, for when something else was said in between; empty where there is none. */
export const pendingQuestion = (context: RouteContext): readonly Part[] => {
  const open = current(context)
  if (!open || open.state.paused) return []
  return headed(context.world.texts('flow.back'), askAgain(open.flow, open.state, flowContext(context), context.world.flowTexts))
}

/** An answer to the open form's step. What is no answer but a clear question is answered first, then the step is asked again. */
export const flowRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.conversation.group) return pass
  const open = current(context)
  if (!open || open.state.paused || !snapshot.run) return pass
  if (open.migrated) return resumeFlow(context)
  const { asked } = snapshot.conversation.state
  // Somebody who changes doors answers what they see there, not what was asked at the other.
  if (asked && !asked.some((door) => sameDoor(door, snapshot.conversation.address))) return resumeFlow(context)
  if (!context.mayPass && isSensitive(open.flow, open.state) && !steers(input, world.flowTexts)) {
    const say = askAgain(open.flow, open.state, flowContext(context), world.flowTexts)
    return settleFlow(context, open.flow, snapshot.run.id, { kind: 'decline', state: open.state, say })
  }
  const outcome = answerFlow(open.flow, open.state, { content: input.content, text: input.text }, flowContext(context), world.flowTexts)
  return settleFlow(context, open.flow, snapshot.run.id, outcome)
}

/** Whether a message chooses one of the options of the open form's question. */
export const isChoiceOfForm = (context: RouteContext): boolean => {
  const { world, input } = context
  const open = current(context)
  return (
    input.kind === 'message' &&
    open !== undefined &&
    chooses(open.flow, open.state, { content: input.content, text: input.text }, flowContext(context), world.flowTexts)
  )
}

const current = ({ world, snapshot }: RouteContext): { readonly flow: Flow; readonly state: FlowState; readonly migrated: boolean } | undefined => {
  if (!snapshot.run) return undefined
  const flow = world.flows.get(snapshot.run.state.flow)
  if (!flow) return undefined
  const { state } = snapshot.run
  const moved = migrateState(flow, state)
  // A file changed without a new version: answers that its questions no longer take count as a new version too.
  const migrated = state.version !== flow.version || Object.keys(moved.answers).length !== Object.keys(state.answers).length
  return { flow, state: migrated ? moved : state, migrated }
}
