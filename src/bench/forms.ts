import { join } from 'node:path'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import type { Content, Part } from '../core/message.ts'
import type { FlowContext, FlowOutcome, FlowState } from '../flow/index.ts'
import { answerFlow, migrateState, relevantSteps, REVIEW, reviewLines, startFlow, stepOf } from '../flow/index.ts'
import type { Flow } from '../flow/index.ts'
import { civilDate } from '../lang/index.ts'
import { root } from '../root.ts'
import { loadBase } from '../world.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { round } from './load.ts'
import { diceOf, HABITS, offeredIn, rightAnswer } from './person.ts'
import type { Dice, Sayings } from './person.ts'
import { randomFrom } from './random.ts'

const MOST_TURNS = 400
const PEOPLE = 500
const NOW = Date.UTC(2026, 10, 23, 1)
const LIST = 12

/** What became of one simulated person. */
type Journey = {
  readonly ended: 'completed' | 'left' | 'stuck'
  readonly turns: number
  readonly fields: number
  readonly invalid: number
  readonly recovered: number
}

/**
 * Simulated clumsy people fill in every form for villagers, a seed each: wrong formats, typing errors, questions in the middle, help, steps back, pauses, edits at
 * the review. `completed`: sent; who refused nothing and was led elsewhere by the form (a stop) has `left`. `invalid`: answers not understood;
 * `invalid_recovered`: those of them whose question the person then answered.
 */
export const benchForms = async (options: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const base = await loadBase(createPinoLog('error'))
  const says = sayingsOf()
  const flows = [...base.content.flows.values()].filter((flow) => flow.for === 'villager')
  const people = options.size === 200 ? PEOPLE : options.size
  const journeys: Journey[] = []
  for (let person = 0; person < people; person += 1) {
    if (person % 50 === 0) progress(`${person} people`)
    const flow = person % 2 === 0 ? (base.content.flows.get('legal-aid-application') ?? flows[0]) : flows[(person >> 1) % flows.length]
    if (flow) journeys.push(fillIn(flow, diceOf(randomFrom(options.seed * 10_000 + person)), says, base.flowTexts))
  }
  const completed = journeys.filter((one) => one.ended === 'completed')
  const total = (list: readonly Journey[], of: (one: Journey) => number) => list.reduce((sum, one) => sum + of(one), 0)
  const invalid = total(journeys, (one) => one.invalid)
  return {
    started: journeys.length,
    completed: completed.length,
    left: journeys.filter((one) => one.ended === 'left').length,
    stuck: journeys.filter((one) => one.ended === 'stuck').length,
    invalid,
    invalid_recovered: total(journeys, (one) => one.recovered),
    turns_per_form: round(total(completed, (one) => one.turns) / Math.max(1, completed.length)),
    fields_per_form: round(total(completed, (one) => one.fields) / Math.max(1, completed.length)),
  }
}

const village = { code: '370285108223', name: '东庄头村', town: '370285108', townName: '店埠镇' }
const context: FlowContext = {
  now: NOW,
  today: civilDate(NOW),
  findPlaces: (text) => (text.includes(village.name.slice(0, 3)) ? [{ place: village, score: 1 }] : []),
  towns: [{ code: village.town, name: village.townName }],
  known: {},
  lists: () => [],
}

