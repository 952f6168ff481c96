import { z } from 'zod'
import { statusKinds } from '../../core/registry.ts'

const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

const headings = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((value) => (typeof value === 'string' ? [value] : value))
const kind = z.enum(statusKinds)
/** Always the same status, or by the words of a column. */
const statusBy = z.union([z.strictObject({ fixed: kind }), z.strictObject({ column: headings, values: z.record(z.string(), kind) })])

/** Columns of a department's list: the headings that each may have. */
const columns = z.strictObject({
  id: headings,
  name: headings.optional(),
  'former-names': headings.optional(),
  status: statusBy,
  'valid-from': headings.optional(),
  'valid-to': headings.optional(),
  certificate: headings.optional(),
})

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hmac'), 'key-id': z.string().min(1), 'secret-file': z.string().min(1) }),
  z.strictObject({ kind: z.literal('mtls'), 'cert-file': z.string().min(1), 'key-file': z.string().min(1), 'ca-file': z.string().min(1).optional() }),
])

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'names separated by dots, e.g. data.list')

/** A department's service: what is sent, and where its answer says what. */
const live = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'an address such as https://share.example.gov.cn/api/status' })
    .refine((url) => new URL(url).protocol === 'https:' || LOCAL.test(new URL(url).hostname), 'https is wanted, except on this machine')
    .refine((url) => new URL(url).username === '', 'no user name in the address'),
  auth,
  'timeout-seconds': z.number().min(0.1).max(60).default(5),
  /** How long an answer is good, unless it ends sooner. */
  'cache-hours': z.number().min(0).max(720).default(12),
  request: z.strictObject({
    id: z.string().min(1),
    purpose: z.string().min(1).optional(),
    case: z.string().min(1).optional(),
    fixed: z.record(z.string(), z.string()).default({}),
  }),
  response: z.strictObject({
    /** What a good answer says, e.g. { path: code, equals: '0' }. */
    good: z.strictObject({ path, equals: z.string() }),
    /** What it says of who is not there; absent: an empty list. */
    none: z.strictObject({ path, equals: z.string() }).optional(),
    records: path,
    name: path.optional(),
    status: z.union([z.strictObject({ fixed: kind }), z.strictObject({ path, values: z.record(z.string(), kind) })]),
    'valid-from': path.optional(),
    'valid-to': path.optional(),
    certificate: path.optional(),
  }),
})

/** A department that confirms statuses: its name, the law on which it does, its list, its service. */
export const departmentSchema = z.strictObject({
  name: z.string().min(1),
  /** Statute and article, shown to whoever reads the result and to the person. */
  basis: z.string().min(1),
  /** Days for which a list without an end date is good. */
  'good-for-days': z.number().int().min(1).max(1_000).default(100),
  /** Each file is the whole list: who is missing has ended. */
  complete: z.boolean().default(true),
  columns: columns.optional(),
  live: live.optional(),
})

export const departmentsSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters'), departmentSchema)
export type Department = z.infer<typeof departmentSchema>
export type Departments = z.infer<typeof departmentsSchema>
export type Columns = z.infer<typeof columns>
export type Live = z.infer<typeof live>
