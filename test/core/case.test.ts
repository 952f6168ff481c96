import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { caseFile, judgeMove, movesOf, newCaseFile } from '../../src/core/case.ts'
import type { CaseContext, CaseEvent, CaseFile, MoveFacts, MoveRequest } from '../../src/core/case.ts'
import { caseMoves, moveNames } from '../../src/core/case-moves.ts'
import type { MoveName, MoveRule } from '../../src/core/case-moves.ts'
import { casePapers, caseRoles, caseStatuses } from '../../src/core/case-status.ts'
import type { CaseRole, CaseStatus } from '../../src/core/case-status.ts'
import { clocksOf } from '../../src/core/deadline.ts'
import type { ClockId, Practice } from '../../src/core/deadline.ts'
import { root } from '../../src/root.ts'
import { caseTable } from './case-table.ts'

const DAY = 86_400_000
const START = Date.parse('2026-11-23T09:00+08:00')
const context: CaseContext = { exemption: 'none', applicantId: 'p1' }
const idOf: Partial<Record<CaseRole, string>> = { applicant: 'p1', counsel: 'k1' }
/** Everything any move could want. */
const whole: MoveFacts = {
  papers: casePapers,
  confirmed: true,
  reason: '理由',
  remedies: '可以提出异议',
  items: ['工资条'],
  due: '2028-01-01',
  where: '青岛市法律援助中心',
  ground: 1,
  counselId: 'k1',
  counselName: '顾问',
  conflicts: [],
  number: '莱法援字〔2026〕0001号',
  outcome: '要回工资',
  subsidyFen: 150_000,
  checklist: true,
  score: 5,
}
const request = (move: MoveName, role: CaseRole, over: Partial<MoveRequest> = {}): MoveRequest => ({
  move,
  actor: { role, id: idOf[role] ?? `${role}-1`, name: '某人' },
  door: 'console',
  at: START,
  facts: whole,
  ...over,
})
const firstOf = (move: MoveName): CaseRole => caseMoves[move].by[0] ?? 'agency'
type Step = MoveName | readonly [MoveName, Partial<MoveRequest>]
/** Makes the moves in a row, each by the first role that may; the events. */
const walk = (...moves: readonly Step[]): readonly CaseEvent[] => {
  let events: readonly CaseEvent[] = []
  for (const one of moves) {
    const [move, over] = typeof one === 'string' ? [one, {}] : one
    const judged = judgeMove(caseFile(events), context, request(move, over.actor?.role ?? firstOf(move), over))
    if (judged.kind === 'illegal') throw new Error(`${move}: ${JSON.stringify(judged.problems)}`)
    events = [...events, judged.event]
  }
  return events
}
const statusAfter = (...moves: readonly Step[]) => caseFile(walk(...moves)).status
const toReview = ['submit', 'receive', 'begin-preliminary', 'transfer'] as const
const problemsOf = (events: readonly CaseEvent[], asked: MoveRequest) => {
  const judged = judgeMove(caseFile(events), context, asked)
  return judged.kind === 'illegal' ? judged.problems : []
}

const practice: Practice = parse(readFileSync(`${root}/src/texts/clocks.yml`, 'utf8'))
const DECIDE: readonly ClockId[] = ['decide', 'decide-again']
/** Clocks of which one is open in a status. */
const CLOCKS: Partial<Record<CaseStatus, readonly ClockId[]>> = {
  submitted: DECIDE,
  received: DECIDE,
  preliminary: DECIDE,
  verifying: DECIDE,
  review: DECIDE,
  emergency: DECIDE,
  supplement: ['supplement'],
  granted: ['assign'],
  notified: ['assign-notified'],
  assigned: ['engage'],
  reassign: ['change'],
  objection: ['objection'],
  'closed-out': ['file-review'],
}

