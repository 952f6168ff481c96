import { fuzzySyllable, toPinyin } from '../lang/index.ts'
import type { Lexicon } from './lexicon.ts'
import { clausesOf } from './clauses.ts'
import { normalizeQuestion } from './normalize.ts'
import type { Segmenter } from './segmenter-port.ts'

/** What features are made with. */
export type FeatureDeps = {
  readonly segmenter: Segmenter
  readonly lexicon: Lexicon /** Channels left out, to measure what each is worth. */
  readonly without?: ReadonlySet<Channel>
}

/** A text as the matcher sees it. `features`: weights before rarity, by a name whose first letter is the channel; `length`: in characters; `words`: words, terms and characters, each once, for the Bayes classifier. */
export type Said = { readonly features: ReadonlyMap<string, number>; readonly words: readonly string[]; readonly length: number }

/**
 * Channels of features, by the first letter of their names: words, legal terms of the lexicon, single characters, pairs and triples of
 * them, pairs and triples of syllables that forgive homophones.
 */
export const CHANNELS = { word: 'w', term: 't', character: 'u', pair: 'b', sound: 'p', syllable: 's' } as const
export type Channel = keyof typeof CHANNELS

const WEIGHT: Readonly<Record<Channel, number>> = { word: 1, term: 0.7, character: 0.8, pair: 0.55, sound: 0.4, syllable: 0.3 }
const TERM_WORD = 0.7
const STOP_WORD = 0.15

const STOP = new Set(
  '的 了 是 我 你 他 她 它 俺 您 们 我们 咱 咱们 啊 吧 呢 吗 么 呀 哦 嘛 呗 啦 就 都 也 还 又 再 很 太 这 那 个 一个 这个 那个 在 和 与 跟 到 把 被 给 对 说 有 没 不 要 会 能 想 上 下 里 去 来 着 过 得 地 一 0 怎么 怎么办 咋 咋办 什么 啥 如何 请问 可以 现在 如果 但是 因为 所以 而且 然后 之后 以后 时候'.split(
    ' ',
  ),
)
const LETTER = /[\p{Script=Han}a-z0-9]/u

/** Reads a text: greetings and figures off, cut into words, characters and syllables. Clauses that tell the story count a little less than those that ask. */
export const readSaid = (text: string, { segmenter, lexicon, without = NONE }: FeatureDeps): Said => {
  const plain = normalizeQuestion(text)
  const features = new Map<string, number>()
  const words = new Set<string>()
  const cutTerm = termCutter(segmenter)
  let length = 0
  for (const { clause, weight } of clausesOf(plain)) {
    const add = (channel: Channel, name: string, value: number) => {
      if (without.has(channel)) return
      const feature = CHANNELS[channel] + name
      if ((features.get(feature) ?? 0) < value * weight) features.set(feature, value * weight)
    }
    for (const word of segmenter.cut(clause)) {
      if (!LETTER.test(word)) continue
      add('word', word, STOP.has(word) ? STOP_WORD : WEIGHT.word)
      if (!STOP.has(word)) words.add(word)
    }
    for (const term of without.has('term') ? [] : lexicon.terms(clause)) {
      add('term', term, WEIGHT.term)
      words.add(term)
      for (const word of cutTerm(term)) add('word', word, TERM_WORD)
    }
    const letters: string[] = []
    const syllables: string[] = []
    for (const character of clause) {
      const sound = soundOf(character)
      if (sound === '') continue
      letters.push(character)
      syllables.push(sound)
    }
    length += letters.length
    for (const [at, letter] of letters.entries()) {
      words.add(letter)
      add('character', letter, WEIGHT.character)
      add('syllable', syllables[at] ?? '', WEIGHT.syllable)
      const next = letters[at + 1]
      if (next === undefined) continue
      add('pair', letter + next, WEIGHT.pair)
      add('sound', `${syllables[at]} ${syllables[at + 1]}`, WEIGHT.sound)
    }
  }
  return { features, words: [...words], length }
}

const NONE: ReadonlySet<Channel> = new Set()

const sounds = new Map<string, string>()
const MOST_SOUNDS = 20_000

/** How a letter, figure or Han sounds, with homophones forgiven; '' for any other sign. Kept, for the same few thousand come again and again. */
const soundOf = (character: string): string => {
  const known = sounds.get(character)
  if (known !== undefined) return known
  const sound = LETTER.test(character) ? fuzzySyllable(toPinyin(character)[0] ?? character) : ''
  if (sounds.size < MOST_SOUNDS) sounds.set(character, sound)
  return sound
}

const cutters = new WeakMap<Segmenter, (term: string) => readonly string[]>()

/** Cuts the lexicon's terms, each once. */
const termCutter = (segmenter: Segmenter): ((term: string) => readonly string[]) => {
  const made = cutters.get(segmenter)
  if (made) return made
  const cut = new Map<string, readonly string[]>()
  const cutter = (term: string): readonly string[] => {
    const words = cut.get(term) ?? segmenter.cut(term)
    cut.set(term, words)
    return words
  }
  cutters.set(segmenter, cutter)
  return cutter
}
