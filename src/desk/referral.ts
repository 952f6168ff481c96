import { officeOf } from '../core/roster.ts'
import type { Office } from '../core/roster.ts'
import { duplicateOf, isReferralOpen, REFERRAL_MS } from '../core/referral.ts'
import type { Referral, ReferralDraft, ReferralStatus } from '../core/referral.ts'
import type { Effect, Recipient, Snapshot } from '../core/turn.ts'
import { addDays, civilDate, formatDate, parseMobile, toMs, weekday } from '../lang/index.ts'
import { send, tellNotice } from './decide.ts'
import { outsideQuietHours } from './draft-clock.ts'
import { referralTextKey } from './referral-text.ts'
import { sendText } from './text-message.ts'
import type { World } from './world.ts'

/** Nine o'clock: when the weekly list comes. */
const WEEK_HOUR_MS = 9 * 3_600_000

/** An open referral of the same person in the same matter, of this worker or of another one of the town. */
export const knownReferral = (world: World, { referrals = [] }: Snapshot, draft: ReferralDraft): Referral | undefined =>
  duplicateOf(draft, referrals, (one, other) => {
    const [a, b] = [one, other].map((text) => world.knowledge.candidates(text)[0]?.split('/')[0])
    return a !== undefined && a === b
  })

/** Records a referral with its number, asks the person whether they want it the nearest way there is, tells the office, and answers. */
export const recordReferral = (world: World, snapshot: Snapshot, gridWorkerId: string, draft: ReferralDraft): readonly Effect[] => {
  const { roster, outreachTexts: says } = world
  const { now } = snapshot
  const number = (snapshot.counters['referral'] ?? 0) + 1
  const worker = roster.gridWorkers.find((one) => one.id === gridWorkerId)
  const townCode = roster.villages.find((one) => one.code === draft.villageCode)?.townCode ?? worker?.townCode
  const office = officeOf(roster, townCode)
  const id = `f${snapshot.inboxId}`
  const way = wayTo(world, snapshot, draft)
  const referral: Referral = {
    ...{ id, number, gridWorkerId, draft, createdAt: now, expiresAt: now + REFERRAL_MS },
    status: way === 'call' ? 'recorded' : 'asked',
    ...(office ? { officeId: office.id } : {}),
    ...(townCode === undefined ? {} : { townCode }),
  }
  const name = officeName(world, office)
  const phone = office?.phone ?? roster.agency?.phone ?? '12348'
  const notice = says(way === 'call' ? 'referral.staff.by-call' : 'referral.staff.by-door', { number, urgent: urgentMark(world, draft) })
  return [
    { kind: 'count', series: 'referral', value: number },
    { kind: 'refer', referral },
    { kind: 'audit', action: 'referral-recorded', subject: { kind: 'referral', id }, detail: String(number) },
    ...asking(world, snapshot, referral, way, { name, phone, worker: worker?.name ?? snapshot.party.name }),
    { kind: 'notify-staff', notice: 'referral', ...(office ? { officeId: office.id } : {}), text: notice },
    weekly(snapshot),
    send([says('referral.saved', { number, office: name }), says(`referral.by-${way}`, { phone }), says('referral.follow', { number })].join('\n')),
  ]
}

/** How the person is asked: at a door they have, by text message, or by the office. */
const wayTo = (world: World, { reachable }: Snapshot, { phone }: ReferralDraft): 'door' | 'text' | 'call' =>
  reachable !== undefined ? 'door' : world.settings.texting && phone !== undefined && parseMobile(phone)?.kind === 'ok' ? 'text' : 'call'

