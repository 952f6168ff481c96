import { send } from '../decide.ts'
import { recordReferral } from '../referral.ts'
import { textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** Records a referral that a grid worker filled in step by step. */
export const submitReferral = ({ world, snapshot, answers }: Submission): Submitted => {
  const village = villageIn(answers, 'referred-village')
  const place = answers['referred-village']
  const phone = textIn(answers, 'referred-phone')
  if (snapshot.party.staffId === undefined) return { effects: [send(world.texts('flow.unknown'))] }
  return {
    effects: recordReferral(world, snapshot, snapshot.party.staffId, {
      name: textIn(answers, 'referred-name') ?? '',
      ...(village === undefined ? {} : { villageCode: village }),
      ...(place?.kind === 'village' ? { village: place.shown } : {}),
      ...(phone === undefined ? {} : { phone }),
      matter: [answers['referred-matter']?.shown, textIn(answers, 'referred-facts')].filter((one) => one !== undefined).join('：'),
    }),
  }
}
