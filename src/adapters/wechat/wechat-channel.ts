import { z } from 'zod'
import type { Instant, VillageCode } from '../../core/ids.ts'
import type { Capabilities, Channel } from '../../ports/channel.ts'
import type { Files } from '../../ports/files.ts'
import type { Clock, Log } from '../../ports/system.ts'
import { createDoorstep } from './doorstep.ts'
import { createHearing } from './hear.ts'
import type { Hearing } from './hear.ts'
import { createLogin } from './login.ts'
import type { Login } from './login.ts'
import { TEXT_LIMIT } from './messages.ts'
import type { Network } from './network.ts'
import { createPace } from './pace.ts'
import type { DayCounts, PaceLimits, SentAs } from './pace.ts'
import { createPeople } from './people.ts'
import type { Notes } from './people.ts'
import { createSending } from './send.ts'

const RESTART_MS = 60_000

/** What the door needs of the house. */
export type WechatDeps = {
  readonly files: Files
  readonly clock: Clock
  readonly log: Log
  readonly notes: Notes
  readonly texts: (key: string, vars?: Readonly<Record<string, string | number>>) => string
  /** Tells staff, through whatever they read beside this door. */
  readonly notice: (text: string) => Promise<void>
  /** Keyed hash, for names under which messages are stored. */
  readonly index: (value: string) => string
  /** Ten random characters of 0-9 and a-z. */
  readonly newTag: () => string
  /** Village that a group's name means, where it fits one only. */
  readonly villageIn: (topic: string) => VillageCode | undefined
  readonly sayWhen: (at: Instant) => string
  /** Shows a code to scan to whoever runs the program. */
  readonly show: (link: string) => void
  /** Resolves after so many milliseconds, or as soon as the door is closing. */
  readonly wait: (ms: number, closing: AbortSignal) => Promise<void>
  readonly limits: PaceLimits
  /** A request to be a friend is accepted where it contains one of these; `*` stands for any. */
  readonly friendWords: readonly string[]
  readonly lateAfterMs: number
  readonly sensitive: Capabilities['sensitive']
}

/** How the door stands, for whoever shows it. */
export type WechatStatus = Login & { readonly today: DayCounts; readonly limits: PaceLimits; readonly duplicates: number }

/** WeChat as a door. */
export type WechatChannel = Channel & {
  readonly status: () => WechatStatus
  /** Resolves when everything heard so far is stored. */
  readonly idle: () => Promise<void>
}

const dayCounts = z.object({ day: z.number(), chat: z.number(), notice: z.number(), safety: z.number(), join: z.number() })

/** Makes the door over a network. What it keeps for the next start: who is who, what was sent today, that it was ever logged in. */
export const createWechatChannel = (network: Network, deps: WechatDeps): WechatChannel => {
  const { notes, clock, log, texts } = deps
  const tell = (work: Promise<void>): void => void work.catch((error: unknown) => log.error('wechat door', { error }))
  const people = createPeople(network, notes, deps.newTag, log)
  const pace = createPace(deps.limits)
  let noted = Promise.resolve()
  const login = createLogin({
    now: clock.now,
    lost: (since) => tell(deps.notice(texts('login.lost', { when: deps.sayWhen(since) }))),
    back: (since) => tell(deps.notice(texts('login.back', { when: deps.sayWhen(since) }))),
    show: deps.show,
    // One after another: the last one stands in the end.
    changed: (now) => {
      noted = noted.then(() => notes.remember('login', now)).catch((error: unknown) => log.error('wechat door', { error }))
    },
  })
  const keepCounts = () => notes.remember('day', pace.counts(clock.now()))
  let toldSpent = ''
  const spent = async (as: SentAs): Promise<void> => {
    const once = `${as} ${pace.counts(clock.now()).day}`
    if (toldSpent === once) return
    toldSpent = once
    await deps.notice(texts(`spent.${as}`))
  }
  const send = createSending(deps, network, people, pace, { sent: keepCounts, spent })
  let hearing: Hearing | undefined
  const closing = new AbortController()

  return {
    id: 'wechat',
    can: { buttons: false, files: true, textLimit: TEXT_LIMIT, sensitive: deps.sensitive },
    send,
    status: () => ({ ...login.current(), today: pace.counts(clock.now()), limits: deps.limits, duplicates: hearing?.duplicates() ?? 0 }),
    idle: () => hearing?.idle() ?? Promise.resolve(),
    async start(onArrival) {
      const before = dayCounts.safeParse(await notes.recall('day')).data
      if (before) pace.resume(before)
      if ((await notes.recall('account')) !== undefined) login.wasKnown()
      const heard = createHearing(deps, people, onArrival, closing.signal)
      hearing = heard
      const doorstep = createDoorstep(deps, people, pace, heard, keepCounts, closing.signal)
      const listener = {
        scan: login.scan,
        login(name: string) {
          login.login(name)
          tell(notes.remember('account', { name }))
        },
        logout(why: string) {
          log.warn('wechat logged out', { why })
          login.logout()
        },
        message: heard.hear,
        friend: (request: Parameters<typeof doorstep.friend>[0]) => tell(doorstep.friend(request)),
        invitation: (invitation: Parameters<typeof doorstep.invitation>[0]) => tell(doorstep.invitation(invitation)),
        error: (error: unknown) => log.warn('wechat', { error }),
      }
      // The other doors do not wait for WeChat.
      const begin = async (): Promise<void> => {
        while (!closing.signal.aborted)
          try {
            return await network.start(listener)
          } catch (error) {
            log.error('wechat not started', { error })
            await deps.wait(RESTART_MS, closing.signal)
          }
      }
      tell(begin())
    },
    async stop() {
      closing.abort()
      login.stop()
      await noted
      await hearing?.idle()
      await network.stop()
      await hearing?.idle()
    },
  }
}
