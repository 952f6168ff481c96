import { readFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { evalRowSchema, evaluateAll, isBeyond } from '../knowledge/index.ts'
import type { EvalRow, Evaluation, Knowledge, Material } from '../knowledge/index.ts'

/** Measures what the desk would do with labelled questions. `now`: milliseconds of a steady clock. */
export const measure = (rows: readonly EvalRow[], knowledge: Knowledge, { intents }: Material, now: () => number): Promise<Evaluation> => {
  const beyond = new Set(intents.filter(isBeyond).map((intent) => intent.id))
  return evaluateAll(
    rows,
    (text) => {
      const candidates = knowledge.match(text).filter((one) => one.intent !== '')
      return { ranked: candidates.map((one) => one.intent), probability: candidates[0]?.probability ?? 0 }
    },
    (text) => knowledge.understand(text, { misses: 0 }),
    (intent) => beyond.has(intent),
    now,
  )
}

/** Reads labelled questions, one JSON object a line. Throws `file.unreadable` naming the line. */
export const readRows = (file: string): readonly EvalRow[] => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('file.unreadable', { place: file, detail: cause instanceof Error ? cause.message : String(cause) }, cause)
  }
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), index }))
    .filter(({ line }) => line !== '')
    .map(({ line, index }) => {
      const parsed = evalRowSchema.safeParse(fromJson(line))
      if (parsed.success) return parsed.data
      throw new AppError('file.unreadable', { place: `${file}:${index + 1}`, detail: 'each line is {"q": text, "ids": [intent ids, "other" or "oos"]}' })
    })
}

const fromJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
