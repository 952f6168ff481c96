import { send } from '../decide.ts'
import { choiceIn, textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** How the desk speaks and looks to the person: choices of the form, kept by their value. */
const SETTINGS = ['text-size', 'answers']

/** Keeps what a person wants kept for later: their village, and by name what later forms may show for a yes. */
export const submitProfile = ({ world, snapshot, answers }: Submission): Submitted => {
  const { state } = snapshot.conversation
  const village = villageIn(answers, 'village')
  const reminders = answers['reminders']
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, choiceIn(answers, name) ?? '']))
  const profile = { ...state.profile, ...settings, reminders: reminders?.kind === 'yes-no' && !reminders.value ? 'no' : 'yes' }
  return {
    next: { ...state, profile },
    effects: [
      ...(village === undefined ? [] : [{ kind: 'set-village', villageCode: village } as const]),
      { kind: 'audit', action: 'profile-changed', subject: { kind: 'party', id: snapshot.party.id }, detail: Object.keys(answers).join(',') },
      { kind: 'know-phone', phone: textIn(answers, 'mobile') },
      send(world.texts('profile.saved')),
    ],
  }
}
