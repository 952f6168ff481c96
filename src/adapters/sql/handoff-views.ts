import type { DispatchStep } from '../../core/dispatch.ts'
import type { Audience } from '../../core/roster.ts'
import type { HandoffView, OpponentKind } from '../../core/turn.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { maybe, number, text } from './sealing.ts'

/** A member that is there only where it has a value. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }

const OFFERS = 'SELECT "counselId","status" FROM "HandoffOffer" WHERE "handoffId" = ? ORDER BY "counselId"'

/** Handoffs with their offers, as decisions see them. */
export const handoffViews = async (driver: SqlDriver, rows: readonly SqlRow[]): Promise<readonly HandoffView[]> => {
  const views: HandoffView[] = []
  for (const row of rows) views.push(viewOf(row, await driver.all(OFFERS, [text(row, 'id')])))
  return views
}

const viewOf = (row: SqlRow, offers: readonly SqlRow[]): HandoffView => {
  const status = text(row, 'status')
  const ids = (which: (status: string) => boolean) => offers.filter((offer) => which(text(offer, 'status'))).map((offer) => text(offer, 'counselId'))
  return {
    id: text(row, 'id'),
    number: number(row, 'number'),
    conversationId: text(row, 'conversationId'),
    status: status === 'accepted' || status === 'closed' ? status : 'offered',
    target: text(row, 'target') === 'office' ? 'office' : 'counsel',
    ...optional('villageCode', maybe(row, 'villageCode')),
    ...optional('townCode', maybe(row, 'townCode')),
    topic: text(row, 'topic'),
    urgency: text(row, 'urgency') === 'urgent' ? 'urgent' : 'normal',
    ...optional('counselId', maybe(row, 'counselId')),
    requestedAt: number(row, 'requestedAt'),
    offeredTo: ids((one) => one !== 'declined'),
    asked: ids(() => true),
    members: ids((one) => one === 'joined'),
    excluded: text(row, 'excluded')
      .split('|')
      .filter((one) => one !== ''),
    subject: text(row, 'subject'),
    opponent: text(row, 'opponent') as OpponentKind,
    step: text(row, 'step') as DispatchStep,
    team: number(row, 'team'),
    ...optional('audience', maybe(row, 'audience') as Audience | undefined),
    neutral: row['neutral'] === true || row['neutral'] === 1,
  }
}
