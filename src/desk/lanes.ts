import type { ConversationId } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { Lane } from '../ports/queue.ts'

/** Turns and jobs: any worker may do them. */
export const WORK = 'work'
/** The lane of what is due: never handled twice at once, so that a paper that takes long to write is written once. */
export const JOBS: Lane = { heap: WORK, name: 'jobs' }

/** Turns of one conversation. */
export const turnLane = (conversation: ConversationId): Lane => ({ heap: WORK, name: `turn ${conversation}` })
/** What is sent through one door: only a process that has the door open may do it. */
export const sendHeap = (door: ChannelId): string => `send ${door}`
/** What is sent to one conversation through one door. */
export const sendLane = (door: ChannelId, conversation: ConversationId): Lane => ({ heap: sendHeap(door), name: conversation })
