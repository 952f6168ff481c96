import { streamSSE } from 'hono/streaming'
import { accountIdOf } from '../../../core/actor.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Thing } from '../../../core/authorise.ts'
import type { TalkRow } from '../../../ports/desk-talks.ts'
import { about, desk } from '../desk-route.ts'
import type { DeskPart, DeskRequest } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { createTalkActs } from './talk-acts.tsx'
import { CannedAnswers } from './talk-canned.tsx'
import { isWanted, standing } from './talk-deps.ts'
import type { TalkDeps } from './talk-deps.ts'
import { Sound, TalkList, waitsFor } from './talk-list.tsx'
import { TalkLines } from './talk-lines.tsx'
import { OfferCard, Talk } from './talk-page.tsx'
import { PersonPanel, Warnings } from './talk-person.tsx'

const LINES = 200
const CLOSED_MS = 14 * 86_400_000
const PING_MS = 20_000
/** A stream ends after a while, so that whoever was signed out meanwhile is not told anything more. */
const LONGEST_MS = 600_000

/** What a request is to `authorise`. */
export const thingOf = (talk: TalkRow): Thing => ({
  kind: 'conversation',
  ...(talk.townCode === undefined ? {} : { townCode: talk.townCode }),
  ...(talk.counselId === undefined ? {} : { counselId: talk.counselId }),
  members: talk.members ?? [],
  offeredTo: isWanted(talk) ? talk.offeredTo : [],
  excluded: talk.excluded ?? [],
})

