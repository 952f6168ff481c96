import { faultLine } from '../../adapters/content/load-content.ts'
import { createPinoLog } from '../../adapters/observe/pino-log.ts'
import { AppError } from '../../core/errors.ts'
import { isContentLearnt, readContent } from '../../world.ts'
import { fault, ok, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** What stands in intents/ and flows/, and whether what is to be learnt of it is stored. */
export const lookAtContent = async (): Promise<readonly Finding[]> => {
  try {
    const { topics, flows, faults } = readContent(false, false)
    const [first] = faults
    if (first) return [fault('content.faults', { count: faults.length, first: faultLine(first) })]
    const intents = topics.reduce((sum, topic) => sum + topic.intents.length, 0)
    const learnt = await isContentLearnt(topics, createPinoLog('silent'))
    return [ok('content.good', { intents, flows: flows.size }), ...(learnt ? [] : [warning('content.unlearnt')])]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [fault('content.unreadable', { detail: error.message })]
  }
}
