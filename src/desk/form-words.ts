import { foldForMatch } from '../lang/index.ts'
import type { Flow } from '../flow/index.ts'
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
