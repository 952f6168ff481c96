import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { storedUnder } from './adapters/content/stored.ts'
import { MODEL_VERSION, trainModel } from './knowledge/index.ts'
import type { FeatureDeps, Material, Model } from './knowledge/index.ts'
import { root } from './root.ts'

/** What was learnt from intents/, and content as read and proved, under the hash of what it was made from. */
export const stored = storedUnder(join(root, 'dist/knowledge'))

/** A sentence that shows how words are cut: another segmenter makes another model. */
const PROBE = '\u6751\u96c6\u4f53\u7ecf\u6d4e\u7ec4\u7ec7\u6210\u5458\u8d44\u683c'

/** The model of this material: as stored, or else learnt, which takes seconds, and stored; with `apart` in a process of its own where that can be. */
export const modelOf = async (material: Material, deps: FeatureDeps, lexicon: unknown, apart: boolean): Promise<Model> => {
  const parts = partsOf(material, deps, lexicon)
  const before = stored.read('model', parts)
  if (isModel(before)) return before
  if (apart && (await prepareApart()).kind === 'ready') {
    const made = stored.read('model', parts)
    if (isModel(made)) return made
  }
  const model = trainModel(material, deps)
  stored.write('model', parts, model)
  return model
}

/** Whether the model of this material is stored, so that a start need not learn it. */
export const isLearnt = (material: Material, deps: FeatureDeps, lexicon: unknown): boolean => isModel(stored.read('model', partsOf(material, deps, lexicon)))

const partsOf = (material: Material, deps: FeatureDeps, lexicon: unknown): readonly string[] => [
  String(MODEL_VERSION),
  JSON.stringify(material),
  JSON.stringify(lexicon),
  deps.segmenter.cut(PROBE).join(' '),
]

/** The model of this material, learnt anew; stored only when `keep` is called. */
export const tryModel = (material: Material, deps: FeatureDeps, lexicon: unknown): { readonly model: Model; readonly keep: () => void } => {
  const model = trainModel(material, deps)
  return { model, keep: () => stored.write('model', partsOf(material, deps, lexicon), model) }
}

const isModel = (value: unknown): value is Model =>
  typeof value === 'object' && value !== null && 'vocabulary' in value && 'linear' in value && 'whole' in value

const LONGEST_MS = 180_000

/** What came of preparing: everything stored, or the faults that were found, one a line; `unknown` where it could not be done apart. */
export type Prepared = { readonly kind: 'ready' | 'unknown' } | { readonly kind: 'faults'; readonly lines: readonly string[] }

/** Reads and learns intents/ in a process of its own, so that this one goes on meanwhile and keeps its memory small. */
export const prepareApart = (): Promise<Prepared> => {
  const program = join(root, 'dist/main.js')
  if (!existsSync(program)) return Promise.resolve({ kind: 'unknown' })
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'kb', 'train', '--json'], { timeout: LONGEST_MS, maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      const faults = faultsIn(stdout)
      if (faults === undefined) return resolve({ kind: 'unknown' })
      resolve(faults.length > 0 ? { kind: 'faults', lines: faults } : { kind: error ? 'unknown' : 'ready' })
    })
  })
}

const faultsIn = (text: string): readonly string[] | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('faults' in parsed) || !Array.isArray(parsed.faults)) return undefined
    return parsed.faults.map(String)
  } catch {
    return undefined
  }
}
