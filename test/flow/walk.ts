import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Content } from '../../src/core/message.ts'
import { answerFlow, loadFlow, startFlow } from '../../src/flow/index.ts'
import type { Flow, FlowContext, FlowOutcome, FlowState, FlowTexts } from '../../src/flow/index.ts'

const project = new URL('../../', import.meta.url)
const stored = new Map<string, string>()
const flatten = (value: unknown, path: string): void => {
  if (typeof value === 'string' || typeof value === 'number') stored.set(path, String(value))
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`)
}
flatten(parse(readFileSync(new URL('src/texts/flow.yml', project), 'utf8')), '')

/** Texts of the engine, as the program reads them. */
export const texts: FlowTexts = (key, vars = {}) => {
  const found = stored.get(key)
  if (found === undefined) throw new Error(`no text ${key}`)
  return found.replace(/\{(\w+)\}/g, (_, name: string) => String(vars[name] ?? ''))
}

/** A form of flows/, checked. */
export const form = (name: string): Flow => {
  const loaded = loadFlow({ file: `flows/${name}.yml`, text: readFileSync(new URL(`flows/${name}.yml`, project), 'utf8') }, ['legal-aid.submit'])
  if (!loaded.flow) throw new Error(JSON.stringify(loaded.faults))
  return loaded.flow
}

const village = { code: '370285108223', name: '东庄头村', town: '370285108', townName: '店埠镇' }
const twins = ['一', '二'].map((town, index) => ({ code: `37028510${index}555`, name: '夏家屯村', town: `37028510${index}`, townName: `${town}号镇` }))

/** 23 November 2026, nine in the morning in China, with three villages. */
export const context: FlowContext = {
  now: Date.UTC(2026, 10, 23, 1),
  today: { year: 2026, month: 11, day: 23 },
  findPlaces: (text, limit) =>
    [
      ...(text.includes('东庄头') ? [{ place: village, score: 1 }] : []),
      ...twins.filter((twin) => text.includes('夏家屯')).map((place) => ({ place, score: text.includes(place.townName) ? 1 : 0.95 })),
    ]
      .sort((a, b) => b.score - a.score)
      .slice(0, limit),
  towns: [
    { code: '370285108', name: '店埠镇' },
    { code: '370285109', name: '院上镇' },
  ],
  known: {},
  lists: () => [],
}

/** A conversation with one form: what the last outcome was, and its state. */
export type Walk = { readonly outcome: FlowOutcome; readonly state: FlowState; readonly said: string }

const after = (outcome: FlowOutcome, before: FlowState): Walk => ({
  outcome,
  state: 'state' in outcome ? outcome.state : before,
  said: 'say' in outcome ? outcome.say.map((part) => part.text).join('\n') : '',
})

/** Begins a form. */
export const begin = (flow: Flow, known: FlowContext = context): Walk =>
  after(startFlow(flow, known, texts), { flow: flow.id, version: flow.version, step: '', answers: {}, trail: [], misses: 0 })

/** Says one thing, as text or content. The state goes through JSON, as it does in the store. */
export const say = (flow: Flow, walk: Walk, what: string | Content, known: FlowContext = context): Walk => {
  const content: Content = typeof what === 'string' ? { kind: 'text', text: what } : what
  const state: FlowState = JSON.parse(JSON.stringify(walk.state))
  const text = content.kind === 'text' ? content.text : content.kind === 'choice' ? content.label : ''
  return after(answerFlow(flow, state, { content, text }, known, texts), state)
}

/** Says several things in turn. */
export const sayAll = (flow: Flow, walk: Walk, lines: readonly (string | Content)[], known: FlowContext = context): Walk =>
  lines.reduce((current, line) => say(flow, current, line, known), walk)
