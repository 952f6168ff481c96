import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confirmationEnds, isMediationOver, mediationMoves, moveMediation, remediesOf } from '../../src/core/mediation.ts'
import type { Mediation, MediationActor, MediationFacts } from '../../src/core/mediation.ts'

const office: MediationActor = { role: 'office', id: 'staff-1', name: '刘主任' }
const applicant: MediationActor = { role: 'applicant', id: 'p1', name: '王小明' }
const fresh = (over: Partial<Mediation> = {}): Mediation => ({
  ...{ id: 'm1', number: '2026-1', version: 0, partyId: 'p1', conversationId: 'c1', status: 'applied', matter: 'neighbour' },
  ...{ parties: { applicant: '王小明', mobile: '', opponents: ['老李'] }, facts: '', wish: '', openedAt: 0, events: [] },
  ...over,
})
const everyday = () => true
const today = { year: 2026, month: 11, day: 23 }
const now = { at: 0, today, isWorkday: everyday }
const facts: MediationFacts = { mediators: ['刘主任'], terms: '还一万元', note: '谈了' }

describe('a mediation', () => {
  it('whatever is tried by whom in whatever order: an end is an end, no agreement without both sides, and a way stays open', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...mediationMoves), fc.boolean()), { maxLength: 30 }), (tries) => {
        let mediation = fresh()
        for (const [move, byOffice] of tries) {
          const before = mediation
          const moved = moveMediation(mediation, move, byOffice ? office : applicant, facts, now)
          if (moved.kind === 'not-moved') expect(moved.problems.length).toBeGreaterThan(0)
          else mediation = moved.mediation
          if (isMediationOver(before)) expect(mediation).toBe(before)
          expect(remediesOf(mediation).length).toBeGreaterThan(0)
        }
        expect(mediation.version).toBe(mediation.events.length)
        const moves = mediation.events.map((event) => event.move)
        if (moves.includes('agree')) expect(moves.indexOf('consent')).toBeLessThan(moves.indexOf('agree'))
        if (moves.includes('agree')) expect(moves).toContain('consent')
        if (moves.includes('agree')) expect(moves).toContain('name-mediators')
        if (moves.includes('confirm')) expect(moves).toContain('agree')
        for (const event of mediation.events) if (event.actor.role === 'applicant') expect(['stop', 'perform', 'break']).toContain(event.move)
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  it('may be confirmed on the thirtieth day, the first not counted, moved on over holidays; not after', () => {
    expect(confirmationEnds(today, everyday)).toEqual({ year: 2026, month: 12, day: 23 })
    expect(confirmationEnds(today, (date) => date.day !== 23 && date.day !== 24)).toEqual({ year: 2026, month: 12, day: 25 })
    const agreed = fresh({ status: 'agreed', events: [{ move: 'agree', to: 'agreed', at: 0, actor: office, facts: { ...facts, effective: today } }] })
    const confirm = (day: number) => moveMediation(agreed, 'confirm', office, { effective: { year: 2026, month: 12, day } }, now).kind
    expect([confirm(23), confirm(24)]).toEqual(['moved', 'not-moved'])
  })

  it('names the next step by what stands: enforcement once confirmed, the payment order for wages, court otherwise', () => {
    const event = { at: 0, actor: office, facts } as const
    const agree = { ...event, move: 'agree', to: 'agreed' } as const
    const confirm = { ...event, move: 'confirm', to: 'confirmed' } as const
    expect(remediesOf({ status: 'broken', matter: 'debt', events: [agree, confirm] })).toEqual(['enforcement'])
    expect(remediesOf({ status: 'broken', matter: 'labour', events: [agree] })).toEqual(['payment-order', 'suit'])
    expect(remediesOf({ status: 'failed', matter: 'labour', events: [] })).toEqual(['arbitration'])
    expect(remediesOf({ status: 'declined', matter: 'land', events: [] })).toEqual(['land-arbitration', 'suit'])
  })
})
