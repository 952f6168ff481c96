import { sizeOf } from '../../core/matter.ts'
import type { Snapshot } from '../../core/turn.ts'
import type { Part } from '../../core/message.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import { heardItems } from '../heard-line.ts'
import { consentChoices } from '../submit/withdraw-consent.ts'
import { lookupLine } from '../screening.ts'
import type { World } from '../world.ts'

const MOST_LOOKUPS = 12

/** The applications of a person and what they asked of the staff, one a line, with what can be done about them; or that there is none. */
export const caseList = (world: World, snapshot: Snapshot): Part => {
  const { texts } = world
  if (snapshot.cases.length === 0 && snapshot.tasks.length === 0 && snapshot.complaints.length === 0) return { text: texts('mine.none') }
  const choices = world.flows.has('my-case') ? [{ value: 'flow:my-case', label: texts('mine.more') }] : []
  return { text: [texts('mine.list'), ...lines(world, snapshot)].join('\n'), ...(choices.length > 0 ? { choices } : {}) }
}

const lines = ({ texts, serviceTexts }: World, snapshot: Snapshot): readonly string[] => [
  ...snapshot.cases.map((one) =>
    texts('mine.line', { number: one.number, matter: one.matter, status: texts(`mine.status.${one.status}`), date: formatDate(civilDate(one.submittedAt)) }),
  ),
  ...snapshot.tasks.map((one) => {
    const call = CALLS.find((kind) => one.title === texts(`${kind}.call-title`))
    const matter = call === undefined ? one.title : texts(`${call}.own-title`)
    const status = texts(call === undefined || one.status === 'done' ? `mine.task.${one.status}` : `${call}.own-open`)
    return texts('mine.line', { number: one.number, matter, status, date: formatDate(civilDate(one.createdAt)) })
  }),
  ...snapshot.matters.map((one) =>
    serviceTexts('matter.mine', {
      ...{ number: one.number, title: one.title, size: sizeOf(one), applied: one.cases.length },
      representatives: one.representatives.join('、') || serviceTexts('matter.none'),
    }),
  ),
  ...snapshot.complaints.map((one) =>
    texts('mine.line', {
      number: one.number,
      matter: serviceTexts('complaint.own-title'),
      status: serviceTexts(`complaint.status.${one.status}`),
      date: formatDate(civilDate(one.openedAt)),
    }),
  ),
]

/** What asks the office to ring somebody; whoever filled the form in is told what waits instead. */
const CALLS = ['confirm', 'collective'] as const

/** What the profile keeps as a word of ours. */
const CODED = ['reminders', 'text-size', 'answers']

/** Everything the desk keeps about a person, in words. */
export const dataList = (world: World, snapshot: Snapshot): string => {
  const { texts } = world
  const { profile = {}, heard = {}, question } = snapshot.conversation.state
  const consents = consentChoices(world, snapshot)
  const village = world.roster.villages.find((one) => one.code === snapshot.party.villageCode)
  const kept = Object.entries(profile).map(([name, shown]) =>
    texts('data.line', { label: texts(`data.profile.${name}`), shown: CODED.includes(name) ? texts(`data.${name}.${shown}`) : shown }),
  )
  return [
    texts('data.head'),
    texts('data.line', { label: texts('data.name'), shown: snapshot.party.name }),
    ...(village ? [texts('data.line', { label: texts('data.village'), shown: village.name })] : []),
    ...kept,
    ...(snapshot.party.subscribed ? [world.outreachTexts('publicity.kept')] : []),
    ...(question === undefined ? [] : [texts('data.line', { label: texts('data.question'), shown: question })]),
    ...(heardItems(world, heard).length > 0 ? [texts('data.heard', { items: heardItems(world, heard).join('，') })] : []),
    ...lines(world, snapshot),
    ...(snapshot.lookups.length === 0 ? [] : [texts('screening.lookups'), ...snapshot.lookups.slice(0, MOST_LOOKUPS).map((view) => lookupLine(world, view))]),
    ...(consents.length > 0 ? [texts('data.consents'), ...consents.map((one) => one.label), texts('data.withdraw')] : []),
    texts('data.tail'),
  ].join('\n')
}
