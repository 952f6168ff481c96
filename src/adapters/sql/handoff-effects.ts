import type { HandoffEffect } from '../../core/handoff.ts'
import type { TurnCommit } from '../../ports/store.ts'
import type { SqlStatement } from './driver.ts'
import { insert } from './insert.ts'
import type { Sealing } from './sealing.ts'

type Place = Pick<TurnCommit, 'partyId' | 'now'>

const RELEASE = 'UPDATE "Conversation" SET "ownerId" = NULL, "ownerHandoff" = NULL WHERE "id" = ? AND "ownerHandoff" = ?'
const OFFER = `INSERT INTO "HandoffOffer" ("handoffId","counselId","status","reasons","at") VALUES (?,?,?,?,?)
  ON CONFLICT ("handoffId","counselId")`

/** The rows that a handoff's way writes: asked for, offered, taken, passed on, closed. */
export const handoffStatements = (effect: HandoffEffect, turn: Place, sealing: Sealing): readonly SqlStatement[] => {
  const { now } = turn
  switch (effect.kind) {
    case 'request-handoff': {
      const { handoff } = effect
      return [
        insert('Handoff', {
          id: handoff.id,
          number: handoff.number,
          conversationId: handoff.conversationId,
          partyId: turn.partyId,
          villageCode: handoff.villageCode ?? null,
          townCode: handoff.townCode ?? null,
          officeId: effect.officeId ?? null,
          topic: handoff.topic,
          urgency: handoff.urgency,
          opponent: effect.opponent,
          target: handoff.target,
          status: 'offered',
          requestedAt: now,
          subject: handoff.subject ?? '',
          step: handoff.step ?? 'own',
          team: handoff.team ?? 1,
          excluded: (handoff.excluded ?? []).join('|'),
          audience: handoff.audience ?? null,
          neutral: handoff.neutral ?? false,
        }),
        ...effect.offers.map((offer) =>
          insert('HandoffOffer', { handoffId: handoff.id, counselId: offer.counselId, status: 'offered', reasons: offer.reasons, at: now }),
        ),
      ]
    }
    case 'claim-handoff':
      return [
        {
          sql: 'UPDATE "Handoff" SET "status" = \'accepted\', "counselId" = ?, "acceptedAt" = ? WHERE "id" = ? AND "status" = \'offered\'',
          params: [effect.counselId, now, effect.handoffId],
          expect: 1,
        },
        {
          sql: 'UPDATE "Conversation" SET "ownerId" = ?, "ownerHandoff" = ? WHERE "id" = ? AND "ownerId" IS NULL',
          params: [effect.counselId, effect.handoffId, effect.conversationId],
          expect: 1,
        },
        {
          sql: 'UPDATE "HandoffOffer" SET "status" = \'taken\', "at" = ? WHERE "handoffId" = ? AND "counselId" = ?',
          params: [now, effect.handoffId, effect.counselId],
        },
      ]
    case 'decline-offer':
      return [
        {
          sql: 'UPDATE "HandoffOffer" SET "status" = \'declined\', "at" = ? WHERE "handoffId" = ? AND "counselId" = ? AND "status" = \'offered\'',
          params: [now, effect.handoffId, effect.counselId],
          expect: 1,
        },
      ]
    case 'close-handoff':
      return [
        {
          sql: 'UPDATE "Handoff" SET "status" = \'closed\', "closedAt" = ?, "conclusion" = ? WHERE "id" = ? AND "status" <> \'closed\'',
          params: [now, sealing.seal(effect.conclusion, 'handoff'), effect.handoffId],
          expect: 1,
        },
        { sql: RELEASE, params: [effect.conversationId, effect.handoffId] },
      ]
    case 'redirect-handoff':
      return [{ sql: 'UPDATE "Handoff" SET "target" = \'office\' WHERE "id" = ? AND "status" = \'offered\'', params: [effect.handoffId], expect: 1 }]
    case 'offer-handoff':
      return [
        {
          sql: 'UPDATE "Handoff" SET "step" = ? WHERE "id" = ? AND "status" = ?',
          params: [effect.step, effect.handoffId, effect.taken ? 'accepted' : 'offered'],
          expect: 1,
        },
        ...effect.offers.map((offer) => ({
          sql: `${OFFER} DO NOTHING`,
          params: [effect.handoffId, offer.counselId, 'offered', offer.reasons, now],
        })),
      ]
    case 'transfer-handoff':
      return [
        {
          sql: 'UPDATE "Handoff" SET "counselId" = ? WHERE "id" = ? AND "status" = \'accepted\' AND "counselId" = ?',
          params: [effect.to, effect.handoffId, effect.from],
          expect: 1,
        },
        {
          sql: 'UPDATE "Conversation" SET "ownerId" = ? WHERE "id" = ? AND "ownerHandoff" = ?',
          params: [effect.to, effect.conversationId, effect.handoffId],
          expect: 1,
        },
        { sql: `${OFFER} DO UPDATE SET "status" = 'taken', "at" = excluded."at"`, params: [effect.handoffId, effect.to, 'taken', 'passed-on', now] },
        { sql: 'UPDATE "HandoffOffer" SET "status" = \'declined\' WHERE "handoffId" = ? AND "counselId" = ?', params: [effect.handoffId, effect.from] },
      ]
    case 'join-handoff':
      return [
        { sql: 'UPDATE "Handoff" SET "team" = "team" WHERE "id" = ? AND "status" = \'accepted\'', params: [effect.handoffId], expect: 1 },
        { sql: `${OFFER} DO UPDATE SET "status" = 'joined', "at" = excluded."at"`, params: [effect.handoffId, effect.counselId, 'joined', 'added', now] },
      ]
    case 'note-handoff':
      return [insert('HandoffNote', { handoffId: effect.handoffId, counselId: effect.counselId, body: sealing.seal(effect.text, 'note'), at: now })]
    case 'rate-handoff':
      return [
        {
          sql: 'UPDATE "Handoff" SET "rating" = ? WHERE "id" = ? AND "status" = \'closed\' AND "rating" IS NULL',
          params: [effect.rating, effect.handoffId],
        },
      ]
  }
}
