import { LineCounter, parseDocument } from 'yaml'
import { lintNames } from './lint.ts'
import { proveFlow } from './prove.ts'
import type { PaperFields } from './prove-papers.ts'
import { flowSchema } from './schema.ts'
import type { Flow } from './schema.ts'

/** What is wrong in a file, and where; line and column count from 1. */
export type FlowFault = { readonly file: string; readonly line: number; readonly column: number; readonly message: string }

/**
 * Reads a form's file. `submits`: the known names of `submit`; `papers`: the documents that can be written, absent where nothing is known of them.
 * Everything that is wrong comes back with its place; a form only where nothing is.
 */
export const loadFlow = (
  source: { readonly file: string; readonly text: string },
  submits: readonly string[],
  papers?: readonly PaperFields[],
): { readonly flow?: Flow; readonly faults: readonly FlowFault[] } => {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines })
  const at = (offset: number, message: string): FlowFault => {
    const { line, col } = lines.linePos(offset)
    return { file: source.file, line, column: col, message }
  }
  if (document.errors.length > 0) return { faults: document.errors.map((error) => at(error.pos[0], error.message.split('\n')[0] ?? error.code)) }
  const place = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isRanged(node)) return node.range[0]
    }
    return 0
  }
  // An alias of nothing, or aliases that multiply.
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    return { faults: [at(0, error instanceof Error ? error.message : String(error))] }
  }
  const parsed = flowSchema.safeParse(value)
  if (!parsed.success)
    return {
      faults: parsed.error.issues
        .flatMap((issue) => leaves(issue, []))
        .map(({ path, message }) => at(place(path), `${path.map(String).join('.')}: ${message}`)),
    }
  const named = lintNames(parsed.data, submits)
  // What is proved of a form supposes that its names are right.
  const problems = named.length > 0 ? named : proveFlow(parsed.data, papers)
  const faults = problems.map(({ path, message }) => at(place(path), message))
  const expected = source.file.replace(/^.*\//, '').replace(/\.yml$/, '')
  if (parsed.data.id !== expected) faults.unshift(at(place(['id']), `id: the file is named "${expected}", not "${parsed.data.id}"`))
  return faults.length > 0 ? { faults } : { flow: parsed.data, faults }
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string; readonly errors?: readonly (readonly Issue[])[] }

/** Of a union, what is wrong with the alternative that was most likely meant: the one that got furthest. */
const leaves = (issue: Issue, before: readonly PropertyKey[]): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] => {
  const path = [...before, ...issue.path]
  if (issue.code !== 'invalid_union' || !issue.errors || issue.errors.length === 0) return [{ path, message: issue.message }]
  const found = issue.errors.map((errors) => errors.flatMap((one) => leaves(one, path)))
  const depth = (list: readonly { readonly path: readonly PropertyKey[] }[]) => Math.max(0, ...list.map((one) => one.path.length))
  const [best = []] = [...found].sort((a, b) => a.length - b.length || depth(b) - depth(a))
  return best
}

const isRanged = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
