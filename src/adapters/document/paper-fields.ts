import type { Paper } from '../../ports/document.ts'
import type { PaperTemplate } from './paper-schema.ts'

/** Names in braces, each once, in order. */
const namesIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/\{([a-z][a-z0-9-]*)\}/g)].map((match) => match[1] ?? ''))),
]

/** The fields and rows that a template asks for. */
export const paperFields = ({ id, title, number = '', blocks }: PaperTemplate): Paper => {
  const texts = [title, number]
  const rows: Record<string, string[]> = {}
  const ask = (group: string, found: readonly string[]) => {
    rows[group] = [...new Set([...(rows[group] ?? []), ...found.filter((field) => field !== 'n')])]
  }
  for (const block of blocks) {
    if ('heading' in block) texts.push(block.heading)
    else if ('note' in block) texts.push(block.note)
    else if ('grid' in block) texts.push(...block.grid.flat().map((cell) => cell.value))
    else if ('sign' in block) texts.push(...block.sign.map((cell) => cell.value))
    else if ('table' in block) ask(block.table, namesIn(block.columns.map((column) => column.value)))
    else if ('cards' in block) ask(block.cards, namesIn([block.title, block.text, block.qr]))
    else if ('each' in block) ask(block.each, namesIn([block.text]))
    else texts.push(block.text)
  }
  return { id, title, fields: namesIn(texts), rows }
}
