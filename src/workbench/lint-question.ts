import type { DeskTexts } from '../adapters/workbench/desk-route.ts'
import { lintTopics } from '../knowledge/index.ts'
import type { Intent, LawTable, Topic } from '../knowledge/index.ts'
import { foldForMatch } from '../lang/index.ts'

/** What the lint says, and how the workbench says it: the groups of the pattern are `a`, `b`, `c`. */
const SAID: readonly (readonly [string, RegExp])[] = [
  ['few-phrasings', /: (\d+) phrasings, at least (\d+) are wanted$/],
  ['long-phrasing', /: a phrasing has (\d+) characters, at most (\d+)$/],
  ['long-short', /: the short answer has (\d+) characters, at most (\d+)$/],
  ['long-answer', /: the answer has (\d+) characters, at most (\d+)$/],
  ['no-cites', /: the answer states law but cites none$/],
  ['unknown-law', /: unknown law (.+?)(?: \(did you mean (.+)\?\))?$/],
  ['no-article', /: (\S+) has (\d+) articles, not (\S+)$/],
  ['twice', /^"(.+)" stands under this intent twice$/],
  ['elsewhere', /^"(.+)" stands under (\S+) too$/],
  ['no-question', /: no intent "(.+?)"/],
  ['action', /an action is flow:ID/],
  ['empty', /Too small|expected string to have >=1/],
]

/**
 * What is wrong with an edited file of intents and the question edited in it, in the workbench's words; with the topic as it would be where nothing is. The other
 * files are not read again: `topics` are theirs, as they were taken last.
 */
export const lintQuestion = (
  file: string,
  text: string,
  id: string,
  known: { readonly topics: readonly Topic[]; readonly laws: LawTable; readonly flows: ReadonlySet<string>; readonly texts: DeskTexts },
): { readonly faults: readonly string[]; readonly topic?: Topic; readonly intent?: Intent } => {
  const { topics, faults } = lintTopics([{ file, text }], known.laws)
  const topic = topics[0]
  const intent = topic?.intents.find((one) => one.id === id)
  const said = faults.map(({ line, message }) => say(known.texts, message, line))
  const others = known.topics.filter((one) => one.topic !== topic?.topic).flatMap((one) => one.intents)
  const ids = new Set([...others, ...(topic?.intents ?? [])].map((one) => one.id))
  const taken = new Map(others.flatMap((one) => one.phrasings.map((phrasing) => [foldForMatch(phrasing), one.id] as const)))
  const across = [
    ...(intent?.phrasings ?? []).flatMap((phrasing) => {
      const other = taken.get(foldForMatch(phrasing))
      return other === undefined ? [] : [known.texts('fault.elsewhere', { a: phrasing, b: other, c: '' })]
    }),
    ...(intent?.related ?? []).filter((one) => !ids.has(one)).map((one) => known.texts('fault.no-question', { a: one, b: '', c: '' })),
    ...(intent?.actions ?? [])
      .filter((action) => action.startsWith('flow:') && !known.flows.has(action.slice(5)))
      .map((action) => known.texts('fault.no-form', { a: action.slice(5) })),
  ]
  const all = [...new Set([...said, ...across])]
  return { faults: all, ...(topic ? { topic } : {}), ...(intent ? { intent } : {}) }
}

const say = (texts: DeskTexts, message: string, line: number): string => {
  for (const [key, pattern] of SAID) {
    const found = pattern.exec(message)
    if (found) return texts(`fault.${key}`, { a: found[1] ?? '', b: found[2] ?? '', c: found[3] ?? '' })
  }
  return texts('fault.other', { line, message })
}
