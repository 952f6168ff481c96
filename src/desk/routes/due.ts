import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { send, take } from '../decide.ts'
import { dropFiles, outsideQuietHours, postponeStage, scheduleStage, unwatchDraft } from '../draft-clock.ts'
import { greenWatch } from '../casework/green-watch.ts'
import { complaintClock } from '../services/complaint-clock.ts'
import { mediationClock } from '../services/mediation-clock.ts'
import type { RouteContext } from './context.ts'
import { pieceDue } from '../publicity/piece-due.ts'
import { reportDue } from './community-correction.ts'
import { gridWeek } from './grid.ts'
import { candidatesFor, offerNext, offerTeam, teamShort, tellOffice } from '../handoff-offers.ts'
import { handedToOffice } from './office.ts'
import { referralOver } from '../referral-over.ts'
import { askReferred } from './referral.ts'
import { caseClock } from '../casework/case-clock.ts'
import { blank } from './flow-outcome.ts'
import { townName } from './person-words.ts'

/** Work of this conversation that is due: a form that lies untouched, a confirmation that never came. Somebody may be looking on: the words say nothing of the matter. */
export const dueWork = (context: RouteContext, job: JobBody): Decision => {
  switch (job.kind) {
    case 'draft':
      return untouched(context, job)
    case 'confirmation-over':
      return confirmationOver(context, job.id)
    case 'handoff':
      return handoffDue(context, job)
    case 'case-clock':
      return caseClock(context, job)
    case 'green-watch':
      return greenWatch(context, job)
    case 'mediation-clock':
      return mediationClock(context, job)
    case 'complaint-clock':
      return complaintClock(context, job)
    case 'piece':
      return pieceDue(context, job.id)
    case 'follow-up': {
      const { number, topic, text } = job
      return take('internal', context.snapshot.conversation.state, [send(context.world.texts('counsel.follow-up-due', { number, topic, text }), 'notice')])
    }
    case 'correction-report':
      return reportDue(context, job.id)
    case 'grid-week':
      return gridWeek(context)
    case 'referral-over':
      return referralOver(context, job)
    case 'ask-referred':
      return askReferred(context, job)
    case 'screening':
    case 'text-message':
    case 'papers':
    case 'export':
    case 'drop-files':
      return take('internal', context.snapshot.conversation.state, [])
  }
}

const untouched = (context: RouteContext, job: Extract<JobBody, { kind: 'draft' }>): Decision => {
  const { world, snapshot } = context
  const { run, now, conversation } = snapshot
  const nothing = take('internal', conversation.state, [])
  if (!run || run.id !== job.runId || run.state.touchedAt !== job.since) return nothing
  if (outsideQuietHours(now) !== now) return take('internal', conversation.state, postponeStage(run.id, job.since, job.stage, now))
  if (job.stage === 'purge')
    return take('internal', conversation.state, [
      { kind: 'end-run', id: run.id, state: blank(run.state), status: 'ended' },
      unwatchDraft(run.id),
      ...dropFiles(run.state, run.id, now),
      { kind: 'audit', action: 'draft-purged', subject: { kind: 'flow-run', id: run.id }, detail: run.state.flow },
      send(world.texts('draft.purge'), 'notice'),
    ])
  const unwanted = conversation.state.profile?.['reminders'] === 'no' && job.stage !== 'warning'
  const say: readonly Effect[] =
    conversation.ownerId || unwanted
      ? []
      : [send({ text: world.texts(`draft.${job.stage}`), choices: [{ value: 'do:resume', label: world.texts('choices.resume') }] }, 'notice')]
  return take('internal', conversation.state, [...scheduleStage(run.id, job.since, job.stage), ...say])
}

const confirmationOver = ({ world, snapshot }: RouteContext, id: string): Decision => {
  const { confirmation, conversation } = snapshot
  if (confirmation?.id !== id || confirmation.status !== 'waiting') return take('internal', conversation.state, [])
  return take('internal', conversation.state, [
    { kind: 'settle-confirmation', id, status: 'expired' },
    { kind: 'audit', action: 'confirmation-expired', subject: { kind: 'confirmation', id }, detail: '' },
    ...(confirmation.matterId === undefined ? [send(world.texts('confirm.expired'), 'notice')] : []),
  ])
}

/** A handoff that nobody took in time. One taken or closed meanwhile is left alone. */
const handoffDue = ({ world, snapshot }: RouteContext, job: Extract<JobBody, { kind: 'handoff' }>): Decision => {
  const { handoff, conversation, now } = snapshot
  const nothing = take('internal', conversation.state, [])
  if (handoff?.id === job.id && handoff.status === 'accepted' && job.what === 'next' && teamShort(handoff) > 0)
    return take('internal', conversation.state, offerTeam(world, snapshot, handoff))
  if (handoff?.id !== job.id || handoff.status !== 'offered') return nothing
  switch (job.what) {
    case 'next':
      return take('internal', conversation.state, offerNext(world, snapshot, handoff, 'unanswered'))
    case 'wake':
      return take('internal', conversation.state, offerNext(world, snapshot, handoff, 'woken'))
    case 'office': {
      if (handoff.target === 'office') return nothing
      const found = candidatesFor(world, handoff, now)
      return take('internal', conversation.state, [
        { kind: 'redirect-handoff', handoffId: handoff.id },
        tellOffice(world, handoff, found, 'late'),
        send(handoff.neutral ? world.texts('hand.neutral') : handedToOffice(world, 'late', found.office, now), 'notice'),
      ])
    }
    case 'agency':
      return take('internal', conversation.state, [
        {
          kind: 'notify-staff',
          notice: 'office-handoff',
          ...(world.roster.agency ? { officeId: world.roster.agency.id } : {}),
          text: world.texts('office-notice.agency', { number: handoff.number, town: townName(world, handoff), topic: handoff.topic }),
        },
        { kind: 'audit', action: 'handoff-escalated', subject: { kind: 'handoff', id: handoff.id }, detail: 'agency' },
      ])
  }
}