/** The lists of requests for a person, the talk itself with whoever asks beside it, and what is done in it. */
export const createTalksPart = (deps: TalkDeps): DeskPart => {
  const { talks, texts, now } = deps
  const find = async ({ context, actor }: DeskRequest) => {
    const number = Number(context.req.param('number'))
    const talk = Number.isSafeInteger(number) ? await talks.byNumber(actor, number) : undefined
    return talk && { thing: thingOf(talk), value: talk }
  }
  const linesOf = async (actor: Actor, talk: TalkRow) => {
    const { lines, upTo } = await talks.lines(talk.conversationId, talk.closedAt ?? now(), LINES)
    const first = await talks.seen(actor, talk.id, upTo, now())
    const subject = { kind: 'handoff', id: talk.id }
    if (first) await deps.accounts.audit({ at: now(), actor: accountIdOf(actor), action: 'conversation-seen', subject, detail: '' })
    return lines
  }
  const list = async (actor: Actor, open: number | undefined) => (
    <TalkList
      deps={deps}
      actor={actor}
      rows={await talks.open(actor)}
      closed={actor.role === 'counsel' ? await talks.closed(actor, now() - CLOSED_MS) : []}
      open={open}
    />
  )
  const tools = (actor: Actor) => (
    <div class="row">
      {actor.role === 'counsel' ? (
        <DeskForm action="/desk/talks/duty" class="row">
          <input type="hidden" name="id" value={deps.nextId()} />
          {(['on', 'busy', 'off'] as const).map((one) => (
            <button type="submit" name="duty" value={one} aria-pressed={deps.duty(actor) === one ? 'true' : 'false'}>
              {texts(`duty.${one}`)}
            </button>
          ))}
        </DeskForm>
      ) : (
        ''
      )}
      <Sound deps={deps} />
    </div>
  )
  const routes = [
    desk('get', '/desk/talks', 'see-conversations', async ({ actor, page }) =>
      page({
        title: texts('title'),
        here: '/desk/talks',
        scripts: ['talks.js'],
        body: (
          <>
            {tools(actor)}
            {await list(actor, undefined)}
          </>
        ),
      }),
    ),
    desk('get', '/desk/talks/list', 'see-conversations', async ({ context, actor, piece }) => {
      const open = Number(context.req.query('open'))
      return piece(await list(actor, Number.isSafeInteger(open) && open > 0 ? open : undefined))
    }),
    desk('get', '/desk/talks/events', 'see-conversations', async ({ context, actor }) => {
      const open = Number(context.req.query('open'))
      const talk = Number.isSafeInteger(open) && open > 0 ? await talks.byNumber(actor, open) : undefined
      const conversation = talk && standing(actor, talk) === 'talks' ? talk.conversationId : undefined
      return streamSSE(context, async (stream) => {
        context.header('X-Accel-Buffering', 'no')
        const tell = () => void stream.writeSSE({ event: 'tick', data: '' })
        const leave = deps.watch({ actor, conversation, tell })
        const ping = setInterval(() => void stream.writeSSE({ event: 'ping', data: '' }), PING_MS)
        await new Promise<void>((resolve) => {
          const over = setTimeout(resolve, LONGEST_MS)
          const forget = deps.onStop(resolve)
          stream.onAbort(() => {
            clearTimeout(over)
            forget()
            resolve()
          })
          // What came before the page listened is read now.
          tell()
        })
        clearInterval(ping)
        leave()
      })
    }),
    about('get', '/desk/talks/:number', 'see-conversation', find, async ({ actor, page }, talk) => {
      const side = <div class="side">{await list(actor, talk.number)}</div>
      const known = standing(actor, talk) === 'talks'
      if (!known)
        return page({
          title: texts('one', { number: talk.number }),
          here: '/desk/talks',
          scripts: ['talks.js'],
          wide: true,
          body: (
            <div class="talk-page">
              {side}
              <section>
                <OfferCard deps={deps} talk={talk} mayTake={standing(actor, talk) === 'asked'} />
              </section>
            </div>
          ),
        })
      const [lines, person, notes] = [await linesOf(actor, talk), await talks.person(talk), await talks.notes(talk.id)]
      const open = talk.status === 'accepted'
      return page({
        title: texts('with', { number: talk.number, name: talk.partyName }),
        here: '/desk/talks',
        scripts: ['talks.js'],
        wide: true,
        body: (
          <div class="talk-page" data-open={talk.number}>
            {side}
            <section>
              <p class="back">
                <a href="/desk/talks">{texts('back')}</a>
              </p>
              <Warnings deps={deps} talk={talk} person={person} />
              {open ? (
                <Talk deps={deps} talk={talk} lines={lines} canned={deps.canned('', person.state)} colleagues={deps.colleagues(talk)} />
              ) : (
                <>
                  <p class="card">{texts('list.ended', { conclusion: talk.conclusion ? talk.conclusion : texts('list.no-conclusion') })}</p>
                  <TalkLines deps={deps} number={talk.number} name={talk.partyName} lines={lines} />
                </>
              )}
            </section>
            <PersonPanel deps={deps} talk={talk} person={person} notes={notes} />
          </div>
        ),
      })
    }),
    about('get', '/desk/talks/:number/lines', 'answer-conversation', find, async ({ actor, piece }, talk) =>
      piece(<TalkLines deps={deps} number={talk.number} name={talk.partyName} lines={await linesOf(actor, talk)} />),
    ),
    about('get', '/desk/talks/:number/canned', 'answer-conversation', find, async ({ context, piece }, talk) => {
      const { state } = await talks.person(talk)
      return piece(<CannedAnswers deps={deps} number={talk.number} found={deps.canned((context.req.query('q') ?? '').slice(0, 200), state)} />)
    }),
    about('get', '/desk/talks/:number/files/:id', 'answer-conversation', find, async ({ context, actor, page }, talk) => {
      const file = (await linesOf(actor, talk)).flatMap((line) => line.files).find((one) => one.id === context.req.param('id'))
      const bytes = file && (await deps.getFile(file.id))
      if (!file || !bytes) return page({ title: texts('no-file'), here: '/desk/talks', body: '' }, 404)
      context.header('Content-Type', file.mime)
      context.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      return context.body(new Uint8Array(bytes))
    }),
    ...createTalkActs(deps, find, linesOf),
  ]
  const count = async (actor: Actor) => waitsFor(actor, await talks.open(actor))
  return { entries: [{ path: '/desk/talks', label: texts('entry'), act: 'see-conversations', count }], routes }
}
