import type { Effect } from '../../core/turn.ts'
import type { TurnCommit } from '../../ports/store.ts'
import type { SqlStatement } from './driver.ts'
import { insert } from './insert.ts'
import type { Sealing } from './sealing.ts'

type FormEffect = Extract<Effect, { kind: 'file-task' | 'finish-task' | 'schedule' | 'unschedule' | 'ask-confirmation' | 'settle-confirmation' | 'forget' }>
type Place = Pick<TurnCommit, 'inboxId' | 'conversationId' | 'partyId' | 'now'>

/** What is left of a confirmation that is over. */
const EMPTY_CONFIRMATION = { flow: '', flowVersion: 0, answers: {}, tail: '' } as const

const SCHEDULE = `INSERT INTO "Job" ("key","kind","conversationId","payload","dueAt","status") VALUES (?,?,?,?,?,'pending')
  ON CONFLICT ("key") DO UPDATE SET "kind" = excluded."kind", "conversationId" = excluded."conversationId", "payload" = excluded."payload",
  "dueAt" = excluded."dueAt", "status" = 'pending', "doneAt" = NULL`

/** Name of a confirmation's code among keyed hashes. */
export const codeName = (code: string): string => `confirmation ${code}`

/** The rows that forms write: tasks, work for later, confirmations, and what is erased. */
export const formStatements = (effect: FormEffect, turn: Place, sealing: Sealing): readonly SqlStatement[] => {
  const { now, conversationId } = turn
  switch (effect.kind) {
    case 'file-task': {
      const { task } = effect
      return [
        insert('Task', {
          id: task.id,
          number: task.number,
          kind: task.kind,
          title: task.title,
          addressee: task.addressee,
          officeId: task.officeId ?? null,
          partyId: turn.partyId,
          conversationId,
          caseId: task.caseId ?? null,
          status: 'open',
          facts: sealing.seal(task.facts, 'task'),
          createdAt: now,
          dueAt: task.dueAt ?? null,
        }),
      ]
    }
    case 'finish-task':
      return [{ sql: 'UPDATE "Task" SET "status" = \'done\', "doneAt" = ? WHERE "id" = ? AND "status" = \'open\'', params: [now, effect.id], expect: 1 }]
    case 'schedule':
      return [{ sql: SCHEDULE, params: [effect.key, effect.job.kind, effect.conversation ?? conversationId, sealing.seal(effect.job, 'job'), effect.dueAt] }]
    case 'unschedule':
      return [{ sql: 'DELETE FROM "Job" WHERE "key" = ?', params: [effect.key] }]
    case 'ask-confirmation': {
      const { id, expiresAt, ...body } = effect.confirmation
      return [
        insert('Confirmation', {
          id,
          codeIndex: sealing.index(codeName(effect.code)),
          partyId: turn.partyId,
          conversationId,
          status: 'waiting',
          body: sealing.seal(body, 'confirmation'),
          createdAt: now,
          expiresAt,
        }),
      ]
    }
    case 'settle-confirmation':
      // What was filled in is kept by the case it became; here nothing of it stays.
      return [
        {
          sql: 'UPDATE "Confirmation" SET "status" = ?, "body" = ? WHERE "id" = ? AND "status" = \'waiting\'',
          params: [effect.status, sealing.seal(EMPTY_CONFIRMATION, 'confirmation'), effect.id],
          expect: 1,
        },
      ]
    case 'forget':
      return [
        { sql: 'DELETE FROM "Pass" WHERE "partyId" = ?', params: [turn.partyId] },
        { sql: 'UPDATE "Party" SET "name" = ?, "phoneIndex" = NULL WHERE "id" = ?', params: [sealing.seal(effect.name, 'party'), turn.partyId] },
        { sql: 'DELETE FROM "Answered" WHERE "conversationId" = ?', params: [conversationId] },
        {
          sql: 'UPDATE "Inbox" SET "body" = ? WHERE "conversationId" = ? AND "status" <> \'pending\' AND "id" <> ?',
          params: [sealing.seal({ kind: 'internal', event: { kind: 'notice', parts: [], class: 'notice' } }, 'inbox'), conversationId, turn.inboxId],
        },
        {
          sql: 'UPDATE "FlowRun" SET "status" = \'ended\', "state" = ?, "updatedAt" = ? WHERE "conversationId" = ? AND "status" = \'open\'',
          params: [sealing.seal({ flow: '', version: 0, step: '', answers: {}, trail: [], misses: 0 }, 'run'), now, conversationId],
        },
        { sql: 'DELETE FROM "FlowRun" WHERE "conversationId" = ? AND "status" <> \'open\' AND "updatedAt" < ?', params: [conversationId, now] },
        // What was filled in for others and not confirmed yet.
        {
          sql: 'UPDATE "Confirmation" SET "status" = \'expired\', "body" = ? WHERE "partyId" = ? AND "status" = \'waiting\'',
          params: [sealing.seal(EMPTY_CONFIRMATION, 'confirmation'), turn.partyId],
        },
        { sql: `DELETE FROM "Outbox" WHERE "conversationId" = ? AND "status" IN ('sent','withheld','dead')`, params: [conversationId] },
        { sql: 'DELETE FROM "Gap" WHERE "conversationId" = ?', params: [conversationId] },
        { sql: 'UPDATE "Party" SET "subscribed" = ? WHERE "id" = ?', params: [false, turn.partyId] },
      ]
  }
}
