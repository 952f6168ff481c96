import { codeOf, spokenCode } from '../../core/figure-code.ts'
import type { Answers, FieldValue } from '../../core/flow-state.ts'
import { MANY } from '../../core/matter.ts'
import type { MatterPerson } from '../../core/matter.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import type { PaperContent } from '../../core/task.ts'
import type { Effect } from '../../core/turn.ts'
import { declaredSteps, isGroup } from '../../flow/index.ts'
import { DRAFT_DAYS } from '../draft-clock.ts'
import { claimsIn, openMatter, personOf } from '../services/open-matter.ts'
import { askOne, reachableAt, slipFor } from './ask-one.ts'
import type { Asked } from './ask-one.ts'
import { officeOfVillage, textIn, villageIn } from './submission.ts'
import type { Submission } from './submission.ts'
import { fileTask } from './task.ts'

/** What several people in one dispute make of one form. `own`: the answers of who filled it in, without what was said of the others but their names. */
export type Collective = {
  readonly matterId: string
  readonly own: Answers
  readonly effects: readonly Effect[]
  readonly slips: readonly PaperContent[]
  readonly say: readonly string[]
}

/** Each of the others gets a form of their own that begins with what they all share; it becomes a case of the same matter when they have filled it in themselves. undefined where there are no others. */
export const askTheOthers = (submission: Submission): Collective | undefined => {
  const { world, snapshot, answers } = submission
  const people = othersIn(submission)
  if (people.length === 0) return undefined
  const { texts } = world
  const office = officeOfVillage(world, villageIn(answers, 'applicant-village'))
  const agency = world.roster.agency?.name ?? texts('labels.agency')
  const place = { name: office?.name ?? agency, phone: office?.phone ?? world.roster.agency?.phone ?? '12348' }
  const group = `${submission.flow.collective?.group}.`
  const call = Object.fromEntries(
    Object.entries(answers).filter(([id]) => ['applicant-name', 'applicant-village'].includes(id) || (id.startsWith(group) && /\.(name|mobile)$/.test(id))),
  )
  const filed = fileTask(submission, { addressee: 'office', title: texts('collective.call-title'), answers: call, ...(office ? { officeId: office.id } : {}) })
  const title = answers['matter']?.shown ?? submission.flow.title
  const roll = people.map(({ name, answers: theirs, mobile = '' }): MatterPerson => ({ name, mobile, claims: claimsIn(theirs, 'amount', title) }))
  const begun = openMatter(world, snapshot, {
    ...{ id: `m${snapshot.inboxId}`, title, by: textIn(answers, 'applicant-name') ?? snapshot.party.name },
    opponents: Object.keys(answers).flatMap((step) => (/^opponents\.\d+\.name$/.test(step) ? (textIn(answers, step) ?? []) : [])),
    people: [personOf({ answers, matter: title }), ...roll],
    expected: roll.length + 1,
    ...(office ? { officeId: office.id } : {}),
  })
  const texting = people.filter((one) => reachableAt(world, one) !== undefined)
  return {
    matterId: `m${snapshot.inboxId}`,
    own: Object.fromEntries(Object.entries(answers).filter(([id]) => !id.startsWith(group) || /\.(name|more)$/.test(id))),
    effects: [...people.flatMap((one) => askOne(submission, one)), ...filed.effects, ...begun.effects],
    slips: slipFor(world, people, place),
    say: [
      texts('collective.asked', { service: world.settings.service, office: place.name, days: DRAFT_DAYS }),
      ...(roll.length + 1 >= MANY ? [texts('collective.many')] : []),
      ...people.map(({ name, code }) => texts('collective.line', { name, code: spokenCode(code) })),
      ...(texting.length > 0 ? [texts('collective.texting', { names: texting.map((one) => one.name).join('、') })] : []),
    ],
  }
}

const othersIn = ({ world, snapshot, flow, answers }: Submission): readonly Asked[] => {
  const { collective } = flow
  const group = flow.steps.filter(isGroup).find((one) => one.group === collective?.group)
  if (!collective || !group) return []
  const given = Object.entries(collective.given).map(([step, value]): [string, FieldValue] => [
    step,
    { kind: 'choice', value, shown: labelOf(flow, step, value) },
  ])
  const shared = Object.entries(answers).filter(([id]) => collective.shared.some((name) => id === name || id.startsWith(`${name}.`)))
  return Array.from({ length: group.max }, (_, index) => index + 1).flatMap((n): readonly Asked[] => {
    const own = Object.entries(collective.own).flatMap(([step, of]): [string, FieldValue][] => {
      const value = answers[`${group.group}.${n}.${of}`]
      return value && value.kind !== 'skipped' ? [[step, value]] : []
    })
    if (own.length === 0) return []
    const theirs: Answers = Object.fromEntries([...given, ...shared, ...own])
    const mobile = textIn(theirs, 'applicant-mobile')
    return [
      {
        id: `k${snapshot.inboxId}.${n}`,
        code: codeOf(`${snapshot.secret} ${n}`, CONFIRMATION_FIGURES),
        name: textIn(theirs, 'applicant-name') ?? world.texts('collective.somebody', { n }),
        answers: theirs,
        matterId: `m${snapshot.inboxId}`,
        // Whoever filled it in may have given their own telephone for somebody who has none.
        ...(mobile === undefined || mobile === textIn(answers, 'applicant-mobile') ? {} : { mobile }),
      },
    ]
  })
}

const labelOf = (flow: Submission['flow'], step: string, value: string): string => {
  const field = declaredSteps(flow).find((one) => one.id === step)?.field
  return (field?.kind === 'choice' ? field.options.find((option) => option.value === value)?.label : undefined) ?? value
}
