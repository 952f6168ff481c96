import type { LoggedCase } from '../../src/bench/recount.ts'
import { caseFile, judgeMove } from '../../src/core/case.ts'
import type { CaseEvent, MoveFacts } from '../../src/core/case.ts'
import { caseMoves, moveNames } from '../../src/core/case-moves.ts'
import { casePapers } from '../../src/core/case-status.ts'

export const china = (text: string): number => Date.parse(`${text}+08:00`)

/** Numbers of 0 up to 1, the same for the same seed (mulberry32). */
export const chanceOf = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const HOUR = 3_600_000
const PATH = ['submit', 'receive', 'begin-preliminary', 'transfer', 'grant', 'assign', 'engage', 'begin', 'close-out', 'rate'] as const

/** Cases that go their way from autumn to winter by legal moves, most of them as they should, some by whatever is possible. */
export const countyCases = (count: number, seed: number): readonly LoggedCase[] => {
  const chance = chanceOf(seed)
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const village = chance() < 0.1 ? undefined : one([1, 2, 3, 4, 5])
    let at = china('2026-09-20T00:00') + chance() * 95 * 24 * HOUR
    let events: readonly CaseEvent[] = []
    for (let step = 0; step < 16; step += 1) {
      const file = caseFile(events)
      const counselId = one(['k1', 'k2', 'k3'])
      const facts: MoveFacts = {
        ...{
          papers: casePapers,
          confirmed: true,
          reason: '理由',
          remedies: '异议',
          items: ['工资条'],
          due: '2028-01-01',
          where: '青岛',
          ground: 1,
          number: '1',
        },
        ...{ conflicts: [], outcome: '办结', checklist: true, subsidyFen: 1, counselId, score: Math.ceil(chance() * 5), counselName: '某顾问' },
        ...(chance() < 0.7 ? { amountFen: Math.round(chance() * 5_000_000) } : {}),
        ...(chance() < 0.3 ? { avoidedFen: Math.round(chance() * 900_000) } : {}),
      }
      const wanted =
        chance() < 0.75 ? PATH.find((name) => (caseMoves[name].from as readonly string[]).includes(file.status) && caseMoves[name].to !== 'same') : undefined
      const possible = wanted === undefined ? moveNames.filter((name) => (caseMoves[name].from as readonly string[]).includes(file.status)) : [wanted]
      if (possible.length === 0) break
      const move = one(possible)
      const role = one(caseMoves[move].by)
      const handed =
        move === 'receive' && chance() < 0.3 ? { handedOn: new Date(at + 8 * HOUR - Math.floor(chance() * 4) * 24 * HOUR).toISOString().slice(0, 10) } : {}
      const through = move === 'submit' ? { through: one(['self', 'self', 'counsel', 'contact'] as const) } : {}
      const id = role === 'applicant' ? 'p' : role === 'counsel' ? (file.counselId ?? 'k') : `${role}1`
      const judged = judgeMove(
        file,
        { exemption: 'none', applicantId: 'p' },
        { move, actor: { role, id, name: '某人' }, door: 'console', at: Math.round(at), facts: { ...facts, ...handed, ...through } },
      )
      if (judged.kind === 'illegal') continue
      events = [...events, judged.event]
      at += chance() * (chance() < 0.1 ? 12 : 3) * 24 * HOUR
    }
    return {
      id: `c${index}`,
      matter: one(['要工钱', '工伤', '赡养费']),
      ...(village === undefined ? {} : { villageCode: `37028510100${village}`, townCode: village < 4 ? '370285101' : '370285102' }),
      events,
    }
  }).filter(({ events }) => events.length > 0)
}
