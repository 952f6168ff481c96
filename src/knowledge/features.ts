import { NGrams } from 'natural/lib/natural/ngrams/index.js'
import { fuzzySyllable, toPinyin } from '../lang/index.ts'
import type { Lexicon } from './lexicon.ts'
import { normalizeQuestion } from './normalize.ts'
import type { Segmenter } from './segmenter-port.ts'

/** What features are made with. */
export type FeatureDeps = { readonly segmenter: Segmenter; readonly lexicon: Lexicon }

const STOP = new Set(
  '的 了 是 我 你 他 她 它 俺 您 们 我们 咱 咱们 啊 吧 呢 吗 么 呀 哦 嘛 呗 啦 就 都 也 还 又 再 很 太 这 那 个 一个 这个 那个 在 和 与 跟 到 把 被 给 对 说 有 没 不 要 会 能 想 上 下 里 去 来 着 过 得 地 一 0 怎么 怎么办 咋 咋办 什么 啥 如何 请问 可以 现在 如果 但是 因为 所以 而且 然后 之后 以后 时候'.split(
    ' ',
  ),
)
const LETTER = /[\p{Script=Han}a-z0-9]/u

/** Weight of each channel, by the feature's first letter: words, legal terms of the lexicon, pairs and triples of characters, pairs of syllables. */
const CHANNEL: Readonly<Record<string, number>> = { w: 1, t: 1.1, b: 0.55, c: 0.45, p: 0.4 }

/** Features of a text with their weights before frequency: words, legal terms, character pairs and triples, pairs of syllables that forgive homophones. */
export const featuresOf = (text: string, { segmenter, lexicon }: FeatureDeps): ReadonlyMap<string, number> => {
  const plain = normalizeQuestion(text)
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => features.set(feature, Math.max(features.get(feature) ?? 0, weight))
  for (const word of segmenter.cut(plain)) if (LETTER.test(word)) add(`w${word}`, STOP.has(word) ? 0.15 : (CHANNEL['w'] ?? 1))
  for (const term of lexicon.terms(plain)) {
    add(`t${term}`, CHANNEL['t'] ?? 1)
    for (const word of segmenter.cut(term)) add(`w${word}`, 0.7)
  }
  const letters = Array.from(plain).filter((letter) => LETTER.test(letter))
  for (const pair of NGrams.bigrams(letters)) add(`b${pair.join('')}`, CHANNEL['b'] ?? 1)
  for (const triple of NGrams.trigrams(letters)) add(`c${triple.join('')}`, CHANNEL['c'] ?? 1)
  if (letters.length === 1) add(`b${letters[0]}`, 1)
  const syllables = toPinyin(letters.join('')).map(fuzzySyllable)
  for (const pair of NGrams.bigrams(syllables)) add(`p${pair.join(' ')}`, CHANNEL['p'] ?? 1)
  return features
}

/** Words that carry meaning, with the legal terms they stand for: for the Bayes classifier. */
export const wordsOf = (text: string, { segmenter, lexicon }: FeatureDeps): readonly string[] => {
  const plain = normalizeQuestion(text)
  return [...new Set([...segmenter.cut(plain).filter((word) => LETTER.test(word) && !STOP.has(word)), ...lexicon.terms(plain)])]
}
