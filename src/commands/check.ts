import { faultLine } from '../adapters/content/load-content.ts'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { AppError } from '../core/errors.ts'
import { diagramOf, flowJsonSchema } from '../flow/index.ts'
import { root } from '../root.ts'
import { readContent, readWaits } from '../world.ts'
import { readRates } from './work-report.ts'

/** What `check` may print instead: the format of forms as JSON Schema, or one form as a Mermaid flow chart. */
export type CheckOptions = { readonly schema?: boolean; readonly diagram?: string }

/** Lints intents/ and flows/: a line a fault with its place, exit code 1 where there is one. Throws `flow.unknown` for a form that is not there, `content.invalid` for waits that cannot be. */
export const check = (options: CheckOptions = {}): void => {
  if (options.schema) return void process.stdout.write(flowJsonSchema())
  const says = textsOf(`${root}/src/texts/operator.yml`)
  const { topics, flows, papers, faults } = readContent(true)
  readWaits()
  readRates()
  if (options.diagram !== undefined) {
    const flow = flows.get(options.diagram)
    if (!flow) throw new AppError('flow.unknown', { name: options.diagram, names: [...flows.keys()].join(', ') })
    return void process.stdout.write(`${diagramOf(flow)}\n`)
  }
  for (const fault of faults) process.stdout.write(`${faultLine(fault)}\n`)
  if (faults.length > 0) {
    process.stdout.write(`${says('check.bad', { count: faults.length })}\n`)
    process.exitCode = 1
    return
  }
  const intents = topics.reduce((sum, topic) => sum + topic.intents.length, 0)
  process.stdout.write(`${says('check.good', { intents, topics: topics.length, flows: flows.size, papers: papers.size })}\n`)
}
