import type { ReferralDraft } from '../../core/referral.ts'
import { send } from '../decide.ts'
import { forgetWords } from '../referral-over.ts'
import { alreadyReferred, knownReferral, recordReferral } from '../referral.ts'
import { textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** Records a referral that a grid worker filled in step by step; one that is there already is said instead. */
export const submitReferral = ({ world, snapshot, answers }: Submission): Submitted => {
  const village = villageIn(answers, 'referred-village')
  const place = answers['referred-village']
  const phone = textIn(answers, 'referred-phone')
  const urgent = textIn(answers, 'urgent-reason')
  if (snapshot.party.staffId === undefined) return { effects: [send(world.texts('flow.unknown'))] }
  const draft: ReferralDraft = {
    name: textIn(answers, 'referred-name') ?? '',
    ...(village === undefined ? {} : { villageCode: village }),
    ...(place?.kind === 'village' ? { village: place.shown } : {}),
    ...(phone === undefined ? {} : { phone }),
    matter: [answers['referred-matter']?.shown, textIn(answers, 'referred-facts')].filter((one) => one !== undefined).join('：'),
    ...(urgent === undefined ? {} : { urgent }),
  }
  const same = knownReferral(world, snapshot, draft)
  const done = same ? [send(alreadyReferred(world, 'same', same))] : recordReferral(world, snapshot, snapshot.party.staffId, draft)
  return { effects: [...done, forgetWords(snapshot)] }
}
