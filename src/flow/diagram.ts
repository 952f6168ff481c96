import { isGroup } from './expand.ts'
import type { Condition, Flow, Step } from './schema.ts'

/** A form as a Mermaid flow chart: steps in order, conditions as forks, refusals and stops as ends. */
export const diagramOf = (flow: Flow): string => {
  const lines = ['flowchart TD', `  start(["${quoted(flow.title)}"])`]
  const links: string[] = []
  /** Ends still open, each with the word that stands on its arrow. */
  let open: readonly string[] = ['start -->']
  const nodeOf = (name: string) => name.replace(/[^a-z0-9]/g, '_')
  const lead = (to: string) => {
    for (const from of open) links.push(`  ${from} ${to}`)
  }
  const fork = (name: string, when: Condition): string => {
    const node = `${name}_if`
    lines.push(`  ${node}{"${quoted(words(when))}"}`)
    lead(node)
    open = [`${node} -->|yes|`]
    return `${node} -->|no|`
  }
  const draw = (step: Step, prefix: string): void => {
    const node = `s_${nodeOf(prefix + step.id)}`
    const past = step.when ? [fork(node, step.when)] : []
    lines.push(
      step.field.kind === 'stop'
        ? `  ${node}(["${quoted(step.label)}"])`
        : `  ${node}["${quoted(step.label)}<br/>${step.id}: ${step.field.kind}${step.optional ? ' ?' : ''}"]`,
    )
    lead(node)
    if (step.field.kind === 'consent' || step.field.kind === 'signature') links.push(`  ${node} -.->|refused| refused(["${step.field.refused}"])`)
    open = [...(step.field.kind === 'stop' ? [] : [`${node} -->`]), ...past]
  }
  for (const item of flow.steps) {
    if (!isGroup(item)) {
      draw(item, '')
      continue
    }
    const name = `g_${nodeOf(item.group)}`
    const past = item.when ? [fork(name, item.when)] : []
    for (const step of item.steps) draw(step, `${item.group}-`)
    lines.push(`  ${name}{"${quoted(item.more)}"}`)
    lead(name)
    links.push(`  ${name} -->|yes, at most ${item.max}| s_${nodeOf(`${item.group}-${item.steps[0]?.id ?? ''}`)}`)
    open = [`${name} -->|no|`, ...past]
  }
  lines.push('  review["review"]', `  done(["${flow.submit}"])`)
  lead('review')
  links.push('  review --> done')
  return [...lines, ...links].join('\n')
}

const quoted = (text: string): string => text.replace(/"/g, "'").replace(/\n/g, ' ')

const words = (condition: Condition): string => {
  if ('all' in condition) return condition.all.map(words).join(' and ')
  if ('any' in condition) return `(${condition.any.map(words).join(' or ')})`
  if ('not' in condition) return `not ${words(condition.not)}`
  const { step } = condition
  if ('equals' in condition) return `${step} = ${condition.equals}`
  if ('in' in condition) return `${step}: ${condition.in.join(' | ')}`
  if ('gt' in condition) return `${step} > ${condition.gt}`
  if ('lt' in condition) return `${step} < ${condition.lt}`
  if ('answered' in condition) return `${step} answered`
  if ('age-under' in condition) return `${step}: under ${condition['age-under']} years`
  if ('before-step' in condition) return `${step} before ${condition['before-step']}`
  return `${step} > ${condition['more-than-step']}`
}
