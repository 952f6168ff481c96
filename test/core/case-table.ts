import { caseMoves, moveNames } from '../../src/core/case-moves.ts'
import type { MoveRule } from '../../src/core/case-moves.ts'

/** The table of moves as src/README.md shows it. */
export const caseTable = (): string => {
  const rows = moveNames.map((name) => {
    const rule: MoveRule = caseMoves[name]
    const cells = [name, rule.by.join(', '), rule.from.join(', '), rule.to, [...rule.needs, ...rule.papers].join(', '), rule.law]
    return `| ${cells.join(' | ')} |`
  })
  return ['| move | by | from | to | needs and papers | 法律援助法 |', '|---|---|---|---|---|---|', ...rows].join('\n')
}
