import { LineCounter, parseDocument } from 'yaml'
import { relevantSteps, stepsIn } from './condition.ts'
import { flowSchema } from './schema.ts'
import type { Condition, Flow } from './schema.ts'

/** What is wrong in a file, and where; line and column count from 1. */
export type FlowFault = { readonly file: string; readonly line: number; readonly column: number; readonly message: string }

/** Reads a form's file. `submits`: the known names of `submit`. Everything that is wrong comes back with its place; a form only where nothing is. */
export const loadFlow = (
  source: { readonly file: string; readonly text: string },
  submits: readonly string[],
): { readonly flow?: Flow; readonly faults: readonly FlowFault[] } => {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines })
  const at = (offset: number, message: string): FlowFault => {
    const { line, col } = lines.linePos(offset)
    return { file: source.file, line, column: col, message }
  }
  if (document.errors.length > 0) return { faults: document.errors.map((error) => at(error.pos[0], error.message.split('\n')[0] ?? error.code)) }
  const place = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isRanged(node)) return node.range[0]
    }
    return 0
  }
  const parsed = flowSchema.safeParse(document.toJS())
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => at(place(issue.path), `${issue.path.join('.')}: ${issue.message}`)) }
  const faults = lint(parsed.data, submits).map(({ path, message }) => at(place(path), message))
  const expected = source.file.replace(/^.*\//, '').replace(/\.yml$/, '')
  if (parsed.data.id !== expected) faults.unshift(at(place(['id']), `id: the file is named "${expected}", not "${parsed.data.id}"`))
  return faults.length > 0 ? { faults } : { flow: parsed.data, faults }
}

const isRanged = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)

type Problem = { readonly path: readonly PropertyKey[]; readonly message: string }

const lint = (flow: Flow, submits: readonly string[]): readonly Problem[] => {
  const problems: Problem[] = []
  const before: string[] = []
  if (!submits.includes(flow.submit)) problems.push({ path: ['submit'], message: `submit: no action "${flow.submit}"${meant(flow.submit, submits)}` })
  for (const [index, step] of flow.steps.entries()) {
    const path = ['steps', index]
    if (before.includes(step.id)) problems.push({ path: [...path, 'id'], message: `id: "${step.id}" stands twice` })
    if (step.when) problems.push(...lintCondition(flow, step.when, before, [...path, 'when']))
    if (step.field.kind === 'choice' || step.field.kind === 'choices') {
      const values = step.field.options.map((option) => option.value)
      for (const [at, value] of values.entries())
        if (values.indexOf(value) !== at) problems.push({ path: [...path, 'field', 'options', at], message: `options: "${value}" stands twice` })
    }
    before.push(step.id)
  }
  if (relevantSteps(flow, {}).length === 0) problems.push({ path: ['steps'], message: 'steps: none is asked of somebody who has answered nothing' })
  return problems
}

const lintCondition = (flow: Flow, condition: Condition, before: readonly string[], path: readonly PropertyKey[]): readonly Problem[] => {
  const problems: Problem[] = []
  for (const name of stepsIn(condition)) {
    if (before.includes(name)) continue
    const later = flow.steps.some((step) => step.id === name)
    problems.push({
      path,
      message: later
        ? `when: step "${name}" comes later`
        : `when: no step "${name}"${meant(
            name,
            flow.steps.map((step) => step.id),
          )}`,
    })
  }
  for (const { step, value } of testedValues(condition)) {
    const field = flow.steps.find((one) => one.id === step)?.field
    if ((field?.kind === 'choice' || field?.kind === 'choices') && !field.options.some((option) => option.value === value))
      problems.push({
        path,
        message: `when: step "${step}" has no option "${value}"${meant(
          value,
          field.options.map((option) => option.value),
        )}`,
      })
  }
  return problems
}

const testedValues = (condition: Condition): readonly { readonly step: string; readonly value: string }[] => {
  if ('all' in condition) return condition.all.flatMap(testedValues)
  if ('any' in condition) return condition.any.flatMap(testedValues)
  if ('not' in condition) return testedValues(condition.not)
  if ('equals' in condition) return [{ step: condition.step, value: String(condition.equals) }]
  return 'in' in condition ? condition.in.map((value) => ({ step: condition.step, value })) : []
}

const meant = (name: string, names: readonly string[]): string => {
  const [near] = names.map((one) => ({ one, distance: distance(name, one) })).sort((a, b) => a.distance - b.distance)
  return near && near.distance <= 3 ? ` (did you mean "${near.one}"?)` : ''
}

/** Edits between two names. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
