import type { TalkNews } from './adapters/workbench/conversations/talk-news.ts'
import type { Effect } from './core/turn.ts'
import type { Store, TurnCommit } from './ports/store.ts'

/** Name of the news that open pages of the workbench hear. */
export const TALKS = 'talks'

const HANDOFF: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  'request-handoff',
  'claim-handoff',
  'offer-handoff',
  'transfer-handoff',
  'join-handoff',
  'note-handoff',
  'decline-offer',
  'close-handoff',
  'redirect-handoff',
])

/** Whom a turn concerns among those who have the workbench open; undefined: nobody. */
export const talkNewsOf = ({ conversationId, effects }: Pick<TurnCommit, 'conversationId' | 'effects'>): TalkNews | undefined => {
  const counsel = effects.flatMap((effect) => (effect.kind === 'tell' && 'counsel' in effect.to ? [effect.to.counsel] : []))
  const requests = effects.some((effect) => HANDOFF.has(effect.kind))
  const spoken = requests || effects.some((effect) => effect.kind === 'send' && effect.part.from !== undefined)
  const others = effects.flatMap((effect) => ('conversationId' in effect && HANDOFF.has(effect.kind) ? [effect.conversationId] : []))
  if (counsel.length === 0 && !spoken) return undefined
  return { counsel, conversations: [conversationId, ...others], requests }
}

/** A store whose turns are told to open pages of the workbench, where they concern a request for a person. */
export const tellTalks = (store: Store, tell: (news: TalkNews) => void): Store => ({
  ...store,
  async commit(turn) {
    const result = await store.commit(turn)
    const news = result.kind === 'committed' ? talkNewsOf(turn) : undefined
    if (news) tell(news)
    return result
  },
})
