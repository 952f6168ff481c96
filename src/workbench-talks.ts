import { createTalkWatch } from './adapters/workbench/conversations/talk-news.ts'
import type { Canned, Colleague, TalkDeps } from './adapters/workbench/conversations/talk-deps.ts'
import type { DeskDeps } from './adapters/workbench/desk-deps.ts'
import type { DeskTexts } from './adapters/workbench/desk-route.ts'
import type { HandoffView } from './core/handoff-view.ts'
import { isOnDuty, villageOf } from './core/roster.ts'
import type { ConversationState } from './core/turn.ts'
import { candidatesFor, sayReasons } from './desk/handoff-offers.ts'
import { heardItems } from './desk/heard-line.ts'
import { whyNot } from './desk/routes/counsel-acts.ts'
import { townName } from './desk/routes/person-words.ts'
import type { World } from './desk/world.ts'
import { TALKS } from './tell-talks.ts'
import type { House } from './wire.ts'

const MOST_CANNED = 4

/** What the pages of talks need of a house. */
export const talkDepsOf = (house: House, deps: DeskDeps, texts: DeskTexts): TalkDeps => {
  const { world } = house
  return {
    ...deps,
    texts,
    talks: house.workbench.talks,
    watch: createTalkWatch((listener) => house.news.hear(TALKS, listener), house.news.onMissed).watch,
    townName: (code) => townName(world(), code === undefined ? {} : { townCode: code }),
    villageName(code) {
      const village = villageOf(world().roster, code)
      return village ? `${townName(world(), village)}${village.name}` : ''
    },
    counselName: (id) => world().roster.counsel.find((one) => one.id === id)?.name ?? id,
    flowTitle: (flow) => world().flows.get(flow)?.title ?? flow,
    caseStatus: (status) => world().caseTexts(`status.${status}`),
    heard: ({ heard }) => (heard ? heardItems(world(), heard) : []),
    canned: (words, state) => cannedOf(world(), words, state),
    colleagues: (talk) => colleaguesOf(world(), talk, house.clock.now(), texts),
    duty(actor) {
      const counsel = world().roster.counsel.find((one) => one.id === actor.staffId)
      if (!counsel) return 'off'
      return counsel.busy ? 'busy' : isOnDuty(counsel, house.clock.now(), world().isWorkday) ? 'on' : 'off'
    },
    dutyWord: (duty) => world().commands['counsel']?.[duty]?.[0] ?? duty,
    putFile: house.files.put,
    getFile: house.files.get,
  }
}

/** Answers that fit words; without words, what the person is at, and what fits their question. */
const cannedOf = ({ knowledge }: World, words: string, state: ConversationState): readonly Canned[] => {
  const said = words.trim() === '' ? (state.question ?? '') : words
  const under = words.trim() === '' ? [state.intent, state.answered?.intent].flatMap((one) => (one === undefined ? [] : [one])) : []
  const found = said === '' ? [] : knowledge.candidates(said).filter((one) => one !== '')
  return [...new Set([...under, ...found])].slice(0, MOST_CANNED).flatMap((intent) => {
    const opinion = knowledge.opinion(intent, 'full')
    return opinion ? [{ intent, title: knowledge.title(intent), text: [opinion.text, opinion.basis].filter((line) => line !== '').join('\n') }] : []
  })
}

/** Everybody else of the roster, those first who may take it on, with what speaks for them or against it. */
const colleaguesOf = (world: World, talk: HandoffView, now: number, texts: DeskTexts): readonly Colleague[] => {
  const { candidates } = candidatesFor(world, talk, now)
  const reasons = new Map(candidates.map((one) => [one.counsel.id, sayReasons(world, one.reasons)]))
  const all = world.roster.counsel
    .filter((one) => one.id !== talk.counselId && !talk.members?.includes(one.id))
    .map((one): Colleague => {
      const why = whyNot(world, now, talk, one)
      return { id: one.id, name: one.name, may: why === undefined, why: why === undefined ? (reasons.get(one.id) ?? one.firm) : texts(`hand-over.${why}`) }
    })
  return [...all.filter((one) => one.may), ...all.filter((one) => !one.may)]
}
