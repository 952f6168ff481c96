import { answerFlow, askAgain, migrateState, startFlow } from '../../flow/index.ts'
import type { Flow, FlowState } from '../../flow/index.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { Part } from '../../core/message.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { pass, send, sendAll, take, without } from '../decide.ts'
import { flowContext } from '../flow-context.ts'
import type { Route, RouteContext } from './context.ts'
import { saveRun, settleFlow } from './flow-outcome.ts'

/** Whether a form is open and not laid aside. */
export const isFilling = (snapshot: Snapshot): boolean => snapshot.run !== undefined && !snapshot.run.state.paused

/** Begins a form, or goes on with it where it is open already. Another open form is laid aside meanwhile. Never in a group. */
export const openFlow = (context: RouteContext, id: string, given: Answers = {}): Decision => {
  const { world, snapshot } = context
  const { state, group } = snapshot.conversation
  if (group) return take('command', state, [send(world.texts('flow.only-private'))])
  if (snapshot.run?.state.flow === id) return resumeFlow(context)
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
  return openFlow(context, 'legal-aid-application', {
    'on-behalf': { kind: 'choice', value: 'staff', shown },
    'proxy-name': { kind: 'text', value: snapshot.party.name, shown: snapshot.party.name },
  })
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
  const outcome = answerFlow(open.flow, open.state, { content: input.content, text: input.text }, flowContext(context), world.flowTexts)
  return settleFlow(context, open.flow, snapshot.run.id, outcome)
}

const current = ({ world, snapshot }: RouteContext): { readonly flow: Flow; readonly state: FlowState; readonly migrated: boolean } | undefined => {
  if (!snapshot.run) return undefined
  const flow = world.flows.get(snapshot.run.state.flow)
  if (!flow) return undefined
  const migrated = snapshot.run.state.version !== flow.version
  return { flow, state: migrated ? migrateState(flow, snapshot.run.state) : snapshot.run.state, migrated }
}

/** Parts with a line before the first. */
export const headed = (title: string, parts: readonly Part[]): readonly Part[] => {
  const [first, ...rest] = parts
  return first ? [{ ...first, text: `${title}\n${first.text}` }, ...rest] : [{ text: title }]
}
