import { fuzzySyllable, toPinyin } from '../lang/index.ts'
import type { Lexicon } from './lexicon.ts'
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

/** Reads a text: greetings and figures off, cut into words, characters and syllables. */
export const readSaid = (text: string, { segmenter, lexicon, without = NONE }: FeatureDeps): Said => {
  const plain = normalizeQuestion(text)
  const features = new Map<string, number>()
  const add = (channel: Channel, name: string, weight: number) => {
    if (without.has(channel)) return
    const feature = CHANNELS[channel] + name
    if ((features.get(feature) ?? 0) < weight) features.set(feature, weight)
  }
  const cut = segmenter.cut(plain)
  const terms = without.has('term') ? [] : lexicon.terms(plain)
  for (const word of cut) if (LETTER.test(word)) add('word', word, STOP.has(word) ? STOP_WORD : WEIGHT.word)
  for (const term of terms) {
    add('term', term, WEIGHT.term)
    for (const word of segmenter.cut(term)) add('word', word, TERM_WORD)
  }
  const letters = Array.from(plain).filter((letter) => LETTER.test(letter))
  const syllables = letters.map((letter) => fuzzySyllable(toPinyin(letter)[0] ?? letter))
  for (let at = 0; at < letters.length; at += 1) {
    const [one = '', two] = [letters[at], letters[at + 1]]
    add('character', one, WEIGHT.character)
    add('syllable', syllables[at] ?? '', WEIGHT.syllable)
    if (two === undefined) continue
    add('pair', one + two, WEIGHT.pair)
    const sound = `${syllables[at]} ${syllables[at + 1]}`
    add('sound', sound, WEIGHT.sound)
  }
  return { features, words: [...new Set([...cut.filter((word) => LETTER.test(word) && !STOP.has(word)), ...terms, ...letters])], length: letters.length }
}

const NONE: ReadonlySet<Channel> = new Set()
