import type { FriendRequest, Invitation } from './network.ts'
import type { Hearing } from './hear.ts'
import type { Pace } from './pace.ts'
import type { People } from './people.ts'
import type { WechatDeps } from './wechat-channel.ts'

/** Takes on friends whose words fit, and groups that invite us; as many a day as the budget allows. The others are left to staff. */
export const createDoorstep = (deps: WechatDeps, people: People, pace: Pace, hearing: Hearing, joined: () => Promise<void>, closing: AbortSignal) => {
  /** Whether it may be done now; `later` is waited for. */
  const leave = async (): Promise<boolean> => {
    for (;;) {
      const answer = pace.ask('join', 'join', deps.clock.now())
      if (answer.kind === 'go') return true
      if (answer.kind === 'spent' || closing.aborted) return false
      await deps.wait(answer.afterMs, closing)
    }
  }
  const welcome = async (request: FriendRequest): Promise<void> => {
    const sender = await people.tagOf({ ...request.contact, friend: true })
    const name = request.contact.name.trim() || deps.texts('nameless')
    await hearing.accept({
      role: 'villager',
      opens: true,
      inbound: {
        // Told when asked and when it is done: one greeting.
        externalId: `friend ${sender}`,
        address: { channel: 'wechat', account: '', chat: sender },
        sender: { id: sender, name },
        content: { kind: 'text', text: '/start' },
        sentAt: deps.clock.now(),
      },
    })
  }
  const fits = (hello: string): boolean => deps.friendWords.some((word) => word === '*' || hello.includes(word))
  return {
    async friend(request: FriendRequest): Promise<void> {
      if (request.kind === 'became') return welcome(request)
      if (!fits(request.hello)) return deps.notice(deps.texts('friend.waits', { hello: request.hello.slice(0, 60) }))
      if (!(await leave())) return deps.notice(deps.texts('friend.spent'))
      await request.accept()
      await joined()
      await welcome(request)
    },
    async invitation(invitation: Invitation): Promise<void> {
      if (!(await leave())) return deps.notice(deps.texts('invitation.spent', { topic: invitation.topic }))
      try {
        await invitation.accept()
        await joined()
      } catch (error) {
        deps.log.warn('wechat invitation not accepted', { error })
        await deps.notice(deps.texts('invitation.failed', { topic: invitation.topic }))
      }
    },
  }
}