describe('a case', () => {
  it('goes from the application to the archive', () => {
    expect(statusAfter(...toReview, 'verify', 'verified', 'grant', 'assign', 'engage', 'begin', 'report', 'close-out', 'archive')).toBe('archived')
  })

  it('is refused by nobody but a named person of the agency, with reasons and remedies', () => {
    const before = walk(...toReview)
    for (const role of caseRoles) expect(judgeMove(caseFile(before), context, request('refuse', role)).kind).toBe(role === 'agency' ? 'legal' : 'illegal')
    expect(problemsOf(before, request('refuse', 'agency', { actor: { role: 'agency', id: 'a', name: ' ' } }))).toContainEqual({ kind: 'role', may: ['agency'] })
    expect(problemsOf(before, request('refuse', 'agency', { facts: {} }))).toEqual([
      { kind: 'missing', what: 'reason' },
      { kind: 'missing', what: 'remedies' },
      { kind: 'paper', paper: 'refusal-decision' },
    ])
  })

  it('says what would make a move legal', () => {
    const [problem] = problemsOf(walk('submit'), request('grant', 'agency'))
    expect(problem).toMatchObject({ kind: 'status', from: ['review', 'emergency'] })
    expect(problem?.kind === 'status' ? problem.now : []).toContain('receive')
  })

  it('gives aid first and goes on with the review; when granted, counsel is there already', () => {
    const aided = walk('submit', 'receive', 'aid-first', 'assign')
    expect(caseFile(aided)).toMatchObject({ status: 'emergency', aidFirst: true, counselId: 'k1' })
    expect(statusAfter('submit', 'receive', 'aid-first', 'assign', 'grant')).toBe('assigned')
    expect(statusAfter('submit', 'aid-first', 'grant')).toBe('granted')
    expect(statusAfter('submit', 'receive', 'aid-first', 'assign', 'refuse')).toBe('refused')
  })

  it('comes back from a supplement, a change of counsel and an objection to where it was', () => {
    expect(statusAfter('submit', 'receive', 'ask-supplement', 'supplement')).toBe('preliminary')
    expect(statusAfter(...toReview, 'ask-supplement', 'supplement')).toBe('review')
    expect(statusAfter(...toReview, 'grant', 'assign', 'engage', 'begin', 'ask-change', 'keep-counsel')).toBe('in-progress')
    expect(statusAfter(...toReview, 'grant', 'assign', 'ask-change', 'assign')).toBe('assigned')
    expect(statusAfter(...toReview, 'refuse', 'object', 'correct')).toBe('review')
    expect(statusAfter(...toReview, 'grant', 'assign', 'engage', 'begin', 'terminate', 'object', 'correct')).toBe('in-progress')
  })

  it('is not objected to twice: an upheld decision goes to reconsideration or to court', () => {
    const upheld = walk(...toReview, 'refuse', 'object', 'uphold')
    expect(caseFile(upheld)).toMatchObject({ status: 'refused', upheld: true })
    expect(problemsOf(upheld, request('object', 'applicant'))).toEqual([{ kind: 'upheld' }])
  })

  it('asks for everything missing at once; a second request says why', () => {
    const asked = walk('submit', 'receive', 'ask-supplement', 'supplement')
    const { reason: _, ...silent } = whole
    expect(problemsOf(asked, request('ask-supplement', 'office', { facts: silent }))).toEqual([{ kind: 'asked-once' }])
    expect(problemsOf(asked, request('ask-supplement', 'office'))).toEqual([])
  })

  it('is deemed withdrawn only after the day set, and by the agency', () => {
    const asked = walk('submit', 'receive', ['ask-supplement', { facts: { ...whole, due: '2026-12-01' } }])
    expect(problemsOf(asked, request('deem-withdrawn', 'agency', { at: Date.parse('2026-12-01T23:00+08:00') }))).toEqual([
      { kind: 'early', until: '2026-12-01' },
    ])
    expect(problemsOf(asked, request('deem-withdrawn', 'agency', { at: Date.parse('2026-12-02T08:00+08:00') }))).toEqual([])
    expect(problemsOf(asked, request('deem-withdrawn', 'office', { at: START + 30 * DAY }))).toContainEqual({ kind: 'role', may: ['agency'] })
  })

  it('never gets counsel in conflict, nor a check of means that article 32 forbids', () => {
    const granted = walk(...toReview, 'grant')
    expect(problemsOf(granted, request('assign', 'agency', { facts: { ...whole, conflicts: ['own-village'] } }))).toEqual([
      { kind: 'conflict', found: ['own-village'] },
    ])
    const judged = judgeMove(caseFile(walk(...toReview)), { ...context, exemption: 'article-32' }, request('verify', 'agency'))
    expect(judged).toEqual({ kind: 'illegal', problems: [{ kind: 'exempt' }] })
  })

  it('belongs to its applicant and to its counsel', () => {
    const stranger = { role: 'applicant', id: 'p2', name: '别人' } as const
    expect(problemsOf(walk('submit'), request('withdraw', 'applicant', { actor: stranger }))).toEqual([{ kind: 'not-theirs', role: 'applicant' }])
    const other = { role: 'counsel', id: 'k2', name: '别的顾问' } as const
    expect(problemsOf(walk(...toReview, 'grant', 'assign'), request('engage', 'counsel', { actor: other }))).toEqual([{ kind: 'not-theirs', role: 'counsel' }])
  })
})

