import type { Prisma } from './open-prisma.ts'

/** Deletes what is kept no longer than stated: referrals whose time is up. How many went. */
export const purgeExpired = async (prisma: Prisma, now: number): Promise<number> =>
  (await prisma.referral.deleteMany({ where: { expiresAt: { lte: now } } })).count
