import type { Complaint } from '../../core/complaint.ts'
import type { CorrectionMatter } from '../../core/correction.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { Instant } from '../../core/ids.ts'
import type { ServiceEffect } from '../../core/service-view.ts'
import type { Role } from '../../core/turn.ts'
import type { SqlDriver, SqlRow, SqlStatement } from './driver.ts'
import { insert } from './insert.ts'
import { matterStatements } from './matter-rows.ts'
import { text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

const MOST = 30
const OF_OFFICE = `"officeId" = (SELECT "officeId" FROM "Staff" WHERE "id" = ?)`
/** A mediation, for `whose`. */
export const MEDIATION = 'SELECT "partyId","conversationId","body" FROM "Mediation"'
/** A complaint, for `whose`. */
export const COMPLAINT = 'SELECT "partyId","conversationId","body" FROM "Complaint"'
const CORRECTION = 'SELECT "partyId","conversationId","body" FROM "CorrectionMatter"'

type Who = { readonly role: Role; readonly partyId: string; readonly staffId: string | undefined }

/** Rows of mediation and community correction. */
export const serviceStatements = (effect: ServiceEffect, now: Instant, sealing: Sealing): readonly SqlStatement[] => {
  switch (effect.kind) {
    case 'open-mediation': {
      const { id, partyId, conversationId, status, version, officeId, openedAt } = effect.mediation
      const body = sealing.seal(effect.mediation, 'mediation')
      return [
        insert('Mediation', {
          id,
          number: effect.mediation.number,
          partyId,
          conversationId,
          officeId: officeId ?? null,
          status,
          version,
          body,
          openedAt,
          updatedAt: now,
        }),
      ]
    }
    case 'move-mediation': {
      const { id, status, version } = effect.mediation
      return [
        {
          sql: 'UPDATE "Mediation" SET "status" = ?, "version" = ?, "body" = ?, "updatedAt" = ? WHERE "id" = ? AND "version" = ?',
          params: [status, version, sealing.seal(effect.mediation, 'mediation'), now, id, effect.version],
          expect: 1,
        },
      ]
    }
    case 'open-matter':
    case 'change-matter':
    case 'join-matter':
      return matterStatements(effect, now, sealing)
    case 'open-complaint': {
      const { id, number, partyId, conversationId, caseId, status, version, openedAt } = effect.complaint
      const body = sealing.seal(effect.complaint, 'complaint')
      return [
        insert('Complaint', {
          id,
          number,
          partyId,
          conversationId,
          caseId: caseId ?? null,
          status,
          version,
          body,
          openedAt,
          updatedAt: now,
        }),
      ]
    }
    case 'move-complaint': {
      const { id, status, version } = effect.complaint
      return [
        {
          sql: 'UPDATE "Complaint" SET "status" = ?, "version" = ?, "body" = ?, "updatedAt" = ? WHERE "id" = ? AND "version" = ?',
          params: [status, version, sealing.seal(effect.complaint, 'complaint'), now, id, effect.version],
          expect: 1,
        },
      ]
    }
    case 'record-screening': {
      const { id, caseId, partyId, by, purpose, at, screening } = effect.result
      return [insert('Screening', { id, caseId, partyId, by, purpose, outcome: screening.outcome, body: sealing.seal(effect.result, 'screening'), at })]
    }
    case 'open-correction': {
      const { id, partyId, conversationId, officeId, status, createdAt } = effect.matter
      const body = sealing.seal(effect.matter, 'correction')
      return [
        insert('CorrectionMatter', {
          id,
          number: effect.matter.number,
          partyId,
          conversationId,
          officeId,
          status,
          version: 0,
          body,
          createdAt,
          updatedAt: now,
        }),
      ]
    }
    case 'move-correction':
      return [
        {
          sql: 'UPDATE "CorrectionMatter" SET "status" = ?, "version" = "version" + 1, "body" = ?, "updatedAt" = ? WHERE "id" = ? AND "status" = ?',
          params: [effect.matter.status, sealing.seal(effect.matter, 'correction'), now, effect.matter.id, effect.before],
          expect: 1,
        },
      ]
  }
}

/** A thread may have been joined to another since: whose it is, the columns say. */
export const whose = <T>(row: SqlRow, sealing: Sealing, context: string): T => ({
  ...sealing.open<T>(row['body'], context),
  partyId: text(row, 'partyId'),
  conversationId: text(row, 'conversationId'),
})

/** A villager's own mediations (asked for only where `has`), an office's for its staff. */
export const mediationsOf = async (driver: SqlDriver, sealing: Sealing, who: Who & { readonly has: boolean }): Promise<readonly Mediation[]> => {
  const ofOffice = who.role === 'clerk' || who.role === 'office-head' || who.role === 'mediator'
  if (!ofOffice && !(who.role === 'villager' && who.has)) return []
  const where = ofOffice ? OF_OFFICE : '"partyId" = ?'
  const rows = await driver.all(`${MEDIATION} WHERE ${where} ORDER BY "openedAt" DESC, "id" DESC LIMIT ${MOST}`, [ofOffice ? (who.staffId ?? '') : who.partyId])
  return rows.map((row) => whose<Mediation>(row, sealing, 'mediation'))
}

/** For the bureau the complaints that are not ended, for everybody else their own (法律援助法 56). */
export const complaintsOf = async (driver: SqlDriver, sealing: Sealing, { role, partyId }: Who): Promise<readonly Complaint[]> => {
  const rows =
    role === 'bureau'
      ? await driver.all(`${COMPLAINT} WHERE "status" IN ('filed','taken') ORDER BY "openedAt", "id" LIMIT ${MOST}`, [])
      : await driver.all(`${COMPLAINT} WHERE "partyId" = ? ORDER BY "openedAt" DESC, "id" DESC LIMIT ${MOST}`, [partyId])
  return rows.map((row) => whose<Complaint>(row, sealing, 'complaint'))
}

/** A villager's own matters, an officer's office's; nobody else's role opens a row (社区矫正法 26, 54). */
export const correctionsOf = async (driver: SqlDriver, sealing: Sealing, who: Who): Promise<readonly CorrectionMatter[]> => {
  if (who.role !== 'villager' && who.role !== 'correction-officer') return []
  const [where, value] = who.role === 'villager' ? ['"partyId" = ?', who.partyId] : [OF_OFFICE, who.staffId ?? '']
  const rows = await driver.all(`${CORRECTION} WHERE ${where} ORDER BY "number" DESC LIMIT ${MOST}`, [value])
  return rows.map((row) => whose<CorrectionMatter>(row, sealing, 'correction'))
}
