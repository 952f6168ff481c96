import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadFlow } from '../../flow/index.ts'
import type { Flow, PaperFields } from '../../flow/index.ts'
import { lintTopics } from '../../knowledge/index.ts'
import type { LawTable, Topic } from '../../knowledge/index.ts'

/** What is wrong with a file of content, and where. Lines and columns count from 1. */
export type Fault = { readonly file: string; readonly line: number; readonly column: number; readonly message: string }

/** The knowledge base and the forms as they stand in their files, with everything that is wrong with them. */
export type Content = { readonly topics: readonly Topic[]; readonly flows: ReadonlyMap<string, Flow>; readonly faults: readonly Fault[] }

/** Reads intents/*.yml and flows/*.yml under `root`; `papers`: the documents that forms may name, absent where none can be written. Never throws for what a file says: faults are values. */
export const loadContent = (root: string, laws: LawTable, submitActions: readonly string[], papers?: readonly PaperFields[]): Content => {
  const { topics, faults } = lintTopics(yamlFiles(root, 'intents'), laws)
  const flows = new Map<string, Flow>()
  const all: Fault[] = [...faults]
  for (const file of yamlFiles(root, 'flows')) {
    const loaded = loadFlow(file, submitActions, papers)
    all.push(...loaded.faults)
    if (loaded.flow) flows.set(loaded.flow.id, loaded.flow)
  }
  const forms = topics.flatMap((topic) => topic.intents.flatMap((intent) => intent.actions.map((action) => ({ topic, intent, action }))))
  for (const { topic, intent, action } of forms)
    if (action.startsWith('flow:') && !flows.has(action.slice(5)) && flows.size > 0)
      all.push({ file: `intents/${topic.topic}.yml`, line: 1, column: 1, message: `${intent.id}: no form "${action.slice(5)}" in flows/` })
  const intents = new Set(topics.flatMap((topic) => topic.intents.map((intent) => intent.id)))
  for (const flow of flows.values())
    if (flow.about !== undefined && !intents.has(flow.about) && intents.size > 0)
      all.push({ file: `flows/${flow.id}.yml`, line: 1, column: 1, message: `about: no question "${flow.about}" in intents/` })
  const words = new Map<string, string>()
  for (const flow of flows.values())
    for (const word of flow.words) {
      const other = words.get(`${flow.for} ${word}`)
      if (other !== undefined) all.push({ file: `flows/${flow.id}.yml`, line: 1, column: 1, message: `words: "${word}" opens ${other} too` })
      words.set(`${flow.for} ${word}`, flow.id)
    }
  return { topics, flows, faults: all }
}

/** A fault as one line: file:line:column message. */
export const faultLine = ({ file, line, column, message }: Fault): string => `${file}:${line}:${column} ${message}`

const yamlFiles = (root: string, folder: string): readonly { readonly file: string; readonly text: string }[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))
