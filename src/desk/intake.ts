import type { Answers, FieldValue } from '../core/flow-state.ts'
import { officeOf } from '../core/roster.ts'
import type { Effect, OpponentKind, Snapshot } from '../core/turn.ts'
import type { Flow, FlowOutcome } from '../flow/index.ts'
import { addDays, civilDate, compareDates } from '../lang/index.ts'
import { send } from './decide.ts'
import type { World } from './world.ts'

/** Names of what a form's `submit` may say. */
export const submitActions = ['legal-aid.submit'] as const

const OPPONENTS: readonly OpponentKind[] = ['village', 'employer', 'person', 'authority', 'none']
/** A deadline nearer than this may be helped at once, papers later (法律援助法 44). */
const URGENT_DAYS = 7

/** Files a completed form: the effects that make it a case with its number, tell its office, and answer the person. */
export const submit = (world: World, snapshot: Snapshot, flow: Flow, outcome: Extract<FlowOutcome, { kind: 'done' }>): readonly Effect[] => {
  const { texts, roster } = world
  const { answers } = outcome
  const year = civilDate(snapshot.now).year
  const series = `application-${year}`
  const value = (snapshot.counters[series] ?? 0) + 1
  const number = world.settings.applicationNumber.replace('{year}', String(year)).replace('{n}', String(value).padStart(4, '0'))
  const villageCode = villageIn(answers)
  const village = roster.villages.find((one) => one.code === villageCode)
  const office = officeOf(roster, village?.townCode)
  const agency = roster.agency?.name ?? texts('labels.agency')
  const urgent = isUrgent(answers, snapshot)
  const applicantId = textIn(answers['applicant-id'])
  const filed = [
    texts('case.submitted', { number, office: office?.name ?? agency, agency }),
    ...(urgent ? [texts('case.urgent', { agency })] : []),
    texts('case.after'),
  ].join('\n')
  return [
    { kind: 'count', series, value },
    {
      kind: 'open-case',
      newCase: {
        id: `c${snapshot.inboxId}`,
        number,
        matter: answers['matter']?.shown ?? flow.title,
        ...(villageCode === undefined ? {} : { villageCode }),
        ...(village ? { townCode: village.townCode } : {}),
        ...(office ? { officeId: office.id } : {}),
        exemption: exemptionOf(answers),
        urgent,
        ...(applicantId === undefined ? {} : { applicantId }),
        facts: { answers, opponent: opponentIn(answers) },
        flow: flow.id,
        flowVersion: flow.version,
      },
    },
    ...(villageCode === undefined ? [] : [{ kind: 'set-village', villageCode } as const]),
    { kind: 'audit', action: 'case-submitted', subject: { kind: 'case', id: `c${snapshot.inboxId}` }, detail: number },
    { kind: 'notify-staff', notice: 'application', ...(office ? { officeId: office.id } : {}), text: texts('case.staff', { number }) },
    send({ text: filed, choices: [{ value: 'do:person', label: texts('choices.person') }] }),
  ]
}

const textIn = (value: FieldValue | undefined): string | undefined => (value?.kind === 'text' ? value.value : undefined)

const villageIn = (answers: Answers): string | undefined => {
  const value = answers['applicant-village']
  return value?.kind === 'village' ? value.value : undefined
}

const opponentIn = (answers: Answers): OpponentKind => {
  const value = answers['opponent-kind']
  return OPPONENTS.find((kind) => value?.kind === 'choice' && value.value === kind) ?? 'unknown'
}

/** Which rule frees the applicant from showing hardship (法律援助法 32, 42): values of the step begin with the article. */
const exemptionOf = (answers: Answers): 'none' | 'article-32' | 'article-42' => {
  const value = answers['exemption']
  if (value?.kind !== 'choice') return 'none'
  if (value.value.startsWith('article-32')) return 'article-32'
  return value.value.startsWith('article-42') ? 'article-42' : 'none'
}

const isUrgent = (answers: Answers, snapshot: Snapshot): boolean => {
  const value = answers['deadline']
  return value?.kind === 'date' && compareDates(value.value, addDays(civilDate(snapshot.now), URGENT_DAYS)) < 0
}
