import { faultLine } from '../adapters/content/load-content.ts'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { root } from '../root.ts'
import { readContent } from '../world.ts'

/** Lints intents/ and flows/: a line a fault with its place, exit code 1 where there is one. */
export const check = (): void => {
  const says = textsOf(`${root}/src/texts/operator.yml`)
  const { topics, flows, papers, faults } = readContent()
  for (const fault of faults) process.stdout.write(`${faultLine(fault)}\n`)
  if (faults.length > 0) {
    process.stdout.write(`${says('check.bad', { count: faults.length })}\n`)
    process.exitCode = 1
    return
  }
  const intents = topics.reduce((sum, topic) => sum + topic.intents.length, 0)
  process.stdout.write(`${says('check.good', { intents, topics: topics.length, flows: flows.size, papers: papers.size })}\n`)
}
