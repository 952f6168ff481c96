import { clausesOf, foldForMatch, looksLikeQuestion } from '../lang/index.ts'
import type { World } from './world.ts'

const POLITE = /^(请|帮我|麻烦|那|[我俺咱]们?(?:就是|就)?(?:想要|想|要))|(吧|啊|呀|呢|一下|谢谢|了)$/g
const LONGEST_STORY = 300

const folded = new WeakMap<readonly string[], ReadonlySet<string>>()
const setOf = (words: readonly string[]): ReadonlySet<string> => {
  const known = folded.get(words)
  if (known) return known
  const made = new Set(words.map((word) => foldForMatch(word) || word))
  folded.set(words, made)
  return made
}

/** The command of a role that the whole message is, or undefined. Punctuation and politeness do not matter. */
export const commandOf = (world: World, role: string, text: string): string | undefined => {
  if (text.length > 24) return undefined
  const raw = text.trim().toLowerCase()
  const plain = foldForMatch(raw) || raw
  const bare = plain.replace(POLITE, '')
  for (const [command, words] of Object.entries(world.commands[role] ?? {})) {
    const set = setOf(words)
    if (set.has(plain) || set.has(bare) || words.includes(raw)) return command
  }
  return undefined
}

/**
 * What is told beside the wish to apply for legal aid, where one clause of a message is that wish and the others ask nothing: 俺想申请法律援助，老板欠俺两万.
 * Undefined where the message is something else.
 */
export const toldWithApplying = (world: World, text: string): string | undefined => {
  if (text.length > LONGEST_STORY) return undefined
  const clauses = clausesOf(text)
  const others = clauses.filter((clause) => commandOf(world, 'villager', clause) !== 'apply')
  if (others.length === 0 || others.length === clauses.length || looksLikeQuestion(text) || others.some(looksLikeQuestion)) return undefined
  return others.join('，')
}

/** A staff line such as `接单 #3` or `结束 3 已告知`: the command, the number and the rest. */
export const staffCommandOf = (
  world: World,
  role: string,
  text: string,
): { readonly command: string; readonly number?: number; readonly rest: string } | undefined => {
  const match = /^\s*(\p{Script=Han}{1,4}|help|\?)(?=$|[\s#＃:：,，\d])\s*[:：,，]?\s*(?:[#＃]?\s*(\d{1,9})(?=$|\s|[,，:：]))?[\s,，:：]*([\s\S]*)$/iu.exec(
    text,
  )
  if (!match) return undefined
  const word = (match[1] ?? '').toLowerCase()
  for (const [command, words] of Object.entries(world.commands[role] ?? {}))
    if (words.includes(word)) return { command, ...(match[2] === undefined ? {} : { number: Number(match[2]) }), rest: (match[3] ?? '').trim() }
  return undefined
}
