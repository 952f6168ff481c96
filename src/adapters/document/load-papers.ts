import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { paperSchema } from './paper-schema.ts'
import type { PaperTemplate } from './paper-schema.ts'

const FOLDER = 'flows/papers'

/** What is wrong in a paper's file, and where. Lines and columns count from 1. */
export type PaperFault = { readonly file: string; readonly line: number; readonly column: number; readonly message: string }

/** Reads flows/papers/*.yml under `root`. Everything wrong comes back with its place; `papers` holds those without fault. */
export const loadPapers = (root: string): { readonly papers: ReadonlyMap<string, PaperTemplate>; readonly faults: readonly PaperFault[] } => {
  const papers = new Map<string, PaperTemplate>()
  const faults: PaperFault[] = []
  const folder = join(root, FOLDER)
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!name.endsWith('.yml')) continue
    const read = readPaper(`${FOLDER}/${name}`, readFileSync(join(folder, name), 'utf8'))
    faults.push(...read.faults)
    if (read.paper) papers.set(read.paper.id, read.paper)
  }
  return { papers, faults }
}

/** Reads one paper's file; `file` names it in faults. */
export const readPaper = (file: string, text: string): { readonly paper?: PaperTemplate; readonly faults: readonly PaperFault[] } => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (offset: number, message: string): PaperFault => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col, message }
  }
  if (document.errors.length > 0) return { faults: document.errors.map((error) => at(error.pos[0], error.message.split('\n')[0] ?? error.code)) }
  const place = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) return Number(node.range[0])
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
  const parsed = paperSchema.safeParse(value)
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => at(place(issue.path), `${issue.path.join('.')}: ${issue.message}`)) }
  const expected = file.replace(/^.*\//, '').replace(/\.yml$/, '')
  if (parsed.data.id !== expected) return { faults: [at(place(['id']), `id: the file is named "${expected}", not "${parsed.data.id}"`)] }
  const faults = [...text.matchAll(/\{([^{}\n]*)\}/g)].flatMap((match) => {
    const inner = match[1] ?? ''
    // Flow maps of YAML and {field}s both stand in braces; what begins like a field must be one.
    return /^[\w-]+$/.test(inner) && !/^[a-z][a-z0-9-]*$/.test(inner) ? [at(match.index, `"{${inner}}" is no field: small letters, digits and hyphens`)] : []
  })
  return faults.length > 0 ? { faults } : { paper: parsed.data, faults }
}
