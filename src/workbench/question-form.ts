import type { IntentEdit } from '../adapters/content/edit-intent.ts'
import type { QuestionForm } from '../adapters/workbench/knowledge/knowledge-desk.ts'
import type { Citation, Intent } from '../knowledge/index.ts'

const CITE = /^《?(.{1,60}?)》?\s{0,4}第?\s{0,4}([1-9]\d{0,3}(?:-[1-9]\d{0,3})?)\s{0,4}条?(?:\s{0,4}第?\s{0,4}([1-9]\d{0,3})\s{0,4}款?)?$/u
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A question as a form shows it: lists one a line. */
export const formOf = (intent: Intent): QuestionForm => {
  const [only, ...more] = intent.ask ?? []
  return {
    title: intent.title,
    short: intent.short,
    answer: intent.answer.trim(),
    ...(only && more.length === 0 && only.unless === undefined ? { ask: only.say } : {}),
    phrasings: intent.phrasings.join('\n'),
    cites: intent.cites.map(citeLine).join('\n'),
    actions: intent.actions.join('\n'),
    related: intent.related.join('\n'),
    checked: intent.checked,
  }
}

const citeLine = ({ law, article, paragraph }: Citation): string => `${law} 第${article}条${paragraph === undefined ? '' : ` 第${paragraph}款`}`

/** What a form says; or its lines that cannot be read, by a key of texts/workbench/knowledge.yml. */
export const editOf = (
  form: QuestionForm,
):
  | { readonly kind: 'good'; readonly edit: IntentEdit }
  | { readonly kind: 'bad'; readonly faults: readonly { readonly key: string; readonly value: string }[] } => {
  const cites = linesOf(form.cites).map((line) => ({ line, cite: citeOf(line) }))
  const faults = [
    ...cites.flatMap(({ line, cite }) => (cite ? [] : [{ key: 'fault.cite', value: line }])),
    ...(DAY.test(form.checked.trim()) ? [] : [{ key: 'fault.checked', value: form.checked }]),
  ]
  if (faults.length > 0) return { kind: 'bad', faults }
  const oneLine = (text: string): string => text.trim().replace(/\s*\r?\n\s*/g, '')
  return {
    kind: 'good',
    edit: {
      title: oneLine(form.title),
      short: oneLine(form.short),
      answer: linesOf(form.answer).join('\n'),
      ...(form.ask === undefined || form.ask.trim() === '' ? {} : { ask: oneLine(form.ask) }),
      phrasings: [...new Set(linesOf(form.phrasings))],
      cites: cites.flatMap(({ cite }) => cite ?? []),
      actions: [...new Set(linesOf(form.actions))],
      related: [...new Set(linesOf(form.related))],
      checked: form.checked.trim(),
    },
  }
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const citeOf = (line: string): Citation | undefined => {
  const [, law, article, paragraph] = CITE.exec(line) ?? []
  return law === undefined || article === undefined
    ? undefined
    : { law: law.trim(), article, ...(paragraph === undefined ? {} : { paragraph: Number(paragraph) }) }
}
