import { readFileSync } from 'node:fs'
import { textsOf } from '../adapters/content/yaml-text.ts'
import type { Channel } from '../ports/channel.ts'
import { root } from '../root.ts'
import type { House } from '../wire.ts'

/** A door that takes every message and notes when the first answer to each inbox row came, and in which order. */
export type BenchDoor = Channel & {
  readonly answered: Map<number, number>
  readonly marks: Set<string>
  readonly order: () => { readonly reordered: number }
}

/** A door of the web's kind for benches; answers go nowhere but are noted. `onMark`: words such as m12m that came through from somebody else. */
export const createBenchDoor = (onAnswer: (inboxId: number) => void, onMark: (mark: string) => void = () => undefined): BenchDoor => {
  const answered = new Map<number, number>()
  const marks = new Set<string>()
  const last = new Map<string, number>()
  let reordered = 0
  return {
    id: 'web',
    can: { buttons: true, files: true, textLimit: 4_000, sensitive: 'allowed' },
    answered,
    marks,
    order: () => ({ reordered }),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(to, part, key) {
      for (const [mark] of part.text.matchAll(/\bm\d+m\b/g)) {
        marks.add(mark)
        onMark(mark)
      }
      const inboxId = Number(key.split(':')[0])
      if (inboxId < (last.get(to.chat) ?? 0)) reordered += 1
      last.set(to.chat, inboxId)
      if (!answered.has(inboxId)) {
        answered.set(inboxId, performance.now())
        onAnswer(inboxId)
      }
      return { kind: 'sent' }
    },
  }
}

/** What people say in a bench: questions, small talk, commands; from src/texts/operator.yml. */
export const sayingsOf = (): readonly string[] => {
  const says = textsOf(`${root}/src/texts/operator.yml`)
  return Array.from({ length: SAYINGS }, (_, index) => says(`sayings.${index}`))
}
const SAYINGS = 10

/** Sends one message of a person; its inbox id. */
export const say = async (house: House, person: number, count: number, text: string): Promise<number> => {
  const accepted = await house.desk.accept({
    role: 'villager',
    inbound: {
      externalId: `bench-${person}-${count}`,
      address: { channel: 'web', account: '', chat: `bench-${person}` },
      sender: { id: `bench-${person}`, name: `bench ${person}` },
      content: { kind: 'text', text },
      sentAt: house.clock.now(),
    },
  })
  return accepted.inboxId
}

/** The value that `share` of the sorted values do not exceed; 0 for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Rounded to two places. */
export const round = (value: number): number => Math.round(value * 100) / 100

/** Resident memory of a process in MB, as Linux says it; 0 elsewhere. */
export const residentOf = (pid: number | undefined): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
