import { foldForMatch } from '../lang/index.ts'
import { declaredSteps } from '../flow/index.ts'
import type { Flow, Given } from '../flow/index.ts'
import type { World } from './world.ts'

const read = new WeakMap<World['flows'], ReadonlyMap<string, Flow>>()

const wordsOf = (flows: World['flows']): ReadonlyMap<string, Flow> => {
  const known = read.get(flows)
  if (known) return known
  const made = new Map([...flows.values()].flatMap((flow) => flow.words.map((word) => [`${flow.for} ${foldForMatch(word)}`, flow] as const)))
  read.set(flows, made)
  return made
}

/** The form that a whole message asks for by one of its words. */
export const formCalled = (world: World, text: string, role: Flow['for']): Flow | undefined =>
  text.length > 24 ? undefined : wordsOf(world.flows).get(`${role} ${foldForMatch(text).replace(/(?:一下|吧|啊|呀|谢谢)$/u, '')}`)

/** The answer to a form's first question where the words that open it are one of its options: 补材料 opens 我的事 and says what is to be done there. */
export const saidInOpening = (flow: Flow, text: string): Given => {
  const [first] = declaredSteps(flow)
  if (first?.field.kind !== 'choice') return {}
  const said = foldForMatch(text)
  const option = first.field.options.find((one) => !one.hidden && one.words.some((word) => foldForMatch(word) === said))
  return option ? { answers: { [first.id]: { kind: 'choice', value: option.value, shown: option.label } } } : {}
}
