import { describe, expect, it } from 'vitest'
import { drawQuiz, QUIZ_LENGTH } from '../../src/core/publicity.ts'

const ids = ['labour', 'loan', 'land', 'elders', 'divorce', 'traffic', 'fraud'].flatMap((topic) => [1, 2, 3].map((n) => `${topic}/${n}`))
const topicOf = (id: string) => id.split('/')[0]

describe('a test of legal knowledge', () => {
  it('asks of as many topics as it has questions, each with one right answer among three of different intents', () => {
    for (let n = 0; n < 200; n += 1) {
      const questions = drawQuiz(ids, `seed ${n}`)
      expect(questions).toHaveLength(QUIZ_LENGTH)
      expect(new Set(questions.map(({ intent }) => topicOf(intent))).size).toBe(QUIZ_LENGTH)
      for (const { intent, options } of questions) {
        expect(new Set(options).size).toBe(3)
        expect(options.filter((id) => topicOf(id) === topicOf(intent))).toEqual([intent])
      }
    }
  })

  it('is the same of the same seed, another of another, and has the right answer at every place', () => {
    expect(drawQuiz(ids, 'a')).toEqual(drawQuiz(ids, 'a'))
    expect(drawQuiz(ids, 'a')).not.toEqual(drawQuiz(ids, 'b'))
    const places = new Set(Array.from({ length: 50 }, (_, n) => drawQuiz(ids, `s${n}`)[0]).map((one) => one?.options.indexOf(one.intent)))
    expect([...places].sort()).toEqual([0, 1, 2])
  })

  it('has no questions where there is too little to ask', () => {
    expect(drawQuiz(['labour/1', 'loan/1'], 'a')).toEqual([])
    expect(drawQuiz([], 'a')).toEqual([])
  })
})
