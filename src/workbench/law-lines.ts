import type { LawLine } from '../adapters/workbench/knowledge/knowledge-desk.ts'
import { renderCitations } from '../knowledge/index.ts'
import type { LawTable, Topic } from '../knowledge/index.ts'

/** The laws that answers cite, those first of which an answer has to be looked at again, then by how many answers cite them. */
export const lawLines = (laws: LawTable, topics: readonly Topic[]): readonly LawLine[] => {
  const intents = topics.flatMap((topic) => topic.intents)
  const lines = Object.entries(laws).map(([law, { version, effective, verify }]): LawLine => {
    const newest = [/\d{4}-\d{2}-\d{2}/.exec(version)?.[0] ?? '', effective ?? ''].sort().at(-1) ?? ''
    const answers = intents.flatMap((intent) => {
      const cites = intent.cites.filter((cite) => cite.law === law)
      if (cites.length === 0) return []
      return [{ id: intent.id, title: intent.title, checked: intent.checked, articles: renderCitations(cites), changed: newest > intent.checked }]
    })
    return { law, version, ...(effective === undefined ? {} : { effective }), verify: verify === true, answers }
  })
  const urgent = ({ answers }: LawLine): number => answers.filter(({ changed }) => changed).length
  return lines.filter(({ answers }) => answers.length > 0).sort((a, b) => urgent(b) - urgent(a) || b.answers.length - a.answers.length)
}
