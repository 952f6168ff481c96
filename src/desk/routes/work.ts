import { monthNameOf, workAsked, workKinds, workSheet } from '../../core/work.ts'
import type { WorkKind, WorkRecord } from '../../core/work.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { civilDate, formatDate, parseDate, toMs } from '../../lang/index.ts'
import type { CivilDate } from '../../lang/index.ts'
import { actingOf } from '../acting.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import { placeName, recordWork, settlingOffice } from '../work.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

const DAY_MS = 24 * 3_600_000
const OLDEST_MS = 31 * DAY_MS
const SURE_PLACE = 0.8
const MOST_ROWS = 40

/** A counsel's work record: written down by hand, looked at, and confirmed or doubted by the office of the town (the agency where there is no town). */
export const workRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || conversation.group || actingOf(world, party) === undefined) return pass
  if (party.role === 'counsel' && party.staffId !== undefined) return counselSays(context, party.staffId)
  return party.role === 'clerk' || party.role === 'office-head' || party.role === 'agency' ? officeSays(context) : pass
}

const answerOf =
  ({ snapshot }: RouteContext) =>
  (text: string, effects: readonly Effect[] = []): Decision =>
    take('command', { ...snapshot.conversation.state, greeted: true }, [...effects, send(text, 'notice')])

const counselSays = (context: RouteContext, counselId: string): Decision => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const answer = answerOf(context)
  const line = staffCommandOf(world, 'work-of-counsel', input.text)
  if (line?.command === 'mine') {
    const month = monthIn(context)
    const { works = [] } = snapshot
    if (works.length === 0) return answer(world.outreachTexts('work.none', { month }))
    return answer([world.outreachTexts('work.mine', { month }), ...works.slice(-MOST_ROWS).map((one) => rowText(world, one))].join('\n'))
  }
  return line?.command === 'record' ? byHand(context, counselId, line.rest) : pass
}

const monthIn = ({ snapshot, input }: RouteContext): string => {
  return (input.kind === 'message' ? workAsked(input.text).month : undefined) ?? monthNameOf(snapshot.now)
}

const kindCalled = (world: World, said: string): WorkKind | undefined => workKinds.find((kind) => (world.commands['work-kind']?.[kind] ?? []).includes(said))

/** 记 KIND [DAY] VILLAGE WHAT: work outside of this service. */
const byHand = (context: RouteContext, counselId: string, rest: string): Decision => {
  const { world, snapshot } = context
  const { outreachTexts: says } = world
  const answer = answerOf(context)
  const [called = '', ...words] = rest.split(/[\s,，、;；]+/u).filter((word) => word !== '')
  const kind = kindCalled(world, called)
  if (!kind || words.length < 2) return answer(says('work.record-usage'))
  const today = civilDate(snapshot.now)
  const read = words[0] === undefined || world.findPlacesIn(words[0], 1).some((one) => one.score >= SURE_PLACE) ? undefined : parseDate(words[0], today)
  const day: CivilDate = read ? read.date : today
  const at = read ? toMs(day) + DAY_MS / 2 : snapshot.now
  if (toMs(day) > snapshot.now || snapshot.now - at > OLDEST_MS) return answer(says('work.too-old'))
  const told = read ? words.slice(1) : words
  const place = world.findPlacesIn(told.join(' '), 1).find((one) => one.score >= SURE_PLACE)?.place
  const note = told.filter((word) => !(place && (word.includes(place.name) || word === place.townName))).join('，')
  if (!place || note === '') return answer(says('work.record-usage'))
  const work = { key: `by-hand ${snapshot.inboxId}`, counselId, kind, at, villageCode: place.code, note }
  return answer(says('work.recorded', { kind: says(`work.kinds.${kind}`), place: placeName(world, work), date: formatDate(day) }), [
    recordWork(world, work),
    { kind: 'audit', action: 'work-recorded', subject: { kind: 'counsel', id: counselId }, detail: kind },
  ])
}

const rowText = (world: World, work: WorkRecord): string => {
  const { outreachTexts: says } = world
  return says('work.row', {
    number: work.number,
    date: formatDate(civilDate(work.at)),
    kind: says(`work.kinds.${work.kind}`),
    place: placeName(world, work),
    note: work.note ?? '',
    status: says(`work.status.${work.status}`),
    reason: work.reason === undefined ? '' : says('work.reason', { reason: work.reason }),
  })
}

