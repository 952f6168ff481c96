/** Opaque identifiers. Only the store makes and compares them; nobody parses them. */
type Brand<T, Name extends string> = T & { readonly __brand?: Name }

/** One person asking, across all doors. */
export type PartyId = Brand<string, 'Party'>
/** One private thread of a party, or one (group, party) pair. A lane is a conversation. */
export type ConversationId = Brand<string, 'Conversation'>
/** Row of the inbox; grows with the order of receipt. */
export type InboxId = Brand<number, 'Inbox'>
/** Row of the outbox; grows with the order of decisions. */
export type OutboxId = Brand<number, 'Outbox'>
/** A guided interview under way. */
export type FlowRunId = Brand<string, 'FlowRun'>
/** A legal-aid case. */
export type CaseId = Brand<string, 'Case'>
/** A request for a person. */
export type HandoffId = Brand<string, 'Handoff'>
/** A villager referred by a grid worker. */
export type ReferralId = Brand<string, 'Referral'>
/** A lawyer who serves villages (一村一法律顾问). */
export type CounselId = Brand<string, 'Counsel'>
/** A grid worker (网格员). */
export type GridWorkerId = Brand<string, 'GridWorker'>
/** A judicial office (司法所). */
export type OfficeId = Brand<string, 'Office'>
/** A stored, encrypted file. */
export type FileId = Brand<string, 'File'>
/** 12-digit statistical code of a village, e.g. 370285108200. */
export type VillageCode = Brand<string, 'Village'>
/** 9-digit statistical code of a town, e.g. 370285108. */
export type TownCode = Brand<string, 'Town'>
/** Instant, milliseconds since 1970-01-01 UTC. */
export type Instant = Brand<number, 'Instant'>
