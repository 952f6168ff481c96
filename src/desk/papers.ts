import type { Answers } from '../core/flow-state.ts'
import type { PaperContent } from '../core/task.ts'
import type { Effect, Snapshot } from '../core/turn.ts'
import { declaredSteps, holds, isGroup, sourcesOf } from '../flow/index.ts'
import type { Flow, Group, Paper } from '../flow/index.ts'
import { civilDate, formatDate } from '../lang/index.ts'
import type { World } from './world.ts'

/** Words that papers may say beside answers. */
export type PaperWords = { readonly number?: string; readonly office?: string }

/** Has a form's papers written and sent to the person, as soon as this turn is stored. `more`: further papers that go with them. */
export const writePapers = (
  world: World,
  snapshot: Snapshot,
  flow: Flow,
  answers: Answers,
  words: PaperWords,
  more: readonly PaperContent[] = [],
): readonly Effect[] => {
  const papers = [...paperContents(world, snapshot, flow, answers, words), ...more]
  if (papers.length === 0) return []
  return [{ kind: 'schedule', key: `papers ${snapshot.inboxId}`, job: { kind: 'papers', papers }, dueAt: snapshot.now }]
}

/** What the papers of a form say, given its answers. Papers that nothing can write are left out. */
export const paperContents = (world: World, snapshot: Snapshot, flow: Flow, answers: Answers, words: PaperWords): readonly PaperContent[] =>
  flow.documents.flatMap((paper): readonly PaperContent[] => {
    const known = world.papers.find((one) => one.id === paper.paper)
    if (!known || (paper.when && !holds(paper.when, answers))) return []
    const values = Object.fromEntries(known.fields.flatMap((field) => textOf(world, snapshot, paper, field, answers, words).map((text) => [field, text])))
    const rows = Object.fromEntries(Object.keys(known.rows).map((table) => [table, rowsOf(flow, paper.rows[table], answers)]))
    return [{ paper: paper.paper, title: known.title, values, rows }]
  })

/** The text of a field: of the first of its sources that has one. */
const textOf = (world: World, snapshot: Snapshot, paper: Paper, field: string, answers: Answers, words: PaperWords): readonly string[] => {
  for (const source of sourcesOf(paper, field)) {
    const text = ofSource(world, snapshot, source, answers, words)
    if (text !== undefined && text !== '') return [text]
  }
  return []
}

const ofSource = (world: World, snapshot: Snapshot, source: string, answers: Answers, words: PaperWords): string | undefined => {
  if (source.startsWith('=')) return filledIn(source.slice(1), answers)
  const [word = '', step = ''] = source.split(':')
  const id = answers[step]
  switch (word) {
    case '@today':
      return formatDate(civilDate(snapshot.now))
    case '@number':
      return words.number
    case '@office':
      return words.office
    case '@agency':
      return world.roster.agency?.name
    case '@county':
      return world.roster.county
    case '@sex':
      return id?.kind === 'text' && id.sex ? world.texts(`sex.${id.sex}`) : undefined
    case '@birth':
      return id?.kind === 'text' && id.birth ? formatDate(id.birth) : id?.kind === 'date' ? id.shown : undefined
    case '@age':
      return (id?.kind === 'text' || id?.kind === 'date') && id.age !== undefined ? String(id.age) : undefined
  }
  return fullOf(answers, source)
}

/** An answer as a paper prints it: numbers of identity in full, where the review shows them masked. */
const fullOf = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  if (!value || value.kind === 'skipped') return undefined
  return value.kind === 'text' && value.shown.includes('****') ? value.value : value.shown
}

const rowsOf = (flow: Flow, rows: Paper['rows'][string] | undefined, answers: Answers): readonly Readonly<Record<string, string>>[] => {
  if (rows === undefined) return []
  if (typeof rows !== 'string')
    return rows.flatMap((row) =>
      row.when && !holds(row.when, answers) ? [] : [Object.fromEntries(Object.entries(row.columns).map(([column, text]) => [column, filledIn(text, answers)]))],
    )
  const group = flow.steps.find((item) => isGroup(item) && item.group === rows)
  const field = declaredSteps(flow).find((step) => step.id === rows)?.field
  const chosen = answers[rows]
  if (field?.kind === 'choices')
    return chosen?.kind === 'choices' ? field.options.filter((option) => chosen.value.includes(option.value)).map((option) => ({ name: option.label })) : []
  return group && isGroup(group) ? rowsOfGroup(group, answers) : []
}

const filledIn = (text: string, answers: Answers): string => text.replace(/\{([a-z][a-z0-9-]*)\}/g, (_, step: string) => fullOf(answers, step) ?? '____')

const rowsOfGroup = (group: Group, answers: Answers): readonly Readonly<Record<string, string>>[] =>
  Array.from({ length: group.max }, (_, index) =>
    Object.fromEntries(
      group.steps.flatMap((step): [string, string][] => {
        const text = fullOf(answers, `${group.group}.${index + 1}.${step.id}`)
        return text === undefined ? [] : [[step.id, text]]
      }),
    ),
  ).filter((row) => Object.keys(row).length > 0)
