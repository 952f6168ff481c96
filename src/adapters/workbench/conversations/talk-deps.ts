import type { Actor } from '../../../core/actor.ts'
import type { HandoffView } from '../../../core/handoff-view.ts'
import type { FileId } from '../../../core/ids.ts'
import type { FileRef } from '../../../core/message.ts'
import type { ConversationState } from '../../../core/turn.ts'
import type { Talks } from '../../../ports/desk-talks.ts'
import type { DeskDeps } from '../desk-deps.ts'
import type { DeskTexts } from '../desk-route.ts'
import type { TalkWatch } from './talk-news.ts'

/** An answer of the knowledge base, ready to be sent: with its citations. */
export type Canned = { readonly intent: string; readonly title: string; readonly text: string }

/** A colleague who may be asked to take a talk over, or why they may not. */
export type Colleague = { readonly id: string; readonly name: string; readonly may: boolean; readonly why: string }

/** What the pages of talks need. */
export type TalkDeps = Pick<DeskDeps, 'accounts' | 'say' | 'onStop' | 'now' | 'nextId'> & {
  readonly texts: DeskTexts
  readonly talks: Talks
  readonly watch: TalkWatch['watch']
  readonly townName: (code: string | undefined) => string
  /** Full name of a village; '' where it is unknown. */
  readonly villageName: (code: string | undefined) => string
  readonly counselName: (id: string) => string
  readonly flowTitle: (flow: string) => string
  readonly caseStatus: (status: string) => string
  /** What was heard of the matter, a few words each. */
  readonly heard: (state: ConversationState) => readonly string[]
  /** Answers that fit words, or what the person asked last where there are none; likeliest first. */
  readonly canned: (words: string, state: ConversationState) => readonly Canned[]
  readonly colleagues: (talk: HandoffView) => readonly Colleague[]
  /** Whether a counsel gets new requests now. */
  readonly duty: (actor: Actor) => 'on' | 'busy' | 'off'
  /** What a counsel would say in chat to change that. */
  readonly dutyWord: (duty: 'on' | 'busy' | 'off') => string
  /** Throws `file.too-large` and `file.type`. */
  readonly putFile: (name: string, bytes: Uint8Array) => Promise<FileRef>
  readonly getFile: (id: FileId) => Promise<Uint8Array | undefined>
}

/** Whether somebody is still wanted for it: nobody has taken it, or it asks for more people than talk. */
export const isWanted = ({ status, team = 1, members = [] }: HandoffView): boolean =>
  status === 'offered' || (status === 'accepted' && team > 1 + members.length)

/** What somebody is to a talk: `talks` with the person and reads what is said, `asked` may take it, `sees` only that it waits. */
export const standing = (actor: Actor, talk: HandoffView): 'talks' | 'asked' | 'sees' =>
  talk.counselId === actor.staffId || talk.members?.includes(actor.staffId)
    ? 'talks'
    : isWanted(talk) && talk.offeredTo.includes(actor.staffId)
      ? 'asked'
      : 'sees'
