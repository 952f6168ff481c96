import { holds, stepsIn } from './condition.ts'
import { declaredSteps, isGroup } from './expand.ts'
import type { Problem } from './lint.ts'
import { meant } from './meant.ts'
import type { Flow, Paper } from './schema.ts'
import { walkPaths } from './walk-paths.ts'

/** A document that can be written, with the names of its fields and of the columns of its tables. */
export type PaperFields = { readonly id: string; readonly fields: readonly string[]; readonly rows: Readonly<Record<string, readonly string[]>> }

/** What stands for itself among the sources of a document's field: a word of the desk, of an id, or a fixed text. */
export const PAPER_WORDS = ['@today', '@number', '@office', '@agency', '@county'] as const
const OF_ID = /^@(?:sex|birth|age):([a-z][a-z0-9-]*)$/

/** The step that a source takes its text from; undefined where it takes it from none. */
export const stepOfSource = (source: string): string | undefined =>
  source.startsWith('=') || PAPER_WORDS.some((word) => word === source) ? undefined : (OF_ID.exec(source)?.[1] ?? source)

/** Filled in by hand on the printed paper. */
const BY_HAND = ['signature', 'proxy-signature', 'signed-on']

/** Where the text of a document's field comes from: the first of these that is answered. Not named, it is the step of its name; X-sex, X-birth and X-age also what X-id says. */
export const sourcesOf = (paper: Paper, field: string): readonly string[] => {
  const named = paper.values[field]
  if (named !== undefined) return typeof named === 'string' ? [named] : named
  const ofId = /^(.+)-(sex|birth|age)$/.exec(field)
  return field === 'number' ? ['@number'] : ofId ? [field, `@${ofId[2]}:${ofId[1]}-id`] : [field]
}

/** Names in `documents` that do not exist, and fields that on some path nothing supplies. */
export const provePapers = (flow: Flow, papers: readonly PaperFields[] | undefined): readonly Problem[] =>
  flow.documents.flatMap((paper, index) => {
    const path = ['documents', index]
    const known = papers?.find((one) => one.id === paper.paper)
    const names = lintSources(flow, paper, path)
    if (!papers || names.length > 0) return names
    if (!known)
      return [
        {
          path: [...path, 'paper'],
          message: `documents: no document "${paper.paper}"${meant(
            paper.paper,
            papers.map((one) => one.id),
          )}`,
        },
      ]
    return [...lintFields(flow, paper, known, path), ...proveFields(flow, paper, known, path)]
  })

const lintSources = (flow: Flow, paper: Paper, path: Problem['path']): readonly Problem[] => {
  const steps = declaredSteps(flow).map((step) => step.id)
  const groups = flow.steps.flatMap((item) => (isGroup(item) ? [item.group] : []))
  const problems: Problem[] = []
  for (const field of Object.keys(paper.values))
    for (const source of sourcesOf(paper, field)) {
      const step = stepOfSource(source)
      if (step !== undefined && !steps.includes(step))
        problems.push({ path: [...path, 'values', field], message: `values: no step "${step}"${meant(step, steps)}` })
    }
  for (const [table, rows] of Object.entries(paper.rows)) {
    const at = [...path, 'rows', table]
    if (typeof rows === 'string') {
      const step = declaredSteps(flow).find((one) => one.id === rows)
      if (!groups.includes(rows) && step?.field.kind !== 'choices')
        problems.push({ path: at, message: `rows: no group or step of choices "${rows}"${meant(rows, groups)}` })
      continue
    }
    for (const [index, row] of rows.entries())
      for (const name of [...(row.when ? stepsIn(row.when) : []), ...Object.values(row.columns).flatMap(namesIn)])
        if (!steps.includes(name)) problems.push({ path: [...at, index], message: `rows: no step "${name}"${meant(name, steps)}` })
  }
  return problems
}

/** Steps put into a text by {step}. */
const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{([a-z][a-z0-9-]*)\}/g)].map((match) => match[1] ?? '')

const lintFields = (flow: Flow, paper: Paper, known: PaperFields, path: Problem['path']): readonly Problem[] => {
  const problems: Problem[] = []
  const columns = Object.entries(known.rows).flatMap(([table, names]) => [table, ...names.map((name) => `${table}.${name}`)])
  for (const field of Object.keys(paper.values))
    if (!known.fields.includes(field))
      problems.push({ path: [...path, 'values', field], message: `values: "${paper.paper}" has no field "${field}"${meant(field, known.fields)}` })
  for (const [at, field] of paper.blank.entries())
    if (![...known.fields, ...columns].includes(field))
      problems.push({ path: [...path, 'blank', at], message: `blank: "${paper.paper}" has no field "${field}"${meant(field, [...known.fields, ...columns])}` })
  for (const table of Object.keys(paper.rows))
    if (!known.rows[table]) problems.push({ path: [...path, 'rows', table], message: `rows: "${paper.paper}" has no table "${table}"` })
  for (const [table, names] of Object.entries(known.rows)) {
    const rows = paper.rows[table]
    if (rows === undefined) {
      if (!paper.blank.includes(table)) problems.push({ path, message: `rows: nothing fills the table "${table}" of "${paper.paper}"` })
      continue
    }
    for (const name of names)
      if (!columnsOf(flow, rows).includes(name) && !paper.blank.includes(`${table}.${name}`))
        problems.push({ path: [...path, 'rows', table], message: `rows: nothing fills the column "${name}" of "${table}"` })
  }
  return problems
}

/** Columns that rows fill: a group's steps by their name, choices the column `name`. */
const columnsOf = (flow: Flow, rows: Paper['rows'][string]): readonly string[] => {
  if (typeof rows !== 'string') return [...new Set(rows.flatMap((row) => Object.keys(row.columns)))]
  const group = flow.steps.find((item) => isGroup(item) && item.group === rows)
  return group && isGroup(group) ? group.steps.map((step) => step.id) : ['name']
}

const proveFields = (flow: Flow, paper: Paper, known: PaperFields, path: Problem['path']): readonly Problem[] => {
  const steps = new Set(declaredSteps(flow).map((step) => step.id))
  const wanted = known.fields.filter((field) => !paper.blank.includes(field) && !BY_HAND.includes(field))
  const sources = wanted.flatMap((field) => sourcesOf(paper, field)).flatMap((source) => stepOfSource(source) ?? [])
  const ends = walkPaths(flow, {}, sources, paper.when ? stepsIn(paper.when) : []) ?? []
  const missing = new Set<string>()
  for (const answers of ends) {
    if (paper.when && !holds(paper.when, answers)) continue
    for (const field of wanted) {
      const supplied = sourcesOf(paper, field).some((source) => {
        const step = stepOfSource(source)
        return step === undefined || (steps.has(step) && answers[step] !== undefined && answers[step]?.kind !== 'skipped')
      })
      if (!supplied) missing.add(field)
    }
  }
  return [...missing].map((field) => ({
    path,
    message: `documents: on some path nothing supplies "${field}" of "${paper.paper}"; name its step under values, or let it stay blank`,
  }))
}
