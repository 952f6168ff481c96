import { assertNever } from '../../core/assert-never.ts'
import type { Effect } from '../../core/turn.ts'
import type { TurnCommit } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import type { SqlStatement } from './driver.ts'
import { eventRow, moveStatements } from './case-rows.ts'
import { tellStatement } from './recipient.ts'
import { formStatements } from './form-effects.ts'
import { handoffStatements } from './handoff-effects.ts'
import { insert } from './insert.ts'
import { publicityStatements } from './publicity.ts'
import { referralStatements } from './referrals.ts'
import { workStatements } from './works.ts'
import { serviceStatements } from './service-rows.ts'
import { dropStatements, issueStatements, mergeStatements, revokeStatement } from './passes.ts'
import { answeredName } from './answered.ts'
import type { Sealing } from './sealing.ts'

type Place = Pick<TurnCommit, 'inboxId' | 'conversationId' | 'partyId' | 'address' | 'now'>

/** The rows that an effect of a turn writes. A statement with `expect` that changes less undoes the whole turn: decide again. */
export const effectStatements = (effect: Effect, index: number, turn: Place, sealing: Sealing, ids: Ids): readonly SqlStatement[] => {
  const { now } = turn
  switch (effect.kind) {
    case 'send': {
      const address = effect.to ?? turn.address
      return [
        insert('Outbox', {
          key: `${turn.inboxId}:${index}`,
          conversationId: turn.conversationId,
          inboxId: turn.inboxId,
          class: effect.class,
          channel: address.channel,
          body: sealing.seal({ address, part: effect.part }, 'outbox'),
          status: 'pending',
          attempts: 0,
          nextAt: now,
          createdAt: now,
        }),
      ]
    }
    case 'issue-pass':
      return issueStatements(effect.pass, now, sealing)
    case 'revoke-pass':
      return [revokeStatement(effect.partyId, effect.pass)]
    case 'merge':
      return mergeStatements(effect, turn, sealing)
    case 'drop-door':
      return dropStatements(effect, turn, sealing)
    case 'start-run':
      return [
        insert('FlowRun', {
          id: effect.id,
          conversationId: turn.conversationId,
          flow: effect.state.flow,
          version: effect.state.version,
          status: 'open',
          state: sealing.seal(effect.state, 'run'),
          createdAt: now,
          updatedAt: now,
        }),
      ]
    case 'save-run':
    case 'end-run':
      return [
        {
          sql: 'UPDATE "FlowRun" SET "state" = ?, "version" = ?, "status" = ?, "updatedAt" = ? WHERE "id" = ? AND "status" = \'open\'',
          params: [sealing.seal(effect.state, 'run'), effect.state.version, effect.kind === 'save-run' ? 'open' : effect.status, now, effect.id],
          expect: 1,
        },
      ]
    case 'consent':
      return [insert('Consent', { id: ids.next(), partyId: turn.partyId, purpose: effect.purpose, version: effect.version, given: effect.given, at: now })]
    case 'open-case': {
      const { newCase } = effect
      return [
        insert('Case', {
          id: newCase.id,
          number: newCase.number,
          partyId: turn.partyId,
          conversationId: turn.conversationId,
          status: newCase.opening.to,
          matter: newCase.matter,
          villageCode: newCase.villageCode ?? null,
          townCode: newCase.townCode ?? null,
          officeId: newCase.officeId ?? null,
          exemption: newCase.exemption,
          opponent: newCase.facts.opponent,
          urgent: newCase.urgent,
          green: newCase.green ?? null,
          matterId: newCase.matterId ?? null,
          applicantIndex: newCase.applicantId === undefined ? null : sealing.index(`resident-id ${newCase.applicantId}`),
          facts: sealing.seal(newCase.facts, 'case'),
          flow: newCase.flow,
          flowVersion: newCase.flowVersion,
          submittedAt: now,
          updatedAt: now,
          version: 1,
        }),
        eventRow(newCase.id, newCase.opening, sealing),
      ]
    }
    case 'move-case':
      return moveStatements(effect.caseId, effect.version, effect.event, sealing)
    case 'count':
      // The first number of a series makes its row; any other moves it on from exactly the number seen.
      return effect.value === 1
        ? [insert('Counter', { name: effect.series, value: 1 })]
        : [{ sql: 'UPDATE "Counter" SET "value" = ? WHERE "name" = ? AND "value" = ?', params: [effect.value, effect.series, effect.value - 1], expect: 1 }]
    case 'set-village':
      return [{ sql: 'UPDATE "Party" SET "villageCode" = ? WHERE "id" = ?', params: [effect.villageCode ?? null, turn.partyId] }]
    case 'bind-group':
      return [
        {
          sql: `INSERT INTO "GroupBinding" ("groupIndex","villageCode","byName","boundAt")
            SELECT "groupIndex",CAST(? AS TEXT),${effect.byName ? 'TRUE' : 'FALSE'},CAST(? AS INTEGER) FROM "Conversation" WHERE "id" = ? AND "groupIndex" <> ''
            ON CONFLICT ("groupIndex") DO UPDATE SET "villageCode" = excluded."villageCode", "byName" = excluded."byName", "boundAt" = excluded."boundAt"
            ${effect.byName ? 'WHERE "GroupBinding"."byName"' : ''}`,
          params: [effect.villageCode, now, turn.conversationId],
        },
      ]
    case 'file-task':
    case 'finish-task':
    case 'schedule':
    case 'unschedule':
    case 'ask-confirmation':
    case 'settle-confirmation':
    case 'forget':
      return formStatements(effect, turn, sealing)
    case 'open-mediation':
    case 'move-mediation':
    case 'open-matter':
    case 'change-matter':
    case 'join-matter':
    case 'open-complaint':
    case 'move-complaint':
    case 'open-correction':
    case 'move-correction':
    case 'record-screening':
      return serviceStatements(effect, now, sealing)
    case 'request-handoff':
    case 'offer-handoff':
    case 'claim-handoff':
    case 'transfer-handoff':
    case 'join-handoff':
    case 'note-handoff':
    case 'rate-handoff':
    case 'decline-offer':
    case 'close-handoff':
    case 'redirect-handoff':
      return handoffStatements(effect, turn, sealing)
    case 'duty':
      return [
        { sql: 'UPDATE "Counsel" SET "onDuty" = ?, "busy" = ? WHERE "id" = ?', params: [effect.onDuty, effect.busy ?? false, effect.counselId], expect: 1 },
      ]
    case 'plan-piece':
    case 'end-piece':
    case 'subscribe':
    case 'record-quiz':
      return publicityStatements(effect, turn, sealing)
    case 'refer':
    case 'move-referral':
    case 'become-grid-worker':
    case 'forget-said':
    case 'know-phone':
      return referralStatements(effect, turn, sealing)
    case 'record-work':
    case 'settle-work':
      return workStatements(effect, sealing)
    case 'tell':
      return [
        {
          ...tellStatement(effect.to, effect.event, `${turn.inboxId}:${index}`, now, sealing),
          // A thread that is there always, unless it was joined to another one meanwhile.
          ...('counsel' in effect.to ||
          'gridWorker' in effect.to ||
          'publicity' in effect.to ||
          'staff' in effect.to ||
          'member' in effect.to ||
          'answered' in effect.to
            ? {}
            : { expect: 1 }),
        },
      ]
    case 'notify-staff':
      return [insert('StaffNotice', { kind: effect.notice, officeId: effect.officeId ?? null, body: sealing.seal(effect.text, 'notice'), at: now })]
    case 'see-notices': {
      const kinds = effect.notices ?? []
      const which = kinds.length > 0 ? `"kind" IN (${kinds.map(() => '?').join(',')})` : '"officeId" = ?'
      return [
        {
          sql: `UPDATE "StaffNotice" SET "seenAt" = ? WHERE "seenAt" IS NULL AND "at" < ? AND ${which}`,
          params: [now, effect.before, ...(kinds.length > 0 ? kinds : [effect.officeId ?? ''])],
        },
      ]
    }
    case 'audit':
      return [
        insert('AuditRow', {
          at: now,
          actor: `party:${turn.partyId}`,
          door: turn.address.channel,
          action: effect.action,
          subjectKind: effect.subject.kind,
          subjectId: effect.subject.id,
          detail: sealing.seal(effect.detail, 'audit'),
        }),
      ]
    case 'answered':
      return [insert('Answered', { conversationId: turn.conversationId, intentIndex: sealing.index(answeredName(effect.intent)), at: now })]
    case 'gap':
      return [
        insert('Gap', {
          conversationId: turn.conversationId,
          text: sealing.seal(effect.text, 'gap'),
          cause: effect.cause,
          best: effect.best ?? null,
          state: 'new',
          at: now,
        }),
      ]
    default:
      return assertNever(effect)
  }
}
