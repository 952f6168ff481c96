import type { Actor } from '../../../core/actor.ts'
import type { Act, Thing } from '../../../core/authorise.ts'
import { AppError } from '../../../core/errors.ts'
import type { TalkAct } from '../../../core/message.ts'
import type { TalkLine, TalkRow } from '../../../ports/desk-talks.ts'
import { about, desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute, DeskSaid } from '../desk-route.ts'
import type { TalkDeps } from './talk-deps.ts'
import { TalkLines } from './talk-lines.tsx'

type Find = (request: DeskRequest) => Promise<{ readonly thing: Thing; readonly value: TalkRow } | undefined>
type Lines = (actor: Actor, talk: TalkRow) => Promise<readonly TalkLine[]>

const ID = /^[\w-]{8,64}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Header that tells our script what became of a form: only what was done is forgotten. */
const RESULT = 'X-Desk'

/** What is done in a talk: each is said in the counsel's own conversation, and what came of it is shown. */
export const createTalkActs = (deps: TalkDeps, find: Find, linesOf: Lines): readonly DeskRoute[] => {
  const { texts, talks, say } = deps
  const idOf = (form: Readonly<Record<string, string>>): string => (ID.test(form['id'] ?? '') ? (form['id'] ?? '') : deps.nextId())
  /** Whether a talk now stands as the act wanted it. */
  const became = async (actor: Actor, act: TalkAct, number: number, wanted: string): Promise<boolean> => {
    const talk = await talks.byNumber(actor, number)
    if (!talk) return false
    const mine = talk.counselId === actor.staffId || talk.members?.includes(actor.staffId) === true
    switch (act) {
      case 'take':
        return mine
      case 'decline':
        return !talk.offeredTo.includes(actor.staffId)
      case 'pass':
        return talk.counselId === wanted
      case 'add':
        return talk.members?.includes(wanted) === true
      case 'close':
        return talk.status === 'closed'
      case 'note':
      case 'say':
        return true
    }
  }
  const outcome = async (
    actor: Actor,
    act: TalkAct,
    talk: TalkRow,
    text: string,
    said: DeskSaid,
  ): Promise<{ readonly done: boolean; readonly words: string }> => {
    if (said.kind === 'failed') return { done: false, words: texts('said.failed') }
    if (said.kind === 'waiting') return { done: true, words: texts('said.waiting') }
    const done = act === 'say' ? said.text === '' : await became(actor, act, talk.number, text)
    return { done, words: done ? (act === 'say' ? '' : texts(`said.${act}`, { number: talk.number })) : said.text }
  }
  const doing = (act: TalkAct, may: Act): DeskRoute =>
    about('post', `/desk/talks/:number/${act}`, may, find, async (request, talk) => {
      const { actor, context } = request
      const form = await request.form()
      const text = (form['text'] ?? '').trim()
      const on = DAY.test(form['on'] ?? '') ? form['on'] : undefined
      const wordless = text === '' && act !== 'take' && act !== 'decline'
      const said: DeskSaid = wordless
        ? { kind: 'done', text: texts('said.empty'), parts: [] }
        : await say(actor, { kind: 'talk', act, number: talk.number, text, ...(on === undefined ? {} : { on }) }, idOf(form))
      const { done, words } = wordless ? { done: false, words: texts('said.empty') } : await outcome(actor, act, talk, text, said)
      const back = act === 'decline' || act === 'close' || act === 'pass' ? (done ? '/desk/talks' : `/desk/talks/${talk.number}`) : `/desk/talks/${talk.number}`
      context.header(RESULT, done ? 'done' : 'refused')
      if (context.req.header('hx-request') === undefined) return request.goTo(back, words)
      const told = (
        <p id="said" class={done ? 'said' : 'said wrong'} role="status" hidden={words === ''} hx-swap-oob="true">
          {words}
        </p>
      )
      if (act !== 'say') return done ? request.goTo(back, words) : request.piece(told)
      const lines = await linesOf(actor, talk)
      return request.piece(
        <>
          <TalkLines deps={deps} number={talk.number} name={talk.partyName} lines={lines} />
          {told}
        </>,
      )
    })
  const file = about('post', '/desk/talks/:number/file', 'answer-conversation', find, async (request, talk) => {
    const [sent, form] = [await request.file('file'), await request.form()]
    const back = `/desk/talks/${talk.number}`
    if (!sent) return request.goTo(back, texts('said.no-file'))
    try {
      const kept = await deps.putFile(sent.name, new Uint8Array(await sent.arrayBuffer()))
      const said = await say(request.actor, { kind: 'file', file: kept, about: talk.number }, idOf(form))
      return request.goTo(back, said.kind === 'done' && said.text !== '' ? said.text : texts(said.kind === 'done' ? 'said.file' : `said.${said.kind}`))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return request.goTo(back, texts(error.code === 'file.too-large' ? 'said.file-too-large' : 'said.file-type'))
    }
  })
  const duty = desk('post', '/desk/talks/duty', 'take-conversation', async (request) => {
    const form = await request.form()
    const wanted = (['on', 'busy', 'off'] as const).find((one) => one === form['duty']) ?? 'on'
    const said = await say(request.actor, { kind: 'text', text: deps.dutyWord(wanted) }, idOf(form))
    return request.goTo('/desk/talks', said.kind === 'done' ? texts(`duty.done-${wanted}`) : texts(`said.${said.kind}`))
  })
  return [
    duty,
    doing('take', 'take-conversation'),
    doing('decline', 'take-conversation'),
    doing('say', 'answer-conversation'),
    doing('note', 'answer-conversation'),
    doing('pass', 'answer-conversation'),
    doing('add', 'answer-conversation'),
    doing('close', 'answer-conversation'),
    file,
  ]
}
