import { join } from 'node:path'
import { textsOf } from './adapters/content/yaml-text.ts'
import type { Metrics } from './adapters/observe/metrics.ts'
import { createHttpSecondReader } from './adapters/second-opinion/http-second-reader.ts'
import type { Config } from './config.ts'
import { createAskSecond } from './desk/second-opinion.ts'
import type { AskSecond } from './desk/second-opinion.ts'
import type { Clock, Log } from './ports/system.ts'
import { root } from './root.ts'

/** What the desk gets to ask for second opinions with; nothing where none are configured. */
export const secondOpinion = ({ languageModel }: Config, clock: Clock, log: Log, metrics: Metrics): { readonly askSecond?: AskSecond } => {
  if (!languageModel) return {}
  const { url, model, key } = languageModel
  const texts = textsOf(join(root, 'src/texts/second-opinion.yml'))
  const instruction = (questions: string) => texts('instruction', { questions })
  return { askSecond: createAskSecond(createHttpSecondReader({ url, model, key, instruction }), clock, log, metrics.opinion) }
}
