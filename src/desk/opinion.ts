import type { Choice, Part } from '../core/message.ts'
import type { Heard, HeardFact } from '../core/turn.ts'
import type { World } from './world.ts'

const MOST_CHOICES = 3
/** Of the three choices at most so many are forms: a person is always among them where the answer names one. */
const MOST_FORMS = 2

const choiceOf = (world: World, action: string): Choice | undefined => {
  const flow = action.startsWith('flow:') ? world.flows.get(action.slice(5)) : undefined
  if (flow) return { value: action, label: flow.id === 'legal-aid-application' ? world.texts('choices.apply') : flow.title }
  if (action === 'counsel') return { value: 'do:counsel', label: world.texts('choices.counsel') }
  if (action === 'office') return { value: 'do:office', label: world.texts('choices.office') }
  return undefined
}

/**
 * An answer of the knowledge base as one message: the text, hotlines, what is asked back and was not told yet, the citations as its last line, and at
 * most three choices. Told shortly, the first of them asks for the whole.
 */
export const opinionPart = (world: World, intent: string, heard: Heard = {}, form: 'short' | 'full' = 'full'): Part | undefined => {
  const opinion = world.knowledge.opinion(intent, form)
  if (!opinion) return undefined
  const numbers = opinion.actions
    .filter((action) => action.startsWith('hotline:'))
    .map((action) => action.slice(8))
    .filter((number) => !opinion.text.includes(number))
    .map((number) => world.texts('answer.hotline', { number, what: world.texts(`hotlines.${number}`) }))
  const hotlines = numbers.length === 0 ? [] : [world.texts('answer.hotlines', { numbers: numbers.join('、') })]
  const open = (opinion.ask ?? []).filter(({ unless }) => unless === undefined || heard[unless] === undefined).map(({ say }) => say)
  const ask = open.length === 0 ? [] : [world.texts('answer.ask', { question: open.join('') })]
  const offered = opinion.actions.map((action) => choiceOf(world, action)).filter((choice) => choice !== undefined)
  const forms = offered.filter((choice) => choice.value.startsWith('flow:')).slice(0, MOST_FORMS)
  const choices = offered.filter((choice) => forms.includes(choice) || !choice.value.startsWith('flow:'))
  const text = [opinion.text, ...hotlines, ...ask, ...(opinion.basis === '' ? [] : [opinion.basis])].join('\n')
  if (form === 'short') return { text, choices: [{ value: `full:${intent}`, label: world.texts('choices.in-full') }, ...choices].slice(0, MOST_CHOICES) }
  return choices.length === 0 ? { text } : { text, choices: choices.slice(0, MOST_CHOICES) }
}

/** The first fact that an answer asks back and that was not told yet. */
export const wonderOf = (world: World, intent: string, heard: Heard = {}): HeardFact | undefined =>
  world.knowledge.opinion(intent, 'full')?.ask?.find(({ unless }) => unless !== undefined && heard[unless] === undefined)?.unless
