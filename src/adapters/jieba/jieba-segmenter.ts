import { existsSync } from 'node:fs'
import { AppError } from '../../core/errors.ts'
import type { Log, Segmenter } from '../../ports/system.ts'
import { createPlainSegmenter } from './plain-segmenter.ts'

/** Words that jieba does not know get this weight, so that they stay whole. */
const WHOLE = /^[\p{Script=Han}A-Za-z0-9]{2,12}$/u

/** Tags of jieba for names. */
const NAMES: Readonly<Record<string, 'person' | 'place' | 'organisation' | undefined>> = { nr: 'person', ns: 'place', nt: 'organisation' }

/**
 * nodejieba with our own legal words. Where its native part cannot be loaded, the log says how to mend it and words are cut by a plain
 * fallback: understanding is worse, nothing stops. `idfDict`: a file of word weights for jieba's keywords, which nobody here asks for: ours has one line, its
 * own takes 20 MB.
 */
export const createJiebaSegmenter = async (words: readonly string[], log: Log, idfDict: string): Promise<Segmenter> => {
  const own = words.filter((word) => WHOLE.test(word))
  try {
    const { default: jieba } = await import('nodejieba')
    // Its native part ends the process where the file is not there.
    jieba.load(existsSync(idfDict) ? { idfDict } : undefined)
    for (const word of own) jieba.insertWord(word)
    return {
      cut: (text) => (text === '' ? [] : jieba.cut(text, true)),
      named: (text) =>
        (text === '' ? [] : jieba.tag(text)).flatMap(({ word, tag }) => {
          const kind = NAMES[tag]
          return kind ? [{ word, kind }] : []
        }),
    }
  } catch (cause) {
    const error = new AppError('segmenter.native', { detail: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'unknown' }, cause)
    log.warn(error.message)
    return createPlainSegmenter(own)
  }
}
