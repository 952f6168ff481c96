import { stepsIn } from './condition.ts'
import { declaredSteps, isGroup } from './expand.ts'
import { meant } from './meant.ts'
import type { Condition, Field, Flow, Step } from './schema.ts'

/** What is wrong with a form, and under which keys of its file. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string }

/** Names that do not exist, stand twice or come too late. */
export const lintNames = (flow: Flow, submits: readonly string[]): readonly Problem[] => {
  const problems: Problem[] = []
  const before: string[] = []
  const groups: string[] = []
  const say = (path: Problem['path'], message: string) => void problems.push({ path, message })
  if (!submits.includes(flow.submit)) say(['submit'], `submit: no action "${flow.submit}"${meant(flow.submit, submits)}`)
  if ((flow.submit.startsWith('task.') || flow.submit === 'mediation.submit') !== (flow.task !== undefined))
    say(['submit'], 'submit: task.… and mediation.submit go with `task`, and `task` with them')
  const lintStep = (step: Step, path: Problem['path'], known: readonly string[]): void => {
    if (known.includes(step.id) || step.id === 'more') say([...path, 'id'], `id: "${step.id}" stands twice`)
    const check = (condition: Condition | undefined, at: Problem['path']) => {
      if (condition) problems.push(...lintCondition(flow, condition, known, at))
    }
    check(step.when, [...path, 'when'])
    for (const [index, hint] of step.hints.entries()) check(hint.when, [...path, 'hints', index, 'when'])
    check(step.known?.when, [...path, 'known', 'when'])
    for (const name of [...step.ask.matchAll(/\{([a-z][a-z0-9-]*)\}/g)].map((match) => match[1] ?? ''))
      if (name !== 'n') mustExist(flow, name, known, [...path, 'ask'], 'ask', say)
    for (const [index, name] of step.depends.entries()) mustExist(flow, name, known, [...path, 'depends', index], 'depends', say)
    lintField(step.field, [...path, 'field'], known)
  }
  const lintField = (field: Field, path: Problem['path'], known: readonly string[]): void => {
    if (field.kind === 'signature') mustExist(flow, field.of, known, [...path, 'of'], 'of', say)
    if (field.kind === 'listed' && field.village !== undefined) mustExist(flow, field.village, known, [...path, 'village'], 'village', say)
    if (field.kind !== 'choice' && field.kind !== 'choices') return
    const values = field.options.map((option) => option.value)
    for (const [at, option] of field.options.entries()) {
      if (values.indexOf(option.value) !== at) say([...path, 'options', at], `options: "${option.value}" stands twice`)
      if (option.when) problems.push(...lintCondition(flow, option.when, known, [...path, 'options', at, 'when']))
    }
  }
  for (const [index, item] of flow.steps.entries()) {
    const path = ['steps', index]
    if (!isGroup(item)) {
      lintStep(item, path, before)
      before.push(item.id)
      continue
    }
    if (groups.includes(item.group) || before.includes(item.group)) say([...path, 'group'], `group: "${item.group}" stands twice`)
    if (item.when) problems.push(...lintCondition(flow, item.when, before, [...path, 'when']))
    const inside: string[] = []
    for (const [at, step] of item.steps.entries()) {
      lintStep(step, [...path, 'steps', at], [...before, ...inside])
      inside.push(step.id)
    }
    groups.push(item.group)
  }
  for (const [index, rule] of flow.rules.entries()) problems.push(...lintCondition(flow, rule.refuse, before, ['rules', index, 'refuse']))
  for (const [index, paper] of flow.documents.entries()) if (paper.when) problems.push(...lintCondition(flow, paper.when, before, ['documents', index, 'when']))
  problems.push(...lintCollective(flow, before))
  if (flow.task?.village !== undefined) mustExist(flow, flow.task.village, before, ['task', 'village'], 'village', say)
  return problems
}

/** Names of what several people share that do not exist. */
const lintCollective = (flow: Flow, known: readonly string[]): readonly Problem[] => {
  const { collective } = flow
  if (!collective) return []
  const path = ['collective']
  const problems: Problem[] = []
  const say = (at: Problem['path'], message: string) => void problems.push({ path: at, message })
  const groups = flow.steps.filter(isGroup)
  const group = groups.find((one) => one.group === collective.group)
  const names = [...known, ...groups.map((one) => one.group)]
  if (!group)
    say(
      [...path, 'group'],
      `collective: no group "${collective.group}"${meant(
        collective.group,
        groups.map((one) => one.group),
      )}`,
    )
  const inside = group?.steps.map((step) => step.id) ?? []
  for (const [step, of] of Object.entries(collective.own)) {
    mustExist(flow, step, known, [...path, 'own', step], 'own', say)
    if (group && !inside.includes(of)) say([...path, 'own', step], `own: the group "${group.group}" has no step "${of}"${meant(of, inside)}`)
  }
  for (const [at, name] of collective.shared.entries())
    if (!names.includes(name)) say([...path, 'shared', at], `shared: no step or group "${name}"${meant(name, names)}`)
  for (const [step, value] of Object.entries(collective.given)) {
    const field = declaredSteps(flow).find((one) => one.id === step)?.field
    if (field?.kind !== 'choice' || !field.options.some((option) => option.value === value))
      say([...path, 'given', step], `given: no choice "${value}" of a step "${step}"`)
  }
  return problems
}

const mustExist = (
  flow: Flow,
  name: string,
  known: readonly string[],
  path: Problem['path'],
  key: string,
  say: (path: Problem['path'], message: string) => void,
): void => {
  if (known.includes(name)) return
  const all = declaredSteps(flow).map((step) => step.id)
  say(path, all.includes(name) ? `${key}: step "${name}" comes later` : `${key}: no step "${name}"${meant(name, all)}`)
}

/** Names in a condition that do not exist or come later, and values that no option has. */
const lintCondition = (flow: Flow, condition: Condition, before: readonly string[], path: Problem['path']): readonly Problem[] => {
  const problems: Problem[] = []
  for (const name of stepsIn(condition))
    mustExist(flow, name, before, path, path.includes('rules') ? 'refuse' : 'when', (at, message) => problems.push({ path: at, message }))
  for (const { step, value } of testedValues(condition)) {
    const field = declaredSteps(flow).find((one) => one.id === step)?.field
    if (field?.kind !== 'choice' && field?.kind !== 'choices') continue
    const values = field.options.map((option) => option.value)
    if (!values.includes(value)) problems.push({ path, message: `when: step "${step}" has no option "${value}"${meant(value, values)}` })
  }
  return problems
}

/** Values that a condition compares choices with. */
const testedValues = (condition: Condition): readonly { readonly step: string; readonly value: string }[] => {
  if ('all' in condition) return condition.all.flatMap(testedValues)
  if ('any' in condition) return condition.any.flatMap(testedValues)
  if ('not' in condition) return testedValues(condition.not)
  if ('equals' in condition) return [{ step: condition.step, value: String(condition.equals) }]
  return 'in' in condition ? condition.in.map((value) => ({ step: condition.step, value })) : []
}
