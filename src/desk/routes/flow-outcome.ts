import { askAgain, declaredSteps, holds } from '../../flow/index.ts'
import type { Flow, FlowOutcome, FlowState } from '../../flow/index.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { ConversationState, Decision, Effect } from '../../core/turn.ts'
import { headed, send, sendAll, take, without } from '../decide.ts'
import { dropFiles, unwatchDraft, watchDraft } from '../draft-clock.ts'
import { flowContext } from '../flow-context.ts'
import { opinionPart } from '../opinion.ts'
import { submit } from '../submit/submit.ts'
import type { RouteContext } from './context.ts'
import { caseList, dataList } from './mine.ts'
import { officeReply } from './office.ts'
import { requestPerson } from './person.ts'

/** Stores where a form is, and begins to wait for its next answer. */
export const saveRun = ({ snapshot }: RouteContext, runId: string, state: FlowState): readonly Effect[] => [
  { kind: 'save-run', id: runId, state: { ...state, touchedAt: snapshot.now } },
  ...watchDraft(runId, snapshot.now, snapshot.conversation.state.profile?.['reminders'] !== 'no'),
]

/** Does what follows from one answer in a form. */
export const settleFlow = (context: RouteContext, flow: Flow, runId: string, outcome: FlowOutcome): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  switch (outcome.kind) {
    case 'ask':
    case 'invalid':
    case 'paused':
      return take('flow', state, [...saveRun(context, runId, outcome.state), ...consents(snapshot.run?.state, outcome.state), ...sendAll(outcome.say)])
    case 'decline':
      return interrupted(context, flow, runId, outcome)
    case 'cancelled':
      return take('flow', without(state, 'heard'), [...over(context, runId, 'cancelled'), ...sendAll(outcome.say), ...waiting(context)])
    case 'ended':
      return finish(context, runId, outcome)
    case 'person': {
      const { next, effects } = requestPerson(world, snapshot, state.intent ?? '')
      return take('flow', next, [...saveRun(context, runId, outcome.state), ...effects])
    }
    case 'done': {
      const submitted = submit({
        world,
        snapshot,
        flow,
        answers: outcome.answers,
        ...(outcome.state.origin ? { matterId: outcome.state.origin.matterId } : {}),
      })
      const next = submitted.next ?? without(state, 'heard')
      return take('flow', flow.submit === 'my-case.submit' ? next : { ...next, ...kept(next, flow, outcome.answers) }, [
        { kind: 'end-run', id: runId, state: blank(outcome.state), status: 'done' },
        unwatchDraft(runId),
        ...consents(snapshot.run?.state, outcome.state),
        ...submitted.effects,
        // What was laid aside is gone too where everything was deleted.
        ...(submitted.effects.some((effect) => effect.kind === 'forget') ? [] : waiting(context)),
      ])
    }
  }
}

/** A form that ends without being sent: nothing of it stays. */
const over = ({ snapshot }: RouteContext, runId: string, status: 'cancelled' | 'ended'): readonly Effect[] => [
  { kind: 'end-run', id: runId, state: blank(snapshot.run?.state), status },
  unwatchDraft(runId),
  ...dropFiles(snapshot.run?.state, runId, snapshot.now),
]

/** Reminds of the form that was laid aside for the one that is over. */
const waiting = ({ world, snapshot }: RouteContext): readonly Effect[] => {
  const title = world.flows.get(snapshot.earlier?.state.flow ?? '')?.title
  return title === undefined ? [] : [send(world.texts('flow.waiting', { title }))]
}

/** What the steps say is kept for later forms, where the person it is about is the one who answers. */
const kept = (state: ConversationState, flow: Flow, answers: Answers): Pick<ConversationState, 'profile'> => {
  const found = declaredSteps(flow).flatMap((step) => {
    const name = step.known?.profile
    const value = answers[step.id]
    if (name === undefined || name === 'village' || !value || value.kind === 'skipped' || (step.known?.when && !holds(step.known.when, answers))) return []
    return [[name, value.shown] as const]
  })
  return found.length === 0 ? {} : { profile: { ...state.profile, ...Object.fromEntries(found) } }
}

/** A question in the middle: answered where it is clearly one, then the step again; otherwise it counts as an answer that was not understood. */
const interrupted = (context: RouteContext, flow: Flow, runId: string, outcome: Extract<FlowOutcome, { kind: 'decline' }>): Decision => {
  const { world, snapshot, input } = context
  const { state } = snapshot.conversation
  const text = input.kind === 'message' ? input.text : ''
  const understood = world.knowledge.understand(text, { misses: 0, intent: flow.about ?? state.intent ?? '' })
  const part = understood.kind === 'answer' ? opinionPart(world, understood.intent, state.heard) : undefined
  if (!part) return take('flow', state, [...saveRun(context, runId, outcome.state), ...sendAll(outcome.say)])
  const pending = snapshot.run?.state ?? outcome.state
  return take('flow', state, [
    send({ text: `${world.texts('flow.question-first')}\n${part.text}` }),
    ...sendAll(headed(world.texts('flow.back'), askAgain(flow, pending, flowContext(context), world.flowTexts))),
  ])
}

/** Ended without submission, e.g. consent refused: the office, a counsel or paper instead. */
const finish = (context: RouteContext, runId: string, outcome: Extract<FlowOutcome, { kind: 'ended' }>): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const end: readonly Effect[] = [
    ...over(context, runId, 'ended'),
    ...(snapshot.run && outcome.refused ? [refusal(snapshot.run.state)] : []),
    ...sendAll(outcome.say),
  ]
  switch (outcome.action) {
    case 'office': {
      const [next, effects] = officeReply(world, snapshot)
      return take('flow', next, [...end, ...effects])
    }
    case 'counsel': {
      const { next, effects } = requestPerson(world, snapshot, state.intent ?? '')
      return take('flow', next, [...end, ...effects])
    }
    case 'cases':
      return take('flow', state, [...end, send(caseList(world, snapshot)), ...waiting(context)])
    case 'data':
      return take('flow', state, [...end, send(dataList(world, snapshot)), ...waiting(context)])
    case 'none':
      return take('flow', state, [...end, ...waiting(context)])
  }
}

/** Consents and signatures newly given, each with the version of its text. */
const consents = (before: FlowState | undefined, after: FlowState): readonly Effect[] =>
  Object.entries(after.answers).flatMap(([step, value]): readonly Effect[] => {
    if ((value.kind !== 'consent' && value.kind !== 'signature') || before?.answers[step]?.kind === value.kind) return []
    return [{ kind: 'consent', purpose: `${after.flow} ${step}`, version: value.kind === 'consent' ? value.value : value.version, given: true }]
  })

const refusal = (state: FlowState): Effect => ({ kind: 'consent', purpose: `${state.flow} ${state.step}`, version: String(state.version), given: false })

/** What is kept of a form that is over: nothing that was typed. The case or task holds its own copy. */
export const blank = (state: FlowState | undefined): FlowState => ({
  flow: state?.flow ?? '',
  version: state?.version ?? 0,
  step: state?.step ?? '',
  answers: {},
  trail: [],
  misses: 0,
})