const officeSays = (context: RouteContext): Decision => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const { outreachTexts: says } = world
  const answer = answerOf(context)
  const line = staffCommandOf(world, 'work', input.text)
  if (!line) return pass
  const { works = [] } = snapshot
  const month = monthIn(context)
  const name = line.rest.replace(month, '').trim()
  const one = line.number === undefined ? undefined : works.find(({ number }) => number === line.number)
  if (line.number !== undefined && line.command !== 'sheet') {
    if (!one) return answer(says('work.unknown', { number: line.number }))
    if (line.command === 'confirm') return settle(context, [one], 'confirmed')
    return line.rest === '' ? answer(says('work.no-reason', { number: one.number })) : settle(context, [one], 'disputed', line.rest)
  }
  if (line.command === 'dispute') return answer(says('work.usage', { month }))
  const counsel = world.roster.counsel.find((candidate) => candidate.name === name || candidate.id === name)
  if (name !== '' && !counsel) return answer(says('work.which-counsel', { name }))
  const theirs = works.filter((work) => !counsel || work.counselId === counsel.id)
  if (line.command === 'confirm') {
    if (!counsel) return answer(says('work.usage', { month }))
    const open = theirs.filter(({ status }) => status === 'recorded')
    return open.length === 0 ? answer(says('work.nothing', { month, name: counsel.name })) : settle(context, open, 'confirmed')
  }
  if (theirs.length === 0) return answer(says('work.none', { month }))
  const lines = counsel ? theirs.slice(-MOST_ROWS).map((work) => rowText(world, work)) : sheetText(world, theirs)
  return answer([says('work.sheet', { month }), ...lines, says('work.usage', { month })].join('\n'))
}

const sheetText = (world: World, works: readonly WorkRecord[]): readonly string[] => {
  const { outreachTexts: says } = world
  return workSheet(works).map(({ counselId, villageCode, counts, open, disputed }) =>
    says('work.line', {
      counsel: counselName(world, counselId),
      place: placeName(world, villageCode === '' ? {} : { villageCode }),
      counts: workKinds
        .filter((kind) => counts[kind] > 0)
        .map((kind) => says('work.count', { kind: says(`work.kinds.${kind}`), n: counts[kind] }))
        .join(' '),
      open: open > 0 ? says('work.open', { n: open }) : '',
      disputed: disputed > 0 ? says('work.disputed', { n: disputed }) : '',
    }),
  )
}

const counselName = ({ roster }: World, id: string): string => roster.counsel.find((one) => one.id === id)?.name ?? id

/** Settles lines of one counsel, who is told. */
const settle = (context: RouteContext, works: readonly WorkRecord[], status: 'confirmed' | 'disputed', reason?: string): Decision => {
  const { world, snapshot } = context
  const { outreachTexts: says } = world
  const [first] = works
  if (!first) return pass
  const name = counselName(world, first.counselId)
  const vars = {
    ...{ name, month: monthNameOf(first.at), n: works.length, number: first.number, office: settlingOffice(world, first.townCode), reason: reason ?? '' },
    ...{ kind: says(`work.kinds.${first.kind}`), place: placeName(world, first), date: formatDate(civilDate(first.at)) },
  }
  const left = (snapshot.works ?? []).filter((one) => one.counselId === first.counselId && one.status === 'disputed' && !works.includes(one)).length
  const single = workAsked(context.input.kind === 'message' ? context.input.text : '').number !== undefined
  const done =
    status === 'disputed'
      ? says('work.disputed-one', vars)
      : single
        ? says('work.confirmed-one', vars)
        : says('work.confirmed', { ...vars, disputed: left > 0 ? says('work.still-disputed', { n: left }) : '' })
  return answerOf(context)(done, [
    { kind: 'settle-work', numbers: works.map(({ number }) => number), status, by: snapshot.party.staffId ?? '', ...(reason === undefined ? {} : { reason }) },
    { kind: 'audit', action: `work-${status}`, subject: { kind: 'counsel', id: first.counselId }, detail: works.map(({ number }) => number).join(' ') },
    tellNotice({ counsel: first.counselId }, { text: says(`work.told-${status}`, vars) }),
  ])
}
