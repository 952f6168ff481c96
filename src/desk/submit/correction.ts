import { correctionKinds } from '../../core/correction.ts'
import type { CorrectionMatter } from '../../core/correction.ts'
import { reviewLines } from '../../flow/index.ts'
import { send, tellNotice } from '../decide.ts'
import { choiceIn, nextNumber, officeOfVillage, textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** Steps that say who and where, not what. */
const WHO = ['kind', 'name', 'mobile', 'village', 'keep']

/** Brings a matter to the correction officer of the village's office, and to nobody else: no task, no notice that other staff could read. */
export const submitCorrection = ({ world, snapshot, flow, answers }: Submission): Submitted => {
  const { serviceTexts, roster, texts } = world
  const office = officeOfVillage(world, villageIn(answers, 'village'))
  if (!office) return { effects: [send(serviceTexts('correction.no-office', { phone: roster.agency?.phone ?? '12348' }))] }
  const { value: number, effect } = nextNumber(snapshot, 'correction')
  const kind = correctionKinds.find((one) => one === choiceIn(answers, 'kind')) ?? 'question'
  const matter: CorrectionMatter = {
    id: `x${snapshot.inboxId}`,
    ...{ number, partyId: snapshot.party.id, conversationId: snapshot.conversation.id, officeId: office.id, kind, status: 'open' },
    name: textIn(answers, 'name') ?? '',
    mobile: textIn(answers, 'mobile') ?? '',
    lines: reviewLines(flow, answers).flatMap(({ step, shown }) => (WHO.includes(step.id) ? [] : [{ label: step.label, text: shown }])),
    createdAt: snapshot.now,
  }
  return {
    effects: [
      effect,
      { kind: 'open-correction', matter },
      { kind: 'audit', action: 'correction-opened', subject: { kind: 'correction', id: matter.id }, detail: kind },
      tellNotice(
        { staff: 'correction-officer', officeId: office.id },
        { text: serviceTexts('correction.new', { number, kind: serviceTexts(`correction.kind.${kind}`) }) },
      ),
      send({
        text: serviceTexts(`correction.filed.${kind}`, { number, office: office.name, phone: office.phone, agency: texts('labels.agency') }),
        sensitive: true,
      }),
    ],
  }
}
