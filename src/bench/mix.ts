import { textsOf } from '../adapters/content/yaml-text.ts'
import { root } from '../root.ts'
import type { House } from '../wire.ts'
import { createBenchDoor, sayingsOf } from './load.ts'
import type { BenchDoor } from './load.ts'

/** Of ten messages seven are questions, two are steps of a form, one is passed between a person and the counsel who holds their chat. */
const SHARE = { questions: 0.7, steps: 0.2 }
const MOST_RELAYED = 10
const COUNSEL = 'counsel-demo-01'

/** One message to say, and when it counts as answered: at the first answer to it, or when its words reached the other side. */
type Saying = { readonly speaker: string; readonly as: 'villager' | 'counsel'; readonly text: string; readonly mark?: string }

/** People who say what a county's people say in that mix, the same by seed. */
export type Mix = {
  /** Opens the chats that are relayed. */
  readonly begin: (house: House) => Promise<void>
  /** One message said and answered; milliseconds from its receipt on. */
  readonly turn: (house: House) => Promise<number>
  readonly door: BenchDoor
  /** Messages said so far that were not answered. */
  readonly unanswered: () => number
}

/** `people` in all; the last of them talk to a counsel. */
export const createMix = (people: number, random: () => number): Mix => {
  const says = textsOf(`${root}/src/texts/operator.yml`)
  const questions = sayingsOf()
  const form = Array.from({ length: Number(says('mix.steps')) }, (_, index) => says(`mix.form.${index}`))
  const relayed = Math.max(1, Math.min(MOST_RELAYED, Math.floor(people / 10)))
  const filling = Math.max(1, Math.floor(people * SHARE.steps))
  const asking = Math.max(1, people - relayed - filling)
  const waiting = new Map<string, () => void>()
  const open = new Set<string>()
  const busy = new Set<string>()
  const step = new Map<string, number>()
  let said = 0

  const arrived = (name: string): void => {
    open.delete(name)
    waiting.get(name)?.()
    waiting.delete(name)
  }
  const door = createBenchDoor((inboxId) => arrived(String(inboxId)), arrived)
  const pick = (prefix: string, from: number): string => {
    for (let tries = 0; tries < 8; tries += 1) {
      const name = `${prefix}${Math.floor(random() * from)}`
      if (!busy.has(name)) return name
    }
    return `${prefix}${Math.floor(random() * from)}`
  }
  const next = (): Saying => {
    const share = random()
    said += 1
    if (share < SHARE.questions) return { speaker: pick('ask-', asking), as: 'villager', text: questions[Math.floor(random() * questions.length)] ?? '' }
    if (share < SHARE.questions + SHARE.steps) {
      const speaker = pick('fill-', filling)
      const at = step.get(speaker) ?? 0
      step.set(speaker, (at + 1) % form.length)
      return { speaker, as: 'villager', text: form[at] ?? '' }
    }
    const mark = `m${said}m`
    return { speaker: `talk-${Math.floor(random() * relayed)}`, as: 'villager', text: says('mix.relay', { mark }), mark }
  }
  const say = async (house: House, { speaker, as, text, mark }: Saying): Promise<void> => {
    const { inboxId } = await house.desk.accept({
      role: as,
      ...(as === 'counsel' ? { staffId: COUNSEL } : {}),
      inbound: {
        externalId: `mix-${speaker}-${said}-${text.length}`,
        address: { channel: 'web', account: '', chat: `mix-${speaker}` },
        sender: { id: `mix-${speaker}`, name: speaker },
        content: { kind: 'text', text },
        sentAt: house.clock.now(),
      },
    })
    const name = mark ?? String(inboxId)
    if (mark === undefined && door.answered.has(inboxId)) return
    if (mark !== undefined && door.marks.has(mark)) return
    open.add(name)
    await new Promise<void>((resolve) => waiting.set(name, resolve))
  }
  return {
    door,
    unanswered: () => open.size,
    async begin(house) {
      await say(house, { speaker: 'counsel', as: 'counsel', text: says('mix.on-duty') })
      for (let person = 0; person < relayed; person += 1) {
        for (let line = 0; line < Number(says('mix.calls')); line += 1) {
          said += 1
          await say(house, { speaker: `talk-${person}`, as: 'villager', text: says(`mix.call.${line}`) })
        }
        await house.desk.idle()
        said += 1
        await say(house, { speaker: 'counsel', as: 'counsel', text: says('mix.take') })
        await house.desk.idle()
      }
    },
    async turn(house) {
      const saying = next()
      busy.add(saying.speaker)
      const begun = performance.now()
      await say(house, saying)
      busy.delete(saying.speaker)
      return performance.now() - begun
    },
  }
}
