import { QUIZ_KEPT_MS } from '../../core/publicity.ts'
import { GAP_KEPT_MS } from '../../core/gap.ts'
import type { Prisma } from './open-prisma.ts'

/** A status that a department took back is kept so long: who decided on it may still be asked (个人信息保护法 19, 47). */
const ENDED_MS = 365 * 24 * 3_600_000

/** Text messages are counted by the day. */
const COUNTED_MS = 2 * 24 * 3_600_000

/**
 * Deletes what is kept no longer than stated: referrals, links and codes, and pages opened by a link, whose time is up, gaps of the knowledge base, the
 * count of text messages, and statuses that ended a year ago. How many went.
 */
export const purgeExpired = async (prisma: Prisma, now: number): Promise<number> => {
  const where = { where: { expiresAt: { lte: now } } }
  const gone = await prisma.$transaction([
    prisma.referral.deleteMany(where),
    prisma.pass.deleteMany(where),
    prisma.quizResult.deleteMany({ where: { at: { lte: now - QUIZ_KEPT_MS } } }),
    prisma.identity.deleteMany(where),
    prisma.textMessage.deleteMany({ where: { at: { lte: now - COUNTED_MS } } }),
    prisma.gap.deleteMany({ where: { at: { lte: now - GAP_KEPT_MS } } }),
    prisma.registryRecord.deleteMany({ where: { endedAt: { lte: now - ENDED_MS } } }),
  ])
  return gone.reduce((sum, { count }) => sum + count, 0)
}
