import type { Effect } from '../../core/turn.ts'
import type { Place } from './effects.ts'
import type { Tables, Transaction } from './tables.ts'

type FormEffect = Extract<Effect, { kind: 'file-task' | 'finish-task' | 'schedule' | 'unschedule' | 'ask-confirmation' | 'settle-confirmation' | 'forget' }>

/** What forms write: tasks, work for later, confirmations, and what is erased. False where the turn must be decided again. */
export const applyForm = (tables: Tables, tx: Transaction, effect: FormEffect, turn: Place): boolean => {
  const { now, conversationId } = turn
  switch (effect.kind) {
    case 'finish-task': {
      const found = tables.tasks.get(effect.id)
      if (found?.status !== 'open') return false
      tx.put(tables.tasks, effect.id, { ...found, status: 'done' })
      return true
    }
    case 'file-task':
      if ([...tables.tasks.values()].some((task) => task.number === effect.task.number)) return false
      tx.put(tables.tasks, effect.task.id, { ...effect.task, partyId: turn.partyId, conversationId, status: 'open', createdAt: now })
      return true
    case 'schedule': {
      const id = tables.jobs.get(effect.key)?.id ?? Math.max(0, ...[...tables.jobs.values()].map((job) => job.id)) + 1
      tx.put(tables.jobs, effect.key, {
        id,
        key: effect.key,
        conversationId: effect.conversation ?? conversationId,
        dueAt: effect.dueAt,
        body: effect.job,
        status: 'pending',
      })
      return true
    }
    case 'unschedule':
      tx.remove(tables.jobs, effect.key)
      return true
    case 'ask-confirmation': {
      if ([...tables.confirmations.values()].some((one) => one.code === effect.code)) return false
      tx.put(tables.confirmations, effect.confirmation.id, { ...effect.confirmation, code: effect.code, conversationId, status: 'waiting' })
      return true
    }
    case 'settle-confirmation': {
      const found = tables.confirmations.get(effect.id)
      if (found?.status !== 'waiting') return false
      tx.put(tables.confirmations, effect.id, { ...found, status: effect.status, flow: '', answers: {}, tail: '' })
      return true
    }
    case 'forget': {
      tx.remove(tables.subscribed, turn.partyId)
      for (const [token, one] of tables.passes) if (one.partyId === turn.partyId) tx.remove(tables.passes, token)
      tx.remove(tables.phones, turn.partyId)
      const party = tables.parties.get(turn.partyId)
      if (party) tx.put(tables.parties, party.id, { ...party, name: effect.name })
      for (const one of tables.confirmations.values())
        if (one.conversationId === conversationId && one.status === 'waiting')
          tx.put(tables.confirmations, one.id, { ...one, status: 'expired', flow: '', answers: {}, tail: '' })
      for (const [id, row] of tables.answered) if (row.conversationId === conversationId) tx.remove(tables.answered, id)
      for (const row of tables.inbox.values())
        if (row.conversationId === conversationId && row.status !== 'pending' && row.id !== turn.inboxId)
          tx.put(tables.inbox, row.id, { ...row, body: { kind: 'internal', event: { kind: 'notice', parts: [], class: 'notice' } } })
      for (const run of tables.runs.values())
        if (run.conversationId === conversationId)
          tx.put(tables.runs, run.id, {
            ...run,
            status: run.status === 'open' ? 'ended' : run.status,
            state: { flow: '', version: 0, step: '', answers: {}, trail: [], misses: 0 },
          })
      for (const [key, row] of tables.outbox)
        if (row.conversationId === conversationId && (row.status === 'sent' || row.status === 'withheld' || row.status === 'dead'))
          tx.remove(tables.outbox, key)
      for (const [key, gap] of tables.gaps) if (gap.conversationId === conversationId) tx.remove(tables.gaps, key)
      return true
    }
  }
}
