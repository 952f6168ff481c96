import { join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../adapters/content/yaml-text.ts'
import { root } from '../root.ts'

const named = z.object({ actions: z.record(z.string(), z.string()), kinds: z.record(z.string(), z.string()) })
const moves = z.object({ moves: z.record(z.string(), z.string()) })
const complaints = z.object({ complaint: moves })

/** How actions of the audit log are called; the move of a case or a complaint by its own word, whatever has no name by itself. */
export const actionNames = (): ((action: string) => string) => {
  const read = (name: string): unknown => readYaml(join(root, 'src/texts', name))
  const { actions, kinds } = named.parse(read('workbench/administration.yml'))
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    case: moves.parse(read('casework.yml')).moves,
    complaint: complaints.parse(read('services.yml')).complaint.moves,
  }
  return (action) => {
    const known = actions[action]
    if (known !== undefined) return known
    const kind = Object.keys(kinds).find((one) => action.startsWith(`${one}-`))
    if (kind === undefined) return action
    const rest = action.slice(kind.length + 1)
    return `${kinds[kind] ?? kind} ${words[kind]?.[rest] ?? rest}`
  }
}
