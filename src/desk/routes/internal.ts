import { assertNever } from '../../core/assert-never.ts'
import { textOf } from '../../core/message.ts'
import type { Content, FileRef, Part } from '../../core/message.ts'
import type { Decision, Effect, InternalEvent, OutboxClass } from '../../core/turn.ts'
import { pass, send, sendAll, take } from '../decide.ts'
import { texted } from '../text-message.ts'
import type { Route, RouteContext } from './context.ts'
import { villageOf } from '../../core/roster.ts'
import { offerNext } from '../handoff-offers.ts'
import { offerText } from './counsel-acts.ts'
import { ratingChoices } from './rating.ts'
import { dueWork } from './due.ts'
import { pendingQuestion } from './flow.ts'
import { linked } from './link.ts'
import { townName } from './person-words.ts'
import { answerText } from './question.ts'
import { hearPiece } from '../publicity/piece-due.ts'
import { screened } from './screened.ts'

const LONGEST_LINE = 300
/** Of the bot's own words a counsel needs the first line only. */
const LONGEST_BOT_LINE = 60

/** What other conversations of the desk tell this one: offers, words passed on, the end of a counsel's talk. */
export const internalRoute: Route = (context) => {
  if (context.input.kind !== 'internal') return pass
  return handle(context, context.input.event)
}

const handle = (context: RouteContext, event: InternalEvent): Decision => {
  const { world, snapshot } = context
  const { texts } = world
  const { state } = snapshot.conversation
  const say = (parts: readonly Part[], sendClass: OutboxClass = 'notice', more: readonly Effect[] = []): Decision =>
    take('internal', state, [...more, ...parts.map((part) => send(part, sendClass))])
  switch (event.kind) {
    case 'offer':
      return say([{ text: offerText(context, event.handoff, event.why) }])
    case 'offer-gone':
      return say([{ text: texts(event.closed ? 'counsel.ended' : 'counsel.offer-gone', { number: event.number }) }])
    case 'claimed':
      return say([{ text: texts(snapshot.handoff?.neutral ? 'hand.neutral-talk' : 'hand.claimed', { counsel: event.counselName }) }], 'notice', [
        { kind: 'tell', to: { counsel: event.counselId }, event: briefing(context, event.number) },
        { kind: 'audit', action: 'handoff-disclosed', subject: { kind: 'handoff', id: event.handoffId }, detail: event.counselId },
      ])
    case 'unanswered': {
      const { handoff } = snapshot
      if (handoff?.id !== event.handoffId || handoff.status !== 'offered') return say([])
      return take('internal', state, offerNext(world, snapshot, handoff, 'refused'))
    }
    case 'passed-on':
    case 'joined':
      return say([{ text: texts(snapshot.handoff?.neutral ? 'hand.neutral-talk' : `hand.${event.kind}`, { counsel: event.counselName }) }], 'notice', [
        { kind: 'tell', to: { counsel: event.counselId }, event: briefing(context, event.number) },
        { kind: 'audit', action: 'handoff-disclosed', subject: { kind: 'handoff', id: event.handoffId }, detail: event.counselId },
      ])
    case 'briefing': {
      const form = event.form === undefined ? [] : [texts('counsel.briefing-form', { form: event.form })]
      return say([{ text: texts('counsel.briefing', { number: event.number, name: event.name, lines: [...event.lines, ...form].join('\n') }) }])
    }
    case 'relay':
      return say([relayed(context, event)])
    case 'returned': {
      if (event.neutral) return take('internal', { ...state, misses: 0 }, [send(texts('hand.neutral-end'), 'notice')])
      const conclusion = event.conclusion === '' ? '' : texts('hand.conclusion', { text: event.conclusion })
      const farewell = texts('hand.returned', { counsel: event.counselName, conclusion })
      const { handoffId, number } = event
      // A form goes on at its step; a rating is asked only where none is open, and of the villager only.
      const rating = snapshot.run || handoffId === undefined ? [] : [send({ text: texts('rating.ask'), choices: ratingChoices(world, handoffId) }, 'notice')]
      return take('internal', { ...state, misses: 0, ...(handoffId === undefined ? {} : { toRate: { handoffId, number } }) }, [
        send(farewell, 'notice'),
        ...rating,
        ...sendAll(pendingQuestion(context)),
      ])
    }
    case 'linked':
      return linked(context, event)
    case 'notice':
      return say(event.parts, event.class)
    case 'screened':
      return screened(context, event)
    case 'texted':
      return texted(context, event)
    case 'piece':
      return hearPiece(context, event)
    case 'due':
      return dueWork(context, event.job)
    case 'from-group': {
      const answered = answerText(nearby(context, event.villageCode), event.text)
      if (answered.kind === 'pass') return say([])
      const [first, ...rest] = answered.effects.filter((effect) => effect.kind === 'send')
      const others = answered.effects.filter((effect) => effect.kind !== 'send')
      const opening = first ? [send({ ...first.part, text: `${texts('group.from')}“${event.text}”\n${first.part.text}` })] : []
      return take('internal', answered.next, [...others, ...opening, ...rest])
    }
    default:
      return assertNever(event)
  }
}

