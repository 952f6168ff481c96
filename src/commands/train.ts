import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultLine } from '../adapters/content/load-content.ts'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { holdBack, judge, learnMatter, learnRanking, learnSureness, reliabilityOf, WEIGHTS } from '../knowledge/index.ts'
import { root } from '../root.ts'
import { loadBase, readContent } from '../world.ts'

/** `xiangfa kb train`: learns what is new in intents/ and stores it. With faults it only tells them, and exits 1. */
export const train = async (json: boolean): Promise<void> => {
  const faults = readContent().faults.map(faultLine)
  if (faults.length > 0) process.exitCode = 1
  else await loadBase(createPinoLog('error'), false)
  process.stdout.write(json ? `${JSON.stringify({ faults })}\n` : faults.map((line) => `${line}\n`).join(''))
}

/** `xiangfa kb learn`: learns weights and sureness on held-back phrasings, and writes them down. */
export const learn = async (folds: number): Promise<void> => {
  const base = await loadBase(createPinoLog('error'))
  const related = new Map(base.material.intents.map((intent) => [intent.id, new Set(intent.related)]))
  const held = holdBack(base.material, base.features, folds, (fold) => void process.stderr.write(`${fold + 1}/${folds}\n`))
  const evidence = learnRanking(held)
  const judged = judge(held, evidence, (truth, got) => related.get(truth)?.has(got) === true)
  const sureness = learnSureness(judged)
  const matter = learnMatter(judged)
  writeFileSync(join(root, 'src/knowledge/weights.json'), `${JSON.stringify({ ...WEIGHTS, evidence, sureness, matter }, undefined, 2)}\n`)
  process.stdout.write(`${JSON.stringify({ lines: held.length, evidence, sureness, matter, reliability: reliabilityOf(judged, sureness, matter) })}\n`)
}
