import { toPinyin } from '../lang/index.ts'
import { randomFrom } from './random.ts'

const HAN = /\p{Script=Han}/u

/** Makes typing errors: each character replaced by one of the same sound with this chance, out of the characters of `texts`. Seeded. */
export const createNoise = (texts: readonly string[], chance: number, seed: number): ((text: string) => string) => {
  const bySound = new Map<string, Set<string>>()
  for (const text of texts)
    for (const [letter, sound] of sounds(text)) {
      const alike = bySound.get(sound) ?? new Set()
      bySound.set(sound, alike.add(letter))
    }
  const random = randomFrom(seed)
  return (text) =>
    sounds(text)
      .map(([letter, sound]) => {
        if (sound === '' || random() >= chance) return letter
        const alike = [...(bySound.get(sound) ?? [])].filter((one) => one !== letter)
        return alike[Math.floor(random() * alike.length)] ?? letter
      })
      .join('')
}

/** Each character with its syllable; '' for what is no Chinese character. */
const sounds = (text: string): readonly (readonly [string, string])[] =>
  Array.from(text, (letter) => [letter, HAN.test(letter) ? (toPinyin(letter)[0] ?? '') : ''] as const)