/** The same conversation, knowing the village of the group that was asked in. */
const nearby = (context: RouteContext, groupVillage: string | undefined): RouteContext => {
  const { conversation } = context.snapshot
  if (groupVillage === undefined) return context
  return { ...context, snapshot: { ...context.snapshot, conversation: { ...conversation, state: { ...conversation.state, groupVillage } } } }
}

/** Name, question and the latest lines, for the counsel who took the conversation. */
const briefing = ({ world, snapshot }: RouteContext, number: number): InternalEvent => {
  const { texts } = world
  const lines = snapshot.history.map((line) => {
    const key = line.from === 'person' ? 'counsel.line-person' : line.from === 'bot' ? 'counsel.line-bot' : 'counsel.line-counsel'
    const said = line.from === 'bot' ? (line.text.split('\n')[0] ?? '') : line.text
    const longest = line.from === 'bot' ? LONGEST_BOT_LINE : LONGEST_LINE
    const short = said.length > longest ? `${said.slice(0, longest)}…` : said
    return `${line.withheld ? texts('counsel.withheld') : ''}${texts(key, { text: short })}`
  })
  const { question, safeContact } = snapshot.conversation.state
  const safe = safeContact === undefined ? [] : [texts('counsel.briefing-safe', { text: safeContact })]
  const urgent = snapshot.handoff?.neutral ? [texts('counsel.briefing-neutral')] : []
  const village = snapshot.handoff?.villageCode === undefined ? undefined : villageOf(world.roster, snapshot.handoff.villageCode)
  const from = village ? [texts('counsel.briefing-village', { village: `${townName(world, village)}${village.name}` })] : []
  const noted = (snapshot.notes ?? []).map((text) => texts('counsel.briefing-note', { text }))
  const asked = question === undefined ? [] : [texts('counsel.briefing-question', { text: question })]
  const filed = snapshot.cases.slice(0, 1).map((one) => texts('counsel.briefing-case', { number: one.number, matter: one.matter }))
  const flow = snapshot.run ? world.flows.get(snapshot.run.state.flow) : undefined
  return {
    kind: 'briefing',
    number,
    name: snapshot.party.name,
    lines: [...from, ...urgent, ...safe, ...asked, ...filed, ...noted, ...lines],
    ...(flow ? { form: flow.title } : {}),
  }
}

/** Words passed on, as the receiver reads them: a counsel sees the number and who speaks, a villager the counsel's name. */
const relayed = ({ world, snapshot }: RouteContext, event: Extract<InternalEvent, { kind: 'relay' }>): Part => {
  const files = filesOf(event.content)
  const attached = files.length > 0 ? { files } : {}
  if (snapshot.party.role === 'counsel') {
    const [key, text] = lineOf(event.content)
    return { text: world.texts(`counsel.${key}`, { number: event.number, name: event.from, text }), ...attached }
  }
  const text = event.content.kind === 'file' ? event.content.file.name : textOf(event.content)
  return { text: text === '' ? world.texts(`relay.${event.content.kind}`) : text, from: event.from, ...attached }
}

const filesOf = (content: Content): readonly FileRef[] =>
  content.kind === 'file' || (content.kind === 'voice' && content.text === undefined) ? [content.file] : []

const lineOf = (content: Content): readonly [string, string] => {
  switch (content.kind) {
    case 'text':
    case 'choice':
      return ['said', textOf(content)]
    case 'file':
      return ['sent-file', content.file.name]
    case 'voice':
      return content.text ? ['said', content.text] : ['sent-voice', '']
    case 'location':
      return ['sent-place', `${content.latitude}, ${content.longitude}`]
    case 'unsupported': {
      const [what, ...rest] = content.what.split(':')
      return what === 'card' || what === 'link' ? [`sent-${what}`, rest.join(':')] : ['sent-other', '']
    }
    case 'coming':
    case 'talk':
    case 'bind':
    case 'move':
      return ['sent-other', '']
  }
}
