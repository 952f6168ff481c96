import type { CaseStatus } from '../../core/case-status.ts'
import type { Load } from '../../core/dispatch.ts'
import type { Prisma } from './open-prisma.ts'

/** A case that is assigned and goes on. */
const HANDLED: CaseStatus[] = ['emergency', 'assigned', 'engaged', 'in-progress']
const MONTH_MS = 30 * 24 * 3_600_000

/** What each counsel has in hand, and took within the last 30 days, and which cases they handle. */
export const readLoads = async (prisma: Prisma, now: number): Promise<ReadonlyMap<string, Load>> => {
  const by = ['counselId'] as const
  const open = await prisma.handoff.groupBy({ by: [...by], where: { status: 'accepted' }, _count: true })
  const month = await prisma.handoff.groupBy({ by: [...by], where: { acceptedAt: { gte: now - MONTH_MS } }, _count: true })
  const cases = await prisma.case.groupBy({ by: [...by], where: { status: { in: HANDLED } }, _count: true })
  const loads = new Map<string, Load>()
  for (const row of month) if (row.counselId !== null) loads.set(row.counselId, { open: 0, month: row._count })
  for (const row of open) if (row.counselId !== null) loads.set(row.counselId, { month: 0, ...loads.get(row.counselId), open: row._count })
  for (const row of cases) if (row.counselId !== null) loads.set(row.counselId, { open: 0, month: 0, ...loads.get(row.counselId), cases: row._count })
  return loads
}
