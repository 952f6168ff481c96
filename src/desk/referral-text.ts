import type { Effect, Snapshot } from '../core/turn.ts'
import type { World } from './world.ts'

const TEXT_KEY = 'referral '

/** Names the text message to a referral's person. */
export const referralTextKey = (id: string): string => `${TEXT_KEY}${id}`

/** Whether a text message was one to a referral's person. */
export const isReferralText = (key: string): boolean => key.startsWith(TEXT_KEY)

/** The text message to a referral's person did not go out: the office is to ask them. Nothing where the message was another. */
export const referralNotTexted = (world: World, { referrals = [], party }: Snapshot, key: string): readonly Effect[] => {
  const referral = isReferralText(key) ? referrals.find((one) => one.id === key.slice(TEXT_KEY.length)) : undefined
  if (referral?.status !== 'asked' || referral.gridWorkerId !== party.staffId) return []
  const { id, status, draft, number, officeId } = referral
  const text = world.outreachTexts('referral.staff.not-sent', { number })
  return [
    { kind: 'move-referral', id, from: status, to: 'unreached', draft },
    { kind: 'notify-staff', notice: 'referral', ...(officeId === undefined ? {} : { officeId }), text },
  ]
}
