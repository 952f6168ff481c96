import { fillPaper } from './adapters/document/fill-paper.ts'
import type { CasesDeps, CounselChoice } from './adapters/workbench/cases/cases-deps.ts'
import type { DeskDeps } from './adapters/workbench/desk-deps.ts'
import type { DeskTexts } from './adapters/workbench/desk-route.ts'
import { candidatesForCase } from './core/assignment.ts'
import type { Casework } from './core/casework.ts'
import { isWatched } from './core/green-channel.ts'
import { hearingsOf } from './core/hearing.ts'
import { termsOf } from './core/limitation.ts'
import { hearingWords, termWords } from './desk/casework/case-words.ts'
import { assignmentOf } from './desk/casework/counsel-for-case.ts'
import { fileReview } from './desk/casework/file-review.ts'
import { evidenceLine, preserveWords } from './desk/casework/green-watch.ts'
import { isDiscreet } from './desk/casework/is-discreet.ts'
import { papersOfEvent, previewMove } from './desk/casework/preview-move.ts'
import { sayReasons } from './desk/handoff-offers.ts'
import { screeningCard } from './desk/screening.ts'
import { reviewLines } from './flow/index.ts'
import type { TodayDeps } from './adapters/workbench/today/today-deps.ts'
import type { Answers } from './core/flow-state.ts'
import type { House } from './wire.ts'

const FORM = 'legal-aid-application'

/** What a form's answers say, a line a question, as the form's review names them. */
export const factsOfForm = (house: House, form: string, answers: Answers): ReturnType<CasesDeps['facts']> => {
  const flow = house.world().flows.get(form)
  const files = (step: string) => {
    const value = answers[step]
    return value?.kind === 'files' ? value.value : value?.kind === 'text' ? (value.files ?? []) : []
  }
  return flow ? reviewLines(flow, answers).map(({ step, shown }) => ({ label: nameOf(step), shown, files: files(step.id) })) : []
}

const nameOf = ({ label, group }: { readonly label: string; readonly group?: { readonly label: string; readonly n: number } }): string =>
  group ? `${group.label}${group.n} ${label}` : label

/** What the pages of cases need of a house. */
export const casesDepsOf = (house: House, deps: DeskDeps, texts: DeskTexts, days: DeskTexts): CasesDeps => {
  const { world, workbench, documents, files, clock } = house
  return {
    ...deps,
    texts,
    days,
    caseTexts: (key, vars) => world().caseTexts(key, vars),
    cases: workbench.cases,
    practice: () => world().practice,
    facts: ({ answers }) => factsOfForm(house, FORM, answers),
    terms: (casework) => termLines(house, casework),
    hearings: ({ events }) => hearingsOf(events).map((one) => world().caseTexts('show-hearing', { when: hearingWords(world(), one) })),
    counsel: (casework) => counselChoice(house, casework),
    outlook: (casework, form, actor) => previewMove(world(), casework, form, actor, clock.now()),
    papers: (casework, seq) => papersOfEvent(world(), casework, seq),
    pieces(paper) {
      const template = house.paper(paper.paper)
      return template ? fillPaper(template, paper) : []
    },
    pdf: (paper) => documents().write(paper.paper, paper, 'pdf'),
    screening: (result) => screeningCard(world(), result),
    registersLine: (number) => ['look', 'again'].map((what) => world().commands['screening']?.[what]?.[0] ?? '').join(` ${number} `),
    review: (casework) => fileReview(world(), casework),
    file: files.get,
    discreet: isDiscreet,
  }
}

const termLines = ({ world }: House, casework: Casework): readonly string[] => {
  if (casework.events.some(({ move }) => move === 'close-out')) return []
  const terms = termsOf(casework.answers, world().holidays).map((term) => termWords(world(), term))
  const watched = isWatched(casework.events) ? [preserveWords(world(), casework)].filter((words) => words !== '') : []
  return [...terms, ...evidenceLine(world(), casework), ...watched]
}

const counselChoice = ({ world, clock }: House, casework: Casework): CounselChoice => {
  const { roster, texts, caseTexts } = world()
  const found = candidatesForCase(roster, assignmentOf(world(), casework, clock.now()))
  return {
    candidates: found.candidates.map(({ counsel, reasons }) => ({
      id: counsel.id,
      name: counsel.name,
      firm: counsel.firm,
      reasons: sayReasons(world(), reasons),
    })),
    excluded: found.excluded.map(({ counsel, why }) => ({
      name: counsel.name,
      why: why === 'opponent' ? caseTexts('conflicts.opponent') : texts(`exclusion.${why}`),
    })),
  }
}

/** What the pages of what waits need of a house. */
export const todayDepsOf = (house: House, cases: CasesDeps, todayTexts: DeskTexts): TodayDeps => {
  const { world, workbench } = house
  const word = (kind: string, command: string) => world().commands[kind]?.[command]?.[0] ?? command
  return {
    ...cases,
    todayTexts,
    serviceTexts: (key, vars) => world().serviceTexts(key, vars),
    tasks: workbench.tasks,
    answers: (form, answers) => factsOfForm(house, form, answers),
    doneLine: (number, result) => `${word('task', 'done')} ${number} ${result}`,
    complaintLine: (move, number, text) => `${word('complaint', move)} ${number} ${text}`,
    mediationLine: (move, number, text) => `${word('mediation', move)} ${number} ${text}`,
  }
}
