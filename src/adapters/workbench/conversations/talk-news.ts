import { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'

/** That something was said or done about requests for a person: counsel whom it concerns, conversations in which, and whether a request itself changed. Says nothing of what. */
export type TalkNews = { readonly counsel: readonly string[]; readonly conversations: readonly string[]; readonly requests: boolean }

const read = z.object({ counsel: z.array(z.string()), conversations: z.array(z.string()), requests: z.boolean() })

/** What an open page waits for: its actor's requests, and the talk that is open in it. */
export type Watch = { readonly actor: Actor; readonly conversation: string | undefined; readonly tell: () => void }

/** Those pages of this process that wait for news. */
export type TalkWatch = { readonly watch: (watch: Watch) => () => void }

/** Hears the news of all processes, and tells the pages here whom they concern. */
export const createTalkWatch = (hear: (listener: (value: unknown) => void) => void, onMissed: (listener: () => void) => void): TalkWatch => {
  const open = new Set<Watch>()
  hear((value) => {
    const news = read.safeParse(value)
    if (news.success) for (const watch of open) if (concerns(news.data, watch)) watch.tell()
  })
  onMissed(() => {
    for (const watch of open) watch.tell()
  })
  return {
    watch(watch) {
      open.add(watch)
      return () => void open.delete(watch)
    },
  }
}

const concerns = ({ counsel, conversations, requests }: TalkNews, { actor, conversation }: Watch): boolean =>
  (conversation !== undefined && conversations.includes(conversation)) || (actor.role === 'counsel' ? counsel.includes(actor.staffId) : requests)
