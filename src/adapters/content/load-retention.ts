import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { leastDays, retentionKinds } from '../../core/retention.ts'
import type { Retention, RetentionKind } from '../../core/retention.ts'
import { readYaml } from './yaml-text.ts'

const ruleOf = (kind: RetentionKind) => {
  const least = leastDays[kind] ?? 1
  return z.strictObject({
    what: z.string().min(1),
    days: z.number(`${kind}: days is a whole number`).int(`${kind}: days is a whole number`).min(least, `${kind}: at least ${least} days`).max(36_500),
    basis: z.string().min(1),
    owner: z.string().min(1),
  })
}

/** Reads the table of what is kept how long. Throws `content.invalid` naming the file and the fault. */
export const loadRetention = (file: string): Retention => {
  const rule = (kind: RetentionKind) => ruleOf(kind)
  const schema = z.strictObject({
    messages: rule('messages'),
    drafts: rule('drafts'),
    conversations: rule('conversations'),
    files: rule('files'),
    tasks: rule('tasks'),
    cases: rule('cases'),
    talks: rule('talks'),
    audit: rule('audit'),
    notices: rule('notices'),
    backups: rule('backups'),
    'network-logs': rule('network-logs'),
  }) satisfies z.ZodType<Retention>
  const parsed = schema.safeParse(readYaml(file))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('content.invalid', { detail: `${file}: ${issue?.path.join('.')} ${issue?.message}; kinds are ${retentionKinds.join(', ')}` })
}
