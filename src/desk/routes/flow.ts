import { answerFlow, askAgain, migrateState, startFlow } from '../../flow/index.ts'
import type { Flow, FlowContext, FlowOutcome, FlowState } from '../../flow/index.ts'
import type { Part } from '../../core/message.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { civilDate } from '../../lang/index.ts'
import { pass, send, sendAll, take, without } from '../decide.ts'
import { submit } from '../intake.ts'
import { opinionPart } from '../opinion.ts'
import type { Route, RouteContext } from './context.ts'
import { officeReply } from './office.ts'
import { requestPerson } from './person.ts'

/** What a question in the middle of a form is about where nothing else was talked of, by the form's submit action. */
const ASKED_ABOUT: Readonly<Record<string, string>> = { 'legal-aid.submit': 'service/apply-legal-aid' }

/** What the interview engine needs of the desk's world. */
export const flowContext = ({ world, snapshot }: RouteContext): FlowContext => ({
  now: snapshot.now,
  today: civilDate(snapshot.now),
  findPlaces: world.findPlaces,
  prefill: snapshot.conversation.state.seen ?? {},
})

/** Begins a form, or goes on with the one that is open. Never in a group. */
export const openFlow = (context: RouteContext, id: string): Decision => {
  const { world, snapshot } = context
  const { state, group } = snapshot.conversation
  if (group) return take('command', state, [send({ text: world.texts('flow.only-private'), privately: true })])
  if (snapshot.run) return resumeFlow(context)
  const flow = world.flows.get(id)
  if (!flow) return take('command', state, [send(world.texts('flow.unknown'))])
  const outcome = startFlow(flow, flowContext(context), world.flowTexts)
  const next = without(state, 'asking')
  if (outcome.kind !== 'ask') return take('flow', next, [send(world.texts('flow.unknown'))])
  return take('flow', next, [{ kind: 'start-run', id: `r${snapshot.inboxId}`, state: outcome.state }, ...sendAll(outcome.say)])
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
    { kind: 'save-run', id: snapshot.run.id, state: going },
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
  if (input.kind !== 'message' || snapshot.party.role !== 'villager' || snapshot.conversation.group) return pass
  const open = current(context)
  if (!open || open.state.paused || !snapshot.run) return pass
  if (open.migrated) return resumeFlow(context)
  const outcome = answerFlow(open.flow, open.state, { content: input.content, text: input.text }, flowContext(context), world.flowTexts)
  return settle(context, open.flow, snapshot.run.id, outcome)
}

const settle = (context: RouteContext, flow: Flow, runId: string, outcome: FlowOutcome): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  switch (outcome.kind) {
    case 'ask':
    case 'invalid':
    case 'paused':
      return take('flow', state, [
        { kind: 'save-run', id: runId, state: outcome.state },
        ...consents(snapshot.run?.state, outcome.state),
        ...sendAll(outcome.say),
      ])
    case 'decline':
      return interrupted(context, flow, runId, outcome)
    case 'cancelled':
      return take('flow', without(state, 'seen'), [
        { kind: 'end-run', id: runId, state: ended(snapshot.run?.state), status: 'cancelled' },
        ...sendAll(outcome.say),
      ])
    case 'ended':
      return finish(context, runId, outcome)
    case 'person': {
      const { next, effects } = requestPerson(world, snapshot, state.intent ?? '')
      return take('flow', next, [{ kind: 'save-run', id: runId, state: outcome.state }, ...effects])
    }
    case 'done': {
      const submitted = submit(world, snapshot, flow, outcome)
      return take('flow', without(state, 'seen'), [
        { kind: 'end-run', id: runId, state: ended(outcome.state), status: 'done' },
        ...consents(snapshot.run?.state, outcome.state),
        ...submitted,
      ])
    }
  }
}

/** A question in the middle: answered where it is clearly one, then the step again; otherwise it counts as an answer that was not understood. */
const interrupted = (context: RouteContext, flow: Flow, runId: string, outcome: Extract<FlowOutcome, { kind: 'decline' }>): Decision => {
  const { world, snapshot, input } = context
  const { state } = snapshot.conversation
  const text = input.kind === 'message' ? input.text : ''
  const understood = world.knowledge.understand(text, { misses: 0, intent: state.intent ?? ASKED_ABOUT[flow.submit] ?? '' })
  const part = understood.kind === 'answer' ? opinionPart(world, understood.intent) : undefined
  if (!part) return take('flow', state, [{ kind: 'save-run', id: runId, state: outcome.state }, ...sendAll(outcome.say)])
  const pending = snapshot.run?.state ?? outcome.state
  return take('flow', state, [
    send({ text: `${world.texts('flow.question-first')}\n${part.text}` }),
    ...sendAll(headed(world.texts('flow.back'), askAgain(flow, pending, flowContext(context), world.flowTexts))),
  ])
}

/** Ended without submission, e.g. consent refused: the office, a counsel or paper instead. */
const finish = (context: RouteContext, runId: string, outcome: Extract<FlowOutcome, { kind: 'ended' }>): Decision => {
  const { world, snapshot } = context
  const end: readonly Effect[] = [
    { kind: 'end-run', id: runId, state: ended(snapshot.run?.state), status: 'ended' },
    ...(snapshot.run ? [refusal(snapshot.run.state)] : []),
    ...sendAll(outcome.say),
  ]
  if (outcome.action === 'office') {
    const [next, effects] = officeReply(world, snapshot)
    return take('flow', next, [...end, ...effects])
  }
  if (outcome.action === 'counsel') {
    const { next, effects } = requestPerson(world, snapshot, snapshot.conversation.state.intent ?? '')
    return take('flow', next, [...end, ...effects])
  }
  return take('flow', snapshot.conversation.state, end)
}

/** Consents newly given, each with the version of its text. */
const consents = (before: FlowState | undefined, after: FlowState): readonly Effect[] =>
  Object.entries(after.answers).flatMap(([step, value]): readonly Effect[] =>
    value.kind === 'consent' && before?.answers[step]?.kind !== 'consent'
      ? [{ kind: 'consent', purpose: `${after.flow} ${step}`, version: value.value, given: true }]
      : [],
  )

const refusal = (state: FlowState): Effect => ({ kind: 'consent', purpose: `${state.flow} ${state.step}`, version: String(state.version), given: false })

/** What is kept of a form that is over: nothing that was typed. The case holds its own copy. */
const ended = (state: FlowState | undefined): FlowState => ({
  flow: state?.flow ?? '',
  version: state?.version ?? 0,
  step: state?.step ?? '',
  answers: {},
  trail: [],
  misses: 0,
})

const current = ({ world, snapshot }: RouteContext): { readonly flow: Flow; readonly state: FlowState; readonly migrated: boolean } | undefined => {
  if (!snapshot.run) return undefined
  const flow = world.flows.get(snapshot.run.state.flow)
  if (!flow) return undefined
  const migrated = snapshot.run.state.version !== flow.version
  return { flow, state: migrated ? migrateState(flow, snapshot.run.state) : snapshot.run.state, migrated }
}

const headed = (title: string, parts: readonly Part[]): readonly Part[] => {
  const [first, ...rest] = parts
  return first ? [{ ...first, text: `${title}\n${first.text}` }, ...rest] : [{ text: title }]
}
