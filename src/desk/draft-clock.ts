import type { FlowState } from '../core/flow-state.ts'
import type { Instant } from '../core/ids.ts'
import type { DraftStage } from '../core/task.ts'
import type { Effect } from '../core/turn.ts'
import { addDays, civilDate, toMs } from '../lang/index.ts'

const DAY = 24 * 3_600_000
const HOUR = 3_600_000
/** Nobody is written to of the desk's own accord before eight in the morning and after nine in the evening. */
const QUIET_UNTIL = 8
const QUIET_FROM = 21

/** What happens to a form that nobody touches, and after how many days. */
const STAGES: readonly { readonly stage: DraftStage; readonly days: number }[] = [
  { stage: 'first-reminder', days: 1 },
  { stage: 'second-reminder', days: 3 },
  { stage: 'warning', days: 27 },
  { stage: 'purge', days: 30 },
]

/** Days that an untouched form is kept. */
export const DRAFT_DAYS = 30

/** The first instant at or after `at` outside the quiet hours of China. */
export const outsideQuietHours = (at: Instant): Instant => {
  const date = civilDate(at)
  const start = toMs(date)
  if (at < start + QUIET_UNTIL * HOUR) return start + QUIET_UNTIL * HOUR
  return at < start + QUIET_FROM * HOUR ? at : toMs(addDays(date, 1)) + QUIET_UNTIL * HOUR
}

const keyOf = (runId: string): string => `draft ${runId}`

/** The next thing to happen to a form untouched since `since`, after `stage`; nothing after its end. */
export const scheduleStage = (runId: string, since: Instant, after: DraftStage | undefined): readonly Effect[] => {
  const next = STAGES[STAGES.findIndex((one) => one.stage === after) + 1]
  if (!next) return []
  return [{ kind: 'schedule', key: keyOf(runId), job: { kind: 'draft', runId, stage: next.stage, since }, dueAt: outsideQuietHours(since + next.days * DAY) }]
}

/** Puts a stage off that came due in the quiet hours, e.g. after a standstill. */
export const postponeStage = (runId: string, since: Instant, stage: DraftStage, now: Instant): readonly Effect[] => [
  { kind: 'schedule', key: keyOf(runId), job: { kind: 'draft', runId, stage, since }, dueAt: outsideQuietHours(now) },
]

/** Begins, or begins anew, to wait for a form's next answer. Without reminders only its end is waited for, with its warning. */
export const watchDraft = (runId: string, now: Instant, reminders: boolean): readonly Effect[] =>
  scheduleStage(runId, now, reminders ? undefined : 'second-reminder')

/** A form that is over is waited for no more. */
export const unwatchDraft = (runId: string): Effect => ({ kind: 'unschedule', key: keyOf(runId) })

/** Files of a form that will never be sent: removed. */
export const dropFiles = (state: FlowState | undefined, runId: string, now: Instant): readonly Effect[] => {
  const files = [
    ...Object.entries(state?.answers ?? {}).flatMap(([id, value]) =>
      // What came with the form is somebody else's too.
      state?.origin?.given.includes(id) ? [] : value.kind === 'files' ? value.value : value.kind === 'text' ? (value.files ?? []) : [],
    ),
    ...(state?.files ?? []),
  ]
  return files.length === 0 ? [] : [{ kind: 'schedule', key: `files ${runId}`, job: { kind: 'drop-files', files: files.map((file) => file.id) }, dueAt: now }]
}
