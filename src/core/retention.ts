/** What is kept for a time, by name. */
export const retentionKinds = [
  'messages',
  'drafts',
  'conversations',
  'files',
  'tasks',
  'cases',
  'talks',
  'audit',
  'notices',
  'backups',
  'network-logs',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** How long something is kept: whole days, the law it rests on, and who answers for it. */
export type RetentionRule = { readonly what: string; readonly days: number; readonly basis: string; readonly owner: string }
export type Retention = Readonly<Record<RetentionKind, RetentionRule>>

/**
 * Fewer days are refused: records of what was done with personal data three years (个人信息保护法 56), logs of the network six months
 * (网络安全法 23), files a day, since a file is stored before the message that names it.
 */
export const leastDays: Readonly<Partial<Record<RetentionKind, number>>> = { audit: 1_095, 'network-logs': 184, files: 1, messages: 7, backups: 1 }