/** One person and one form: until it is sent, left, or nothing moves any more. */
const fillIn = (flow: Flow, dice: Dice, says: Sayings, texts: Parameters<typeof answerFlow>[4]): Journey => {
  const name = dice.pick(says('people.name')) ?? ''
  let outcome: FlowOutcome = startFlow(flow, context, texts)
  let turns = 0
  let invalid = 0
  let recovered = 0
  let edited = false
  const misses = new Map<string, number>()
  while (turns < MOST_TURNS) {
    if (outcome.kind === 'done') return { ended: 'completed', turns, fields: reviewLines(flow, outcome.answers).length, invalid, recovered }
    if (!('state' in outcome)) return { ended: 'left', turns, fields: 0, invalid, recovered }
    const before: FlowState = stored(outcome.state)
    const said = speak(flow, before, 'say' in outcome ? outcome.say : [], name, dice, says, edited)
    if (before.step === REVIEW && said.kind === 'text' && says('people.edit').includes(said.text)) edited = true
    const { paused: _paused, ...going } = before
    const words = said.kind === 'text' ? said.text : said.kind === 'choice' ? said.label : ''
    outcome = answerFlow(flow, dice.often(1) ? migrateState(flow, going) : going, { content: said, text: words }, context, texts)
    turns += 1
    if (outcome.kind === 'invalid' || outcome.kind === 'decline') {
      invalid += 1
      misses.set(before.step, (misses.get(before.step) ?? 0) + 1)
    } else if (outcome.kind === 'done' || ('state' in outcome && outcome.state.step !== before.step)) {
      recovered += misses.get(before.step) ?? 0
      misses.delete(before.step)
    }
  }
  return { ended: 'stuck', turns, fields: relevantSteps(flow, {}).length, invalid, recovered }
}

const PHOTO: Content = { kind: 'file', file: { id: 'photo', name: 'photo.jpg', mime: 'image/jpeg', size: 100_000 } }

/** As the store gives it back. */
const stored = (state: FlowState): FlowState => JSON.parse(JSON.stringify(state))

const text = (words: string | undefined): Content => ({ kind: 'text', text: words ?? '' })

const speak = (flow: Flow, state: FlowState, parts: readonly Part[], name: string, dice: Dice, says: Sayings, edited: boolean): Content => {
  if (state.confirming || state.echo) return text(dice.pick(says(dice.often(85) ? 'people.yes' : 'people.text')))
  if (state.step === REVIEW) {
    if (state.editing) return text(String(1 + dice.digit()))
    if (!edited && dice.often(HABITS.edit)) return text(says('people.edit')[0])
    return text(dice.pick(says('people.submit')))
  }
  const step = stepOf(flow, state.step)
  if (!step) return text(dice.pick(says('people.text')))
  const way = offeredIn(parts).find((choice) => choice.value.startsWith('edit:'))
  if (way && dice.often(60)) return { kind: 'choice', ...way }
  if ((state.pieces?.length ?? 0) > 0) return text(dice.pick(says(dice.often(70) ? 'people.finish' : 'people.long-text')))
  if (step.field.kind === 'files')
    return (state.files?.length ?? 0) > 0 ? text(dice.pick(says('people.finish'))) : dice.often(50) ? PHOTO : text(dice.pick(says('people.none')))
  if (dice.often(HABITS.question)) return text(dice.pick(says('people.question')))
  if (dice.often(HABITS.help)) return text(dice.pick(says('people.help')))
  if (dice.often(HABITS.back)) return text(dice.pick(says('people.back')))
  if (dice.often(HABITS.pause)) return text(dice.pick(says('people.pause')))
  if (dice.often(HABITS.wrong)) return text(dice.pick(says('people.wrong')))
  if (step.optional && dice.often(40)) return text(dice.pick(says('people.none')))
  if (step.field.kind === 'consent') return text(dice.pick(says('people.consent')))
  if (step.group?.last) return text(dice.pick(says(dice.often(25) ? 'people.yes' : 'people.no')))
  return text(rightAnswer(step, offeredIn(parts), nameFor(state, name), dice, says))
}

/** A signature repeats the name given before. */
const nameFor = (state: FlowState, name: string): string => {
  const typed =
    state.answers['proxy-statement'] === undefined && state.step === 'proxy-statement'
      ? state.answers['proxy-name']
      : (state.answers['applicant-name'] ?? state.answers['name'])
  return typed?.kind === 'text' ? typed.value : name
}

/** Lists of words in src/texts/operator.yml, by key. */
const sayingsOf = (): Sayings => {
  const says = textsOf(join(root, 'src/texts/operator.yml'))
  return (key) =>
    Array.from({ length: LIST }, (_, index) => {
      try {
        return says(`${key}.${index}`)
      } catch {
        return undefined
      }
    }).filter((line) => line !== undefined)
}
