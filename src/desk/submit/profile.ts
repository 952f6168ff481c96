import { send } from '../decide.ts'
import { villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** Keeps what a person wants kept for later: their village, and by name what later forms may show for a yes. */
export const submitProfile = ({ world, snapshot, answers }: Submission): Submitted => {
  const { state } = snapshot.conversation
  const village = villageIn(answers, 'village')
  const reminders = answers['reminders']
  const profile = { ...state.profile, reminders: reminders?.kind === 'yes-no' && !reminders.value ? 'no' : 'yes' }
  return {
    next: { ...state, profile },
    effects: [
      ...(village === undefined ? [] : [{ kind: 'set-village', villageCode: village } as const]),
      { kind: 'audit', action: 'profile-changed', subject: { kind: 'party', id: snapshot.party.id }, detail: Object.keys(answers).join(',') },
      send(world.texts('profile.saved')),
    ],
  }
}