const asking = (
  world: World,
  { reachable, now }: Snapshot,
  { id, number, draft }: Referral,
  way: 'door' | 'text' | 'call',
  office: { readonly name: string; readonly phone: string; readonly worker: string },
): readonly Effect[] => {
  if (way === 'door' && reachable !== undefined)
    return [
      {
        kind: 'schedule',
        key: `ask-referred ${id}`,
        job: { kind: 'ask-referred', id, number, worker: office.worker, office: office.name },
        dueAt: outsideQuietHours(now),
        conversation: reachable,
      },
    ]
  if (way !== 'text' || draft.phone === undefined) return []
  const text = world.outreachTexts('referral.text', { service: world.settings.service, phone: office.phone, office: office.name })
  return [sendText({ key: referralTextKey(id), to: draft.phone, name: draft.name, text }, now)]
}

/** A referral in its next state. */
export const moveTo = ({ id, status, draft }: Referral, to: ReferralStatus, note?: string): Effect => ({
  ...{ kind: 'move-referral', id, from: status, to, draft },
  ...(note === undefined || note === '' ? {} : { note }),
})

/** Tells a referral's office something; never who it is about. */
export const tellOffice = (world: World, { number, officeId, draft }: Referral, what: 'agreed' | 'declined'): readonly Effect[] => {
  const text = world.outreachTexts(`referral.staff.${what}`, { number, urgent: urgentMark(world, draft) })
  return [{ kind: 'notify-staff', notice: 'referral', ...(officeId === undefined ? {} : { officeId }), text }]
}

/** Tells the grid worker what became of a referral. */
export const tellWorker = (world: World, referral: Referral, to: ReferralStatus, note = ''): Effect => {
  const { outreachTexts: says } = world
  const recipient: Recipient = { gridWorker: referral.gridWorkerId }
  return tellNotice(recipient, {
    text: says('referral.told', { number: referral.number, who: whoIs(world, referral), status: says(`referral.status.${to}`), note }),
  })
}

/** One referral a line, the surname only. */
export const referralLine = (world: World, referral: Referral): string => {
  const { outreachTexts: says } = world
  return says('referral.line', {
    number: referral.number,
    who: whoIs(world, referral),
    matter: referral.draft.matter,
    status: says(`referral.status.${referral.status}`),
    urgent: referral.draft.urgent === undefined ? '' : says('referral.urgent-mark'),
  })
}

/** The day of a referral and how it stands, for whoever refers the same again. */
export const alreadyReferred = (world: World, key: 'duplicate' | 'same', { number, createdAt, status, officeId }: Referral): string =>
  world.outreachTexts(`referral.${key}`, {
    number,
    date: formatDate(civilDate(createdAt)),
    status: world.outreachTexts(`referral.status.${status}`),
    office: officeName(
      world,
      world.roster.offices.find((one) => one.id === officeId),
    ),
  })

/** Every Monday at nine, while there is something to tell: the next one. */
export const weekly = ({ conversation, now }: Snapshot): Effect => {
  const today = civilDate(now)
  const days = (8 - weekday(today)) % 7 || 7
  return { kind: 'schedule', key: `grid-week ${conversation.id}`, job: { kind: 'grid-week' }, dueAt: toMs(addDays(today, days)) + WEEK_HOUR_MS }
}

/** Own referrals of a grid worker, and whether any of them still waits for something. */
export const ownReferrals = ({ referrals = [], party }: Snapshot): { readonly own: readonly Referral[]; readonly open: boolean } => {
  const own = referrals.filter((one) => one.gridWorkerId === party.staffId)
  return { own, open: own.some(isReferralOpen) }
}

/** Why a referral is urgent, as it stands before a notice; '' where it is not. */
export const urgentMark = (world: World, { urgent }: ReferralDraft): string =>
  urgent === undefined ? '' : world.outreachTexts('referral.staff.urgent', { reason: urgent })

const whoIs = (world: World, { draft }: Referral): string => world.outreachTexts('referral.somebody', { surname: Array.from(draft.name)[0] ?? '' })

const officeName = (world: World, office: Pick<Office, 'name'> | undefined): string => office?.name ?? world.roster.agency?.name ?? world.texts('labels.agency')
