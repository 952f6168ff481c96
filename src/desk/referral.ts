import type { Effect, ReferralDraft, Snapshot } from '../core/turn.ts'
import { officeOf } from '../core/roster.ts'
import { send } from './decide.ts'
import type { World } from './world.ts'

const KEEP_MS = 14 * 24 * 3_600_000

/** Records a referral with its number, tells the office of the village's town, and answers. */
export const recordReferral = (world: World, snapshot: Snapshot, gridWorkerId: string, draft: ReferralDraft): readonly Effect[] => {
  const { roster, texts } = world
  const number = (snapshot.counters['referral'] ?? 0) + 1
  const worker = roster.gridWorkers.find((one) => one.id === gridWorkerId)
  const townCode = roster.villages.find((one) => one.code === draft.villageCode)?.townCode ?? worker?.townCode
  const office = officeOf(roster, townCode)
  return [
    { kind: 'count', series: 'referral', value: number },
    {
      kind: 'refer',
      id: `f${snapshot.inboxId}`,
      number,
      gridWorkerId,
      draft,
      ...(office ? { officeId: office.id } : {}),
      ...(townCode === undefined ? {} : { townCode }),
      expiresAt: snapshot.now + KEEP_MS,
    },
    { kind: 'audit', action: 'referral-recorded', subject: { kind: 'referral', id: `f${snapshot.inboxId}` }, detail: String(number) },
    { kind: 'notify-staff', notice: 'referral', ...(office ? { officeId: office.id } : {}), text: texts('grid.staff', { number }) },
    send(texts('grid.saved', { number, office: office?.name ?? roster.agency?.name ?? texts('labels.agency') })),
  ]
}
