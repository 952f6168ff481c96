import { describe, expect, it } from 'vitest'
import { lintTopics } from '../../src/knowledge/index.ts'

const laws = { 劳动法: { version: '2018-12-29', articles: 107 } }
const phrasings = (from: number, count: number) => Array.from({ length: count }, (_, index) => `      - 第${from + index}种问法说的是工钱`).join('\n')

const topic = (
  more: {
    readonly extra?: string
    readonly cites?: string
    readonly answer?: string
    readonly short?: string
    readonly count?: number
    readonly long?: boolean
  } = {},
) => `topic: labour
title: 打工
intents:
  - id: labour/one
    title: 一个问题
${more.extra ?? ''}    phrasings:
${phrasings(1, more.count ?? 60)}${more.long ? `\n      - ${'长'.repeat(81)}` : ''}
    short: ${more.short ?? '短的回答。'}
    answer: ${more.answer ?? '长的回答。'}
    cites: ${more.cites ?? "[{ law: 劳动法, article: '50' }]"}
    checked: 2026-11-24
`

const faultsOf = (text: string, file = 'intents/labour.yml') =>
  lintTopics([{ file, text }], laws).faults.map((fault) => `${fault.line}:${fault.column} ${fault.message}`)

describe('a file of intents/', () => {
  it('is taken where nothing is wrong', () => {
    const { topics, faults } = lintTopics([{ file: 'intents/labour.yml', text: topic() }], laws)
    expect(faults).toEqual([])
    expect(topics[0]?.intents[0]?.id).toBe('labour/one')
  })

  it.each([
    ['an article that the law has not', { cites: "[{ law: 劳动法, article: '108' }]" }, '107 articles, not 108'],
    ['an unknown law', { cites: "[{ law: 劳动发, article: '1' }]" }, '劳动发'],
    ['an answer that states law and cites none', { cites: '[]', answer: '依法应当给。' }, 'cites none'],
    ['too few phrasings', { count: 59 }, '59 phrasings'],
    ['a phrasing that is too long', { extra: `    related: []\n`, long: true }, '81 characters'],
    ['a short answer that is too long', { short: '长'.repeat(121) }, '121 characters'],
    ['an answer that is too long', { answer: '长'.repeat(601) }, '601 characters'],
    ['an unknown key', { extra: '    colour: red\n' }, 'colour'],
    ['a reference to nothing', { extra: '    related: [labour/none]\n' }, 'no intent "labour/none"'],
    ['an unknown action', { extra: '    actions: [email]\n' }, 'an action is'],
    ['an audience that is none', { extra: '    audience: [farmer]\n' }, 'audience'],
  ])('%s is named with its place', (_, change, message) => {
    const faults = faultsOf(topic(change))
    expect(faults.join('\n')).toContain(message)
    expect(faults[0]).toMatch(/^\d+:\d+ /)
  })

  it('names a phrasing that stands under two intents, wherever they are', () => {
    const other = topic().replaceAll('labour', 'work-injury')
    const { faults } = lintTopics(
      [
        { file: 'intents/labour.yml', text: topic() },
        { file: 'intents/work-injury.yml', text: other },
      ],
      laws,
    )
    expect(faults).toHaveLength(60)
    expect(faults[0]).toMatchObject({ file: 'intents/work-injury.yml', line: 7, message: expect.stringContaining('labour/one') })
  })

  it('names a file whose topic is another one, an id of another topic, broken YAML', () => {
    expect(faultsOf(topic(), 'intents/land.yml').join()).toContain('the file is named "land"')
    expect(faultsOf(topic().replace('id: labour/one', 'id: land/one')).join()).toContain('begins with "labour/"')
    expect(faultsOf(topic().replace('title: 一个问题', 'title: "一个问题')).join()).toMatch(/^\d+:\d+ /)
  })
})