describe('the machine of moves', () => {
  it('reaches every status, and only names that exist', () => {
    const reached = new Set<string>()
    const visit = (file: CaseFile, depth: number): void => {
      const key = JSON.stringify([file.status, file.back, file.handledAt, file.counselId, file.upheld])
      if (reached.has(key) || depth === 0) return
      reached.add(key)
      for (const move of moveNames)
        for (const role of caseMoves[move].by) {
          const judged = judgeMove(file, context, request(move, role, { at: START + 800 * DAY, facts: { ...whole, due: '2029-02-01' } }))
          if (judged.kind === 'legal') visit(applied(file, judged.event), depth - 1)
        }
    }
    visit(newCaseFile, 14)
    const statuses = new Set([...reached].map((key) => String(JSON.parse(key)[0])))
    expect([...statuses].sort()).toEqual([...caseStatuses].sort())
  })

  it('holds under random people and moves', () => {
    type Real = { events: readonly CaseEvent[]; now: number }
    type Asked = { readonly move: MoveName; readonly role: CaseRole; readonly holes: readonly string[]; readonly days: number; readonly stranger: boolean }
    const command = ({ move, role, holes, days, stranger }: Asked): fc.Command<{ status: string }, Real> => ({
      check: () => true,
      run(model, real) {
        real.now += days * DAY
        const file = caseFile(real.events)
        expect(file.status).toBe(model.status)
        const facts: MoveFacts = Object.fromEntries(Object.entries(whole).filter(([name]) => !holes.includes(name)))
        const actor = { role, id: stranger ? 'other' : (idOf[role] ?? role), name: '某人' }
        const judged = judgeMove(file, context, { move, actor, door: 'console', at: real.now, facts })
        const rule: MoveRule = caseMoves[move]
        if (judged.kind === 'illegal') {
          expect(judged.problems.length).toBeGreaterThan(0)
          return
        }
        expect(rule.by).toContain(role)
        expect(rule.from).toContain(model.status)
        expect(caseStatuses).toContain(judged.event.to)
        expect(rule.papers.every((paper) => judged.event.facts.papers?.includes(paper))).toBe(true)
        if (stranger && move !== 'submit') expect(['applicant', 'counsel']).not.toContain(role)
        if (move === 'refuse' || move === 'terminate') expect(facts.reason && facts.remedies).toBeTruthy()
        real.events = [...real.events, judged.event]
        model.status = judged.event.to
        expect(caseFile(real.events).seq).toBe(real.events.length)
        // Wherever somebody has to act, a clock runs, stands or is late: no deadline is lost by a move.
        const open = clocksOf(real.events, practice, real.now).flatMap((one) => (one.endedAt === undefined ? [one.id] : []))
        const wanted = CLOCKS[judged.event.to]
        if (wanted)
          expect(
            open.some((id) => wanted.includes(id)),
            `${move} to ${judged.event.to}: ${open.join()}`,
          ).toBe(true)
      },
      toString: () => `${role} ${move}`,
    })
    const commands = fc
      .record({
        move: fc.constantFrom(...moveNames),
        any: fc.constantFrom(...caseRoles),
        right: fc.integer({ min: 0, max: 9 }),
        holes: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(Object.keys(whole)) }),
        days: fc.integer({ min: 0, max: 12 }),
        stranger: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      })
      .map(({ move, any, right, holes, days, stranger }) => {
        const by = caseMoves[move].by
        return command({ move, role: right < 7 ? (by[right % by.length] ?? any) : any, holes, days, stranger })
      })
    fc.assert(
      fc.property(fc.commands([commands], { maxCommands: 120 }), (list) => {
        fc.modelRun(() => ({ model: { status: 'draft' }, real: { events: [], now: START } }), list)
      }),
      { numRuns: 300 },
    )
  })

  it('offers a role exactly the moves it can make', () => {
    expect(movesOf(caseFile(walk(...toReview)), 'bureau')).toEqual([])
    expect(movesOf(caseFile(walk(...toReview)), 'agency')).toEqual(['redirect', 'ask-supplement', 'withdraw', 'verify', 'aid-first', 'grant', 'refuse'])
  })

  it('is written in src/README.md as it is', () => {
    const readme = readFileSync(`${root}/src/README.md`, 'utf8')
    expect(readme).toContain(caseTable())
  })
})

const applied = (file: CaseFile, event: CaseEvent): CaseFile => {
  // The file's own history does not matter to what comes next: only what it has become.
  const before: readonly CaseEvent[] = histories.get(file) ?? []
  const events = [...before, event]
  const next = caseFile(events)
  histories.set(next, events)
  return next
}
const histories = new WeakMap<CaseFile, readonly CaseEvent[]>()
