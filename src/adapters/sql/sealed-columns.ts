/** A sealed column: where it stands, and the context that its values are bound to. `key`: the column that names a row. */
export type SealedColumn = { readonly table: string; readonly key: string; readonly column: string; readonly context: string }

const byId = (table: string, columns: Readonly<Record<string, string>>): readonly SealedColumn[] =>
  Object.entries(columns).map(([column, context]) => ({ table, key: 'id', column, context }))

/** Every column of the models whose type is Bytes. A test holds it against prisma/models.prisma. */
export const sealedColumns: readonly SealedColumn[] = [
  ...byId('Party', { name: 'party' }),
  { table: 'Identity', key: 'lookupIndex', column: 'address', context: 'identity' },
  ...byId('Conversation', { state: 'conversation', address: 'address' }),
  ...byId('Inbox', { body: 'inbox' }),
  ...byId('Outbox', { body: 'outbox' }),
  ...byId('FlowRun', { state: 'run' }),
  ...byId('Case', { facts: 'case' }),
  ...byId('CaseEvent', { body: 'case-event' }),
  ...byId('AuditRow', { detail: 'audit' }),
  ...byId('RegistryRecord', { body: 'registry' }),
  ...byId('RegistryChange', { body: 'registry' }),
  ...byId('Mediation', { body: 'mediation' }),
  ...byId('CorrectionMatter', { body: 'correction' }),
  ...byId('Complaint', { body: 'complaint' }),
  ...byId('Matter', { body: 'matter' }),
  ...byId('Screening', { body: 'screening' }),
  ...byId('Handoff', { conclusion: 'handoff' }),
  ...byId('HandoffNote', { body: 'note' }),
  ...byId('Referral', { body: 'referral' }),
  ...byId('Piece', { body: 'piece' }),
  ...byId('WorkRecord', { body: 'work', reason: 'work-reason' }),
  ...byId('StaffNotice', { body: 'notice' }),
  ...byId('Task', { facts: 'task' }),
  ...byId('Confirmation', { body: 'confirmation' }),
  { table: 'DoorNote', key: 'noteIndex', column: 'body', context: 'door-note' },
  ...byId('Job', { payload: 'job' }),
  ...byId('File', { name: 'file' }),
  ...byId('Gap', { text: 'gap' }),
  ...byId('DeskAccount', { password: 'desk-account', secret: 'desk-account' }),
  ...byId('DeskSession', { device: 'desk-session' }),
]

/**
 * Every column that holds a keyed hash for look-up, behind `prefix` where it has one; '' and null stay as they are. A test holds the columns
 * called *Index against prisma/models.prisma.
 */
export const hashedColumns: readonly { readonly table: string; readonly column: string; readonly prefix: string }[] = [
  { table: 'Identity', column: 'lookupIndex', prefix: '' },
  { table: 'Pass', column: 'tokenIndex', prefix: '' },
  { table: 'Party', column: 'phoneIndex', prefix: '' },
  { table: 'Conversation', column: 'groupIndex', prefix: '' },
  { table: 'GroupBinding', column: 'groupIndex', prefix: '' },
  { table: 'Case', column: 'applicantIndex', prefix: '' },
  { table: 'RegistryRecord', column: 'personIndex', prefix: '' },
  { table: 'RegistryRecord', column: 'digestIndex', prefix: '' },
  { table: 'RegistryChange', column: 'personIndex', prefix: '' },
  { table: 'TextMessage', column: 'numberIndex', prefix: '' },
  { table: 'Answered', column: 'intentIndex', prefix: '' },
  { table: 'Piece', column: 'intentIndex', prefix: '' },
  { table: 'DoorNote', column: 'noteIndex', prefix: '' },
  { table: 'Confirmation', column: 'codeIndex', prefix: '' },
  { table: 'DeskAccount', column: 'inviteIndex', prefix: '' },
  { table: 'DeskAccount', column: 'codeIndex', prefix: '' },
  { table: 'DeskSession', column: 'tokenIndex', prefix: '' },
  // WeChat's messages are known by their content.
  { table: 'Inbox', column: 'externalId', prefix: 'c ' },
]
