import { createPeople } from '../../src/bench/bot-api/people.ts'
import type { FakeUser } from '../../src/bench/bot-api/world.ts'
import { applicationLines } from '../crash/application-lines.ts'
import type { County } from './open-county.ts'

/** What somebody says, line by line; people of one script must hear the same. */
export type Script = { readonly name: string; readonly lines: readonly string[] }

const applicant: Script = { name: 'applicant', lines: ['/start', ...applicationLines, '撤回申请', '1', '对方给钱了', '同意', '提交'] }
const asker: Script = { name: 'asker', lines: ['/start', '离婚孩子归谁', '帮助', '借出去的钱要不回来', '我的申请', '我家的地让人占了', '谢谢'] }
const visitor: Script = { name: 'visitor', lines: ['你好', '老板拖欠我三万块工资不给怎么办', '帮助', '借出去的钱要不回来', '谢谢'] }

/** Somebody who talks: at Telegram a user, at the page a cookie. `said`: lines that the network or the page took. */
export type Talker = {
  readonly script: Script
  readonly said: string[]
  readonly user?: FakeUser
  readonly cookie?: string
  /** Every line is said. */
  done: boolean
}

/** Talk that goes on until it is told to finish; then everybody says the rest of their lines. */
export type Traffic = { readonly talkers: readonly Talker[]; readonly finish: () => Promise<void> }

/** Between two lines of one person; the short form is in a hurry. */
const PAUSE_MS = { whole: 600, short: 350 }
const APPLICANTS = 3
const ASKERS = 4
const VISITORS = 3

/** Begins to talk; where not `whole`, applicants use the page, which has no pace of one answer a second. Who has said everything is followed by somebody new. Some updates come twice, and each answer of the network is in the wrong order. */
export const beginTraffic = (county: County, random: () => number, whole: boolean): Traffic => {
  const { network, pages } = county
  const people = createPeople(network, Date.now)
  network.updates.disorder()
  const talkers: Talker[] = []
  let finishing = false
  let broken: unknown
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS[whole ? 'whole' : 'short'] * (0.5 + random())))
  const atTelegram = async (script: Script): Promise<void> => {
    const user = people.person(`${script.name} ${talkers.length}`)
    const talker: Talker = { script, said: [], user, done: false }
    talkers.push(talker)
    for (const line of script.lines) {
      const update = people.say(user, line)
      talker.said.push(line)
      if (random() < 0.1) setTimeout(() => network.updates.repeat(update), random() * 3_000)
      // Now and then two in one breath.
      if (random() > 0.2) await pause()
    }
    talker.done = true
  }
  const atThePage = async (script: Script): Promise<void> => {
    const first = await patiently(() => fetch(`${pages[0]}/`))
    const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const talker: Talker = { script, said: [], cookie, done: false }
    talkers.push(talker)
    for (const [index, line] of script.lines.entries()) {
      const body = JSON.stringify({ clientId: `line-${String(index).padStart(4, '0')}`, kind: 'text', text: line })
      let page = Math.floor(random() * pages.length)
      // As the page does: the same message under the same id until somebody took it.
      await patiently(() => {
        page = (page + 1) % pages.length
        return fetch(`${pages[page]}/chat/messages`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body,
          signal: AbortSignal.timeout(5_000),
        })
      })
      talker.said.push(line)
      await pause()
    }
    talker.done = true
  }
  const again = async (talk: () => Promise<void>): Promise<void> => {
    do await talk()
    while (!finishing)
  }
  const all = [
    ...Array.from({ length: APPLICANTS }, (_, index) =>
      again(() => (whole && index > 0 ? atTelegram(applicant) : atThePage({ ...applicant, lines: applicant.lines.slice(1) }))),
    ),
    ...Array.from({ length: ASKERS }, () => again(() => atTelegram(asker))),
    ...Array.from({ length: VISITORS }, () => again(() => atThePage(visitor))),
  ].map((talk) =>
    talk.catch((error: unknown) => {
      broken = error
    }),
  )
  return {
    talkers,
    async finish() {
      finishing = true
      await Promise.all(all)
      if (broken !== undefined) throw broken
    },
  }
}

/** Asks until the answer is a good one. */
const patiently = async (ask: () => Promise<Response>): Promise<Response> => {
  for (;;) {
    const response = await ask().catch(() => undefined)
    if (response?.ok) return response
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
