import { holds } from './condition.ts'
import type { Problem } from './lint.ts'
import { provePapers } from './prove-papers.ts'
import type { PaperFields } from './prove-papers.ts'
import type { Flow } from './schema.ts'
import { placesOf, walkPaths } from './walk-paths.ts'

/**
 * Proves of a form whose names are right: every step, hint, option and rule can come up; every path ends, at the review or at a stop, and none
 * comes to a question all answers to which are refused; every document gets its fields on every path it is made on.
 */
export const proveFlow = (flow: Flow, papers: readonly PaperFields[] | undefined): readonly Problem[] => {
  const seen = new Set<string>()
  const applied = new Set<string>()
  const stuck = new Map<string, readonly (string | number)[]>()
  const ends = walkPaths(flow, {
    asked: ({ step }, answers) => {
      seen.add(step.id)
      for (const [index, hint] of step.hints.entries()) if (holds(hint.when, answers)) seen.add(`${step.id} hint ${index}`)
      if (step.field.kind !== 'choice' && step.field.kind !== 'choices') return
      for (const option of step.field.options) if (option.when && holds(option.when, answers)) seen.add(`${step.id} option ${option.value}`)
    },
    refused: (rule) => applied.add(rule.id),
    stuck: ({ step, path }) => stuck.set(step.id, path),
  })
  if (!ends) return [{ path: ['steps'], message: 'steps: too many different paths to be proved' }]
  const problems: Problem[] = []
  const say = (path: Problem['path'], message: string) => void problems.push({ path, message })
  for (const { step, path } of placesOf(flow)) {
    if (!seen.has(step.id)) say(path, `step "${step.id}" is asked on no path`)
    else {
      for (const index of step.hints.keys()) if (!seen.has(`${step.id} hint ${index}`)) say([...path, 'hints', index], `hints: said on no path`)
      if (step.field.kind === 'choice' || step.field.kind === 'choices')
        for (const [at, option] of step.field.options.entries())
          if (option.when && !seen.has(`${step.id} option ${option.value}`))
            say([...path, 'field', 'options', at], `options: "${option.value}" is offered on no path`)
    }
  }
  for (const [id, path] of stuck) say(path, `step "${id}": on some path every answer is refused by a rule, so that it does not end`)
  for (const [index, rule] of flow.rules.entries()) if (!applied.has(rule.id)) say(['rules', index], `rule "${rule.id}" refuses nothing on any path`)
  if (ends.length === 0) say(['steps'], 'steps: no path reaches the review')
  if (problems.length === 0) problems.push(...provePapers(flow, papers))
  return problems
}
