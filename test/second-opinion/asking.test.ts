import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHttpSecondReader } from '../../src/adapters/second-opinion/http-second-reader.ts'
import { createAskSecond } from '../../src/desk/second-opinion.ts'
import { maskTold } from '../../src/lang/index.ts'
import { openStubEndpoint, says } from './stub-endpoint.ts'
import type { StubEndpoint } from './stub-endpoint.ts'

const unsure = {
  text: '那个钱的事咋说',
  candidates: [
    { id: 'labour/unpaid-wages', title: '工钱被拖欠怎么办？' },
    { id: 'loan/no-iou', title: '没有借条怎么要钱？' },
  ],
}

let stub: StubEndpoint
let now = 0
const results: string[] = []
const logged: string[] = []
const log = {
  debug: () => undefined,
  info: () => undefined,
  error: () => undefined,
  warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void logged.push(`${event} ${JSON.stringify(fields)}`),
}
const asking = (longestMs = 3_000) => {
  const reader = createHttpSecondReader({ url: stub.url, model: 'small', key: 'sk-secret', instruction: (questions) => `which?\n${questions}` })
  return createAskSecond(reader, { now: () => now }, log, (result) => void results.push(result), longestMs)
}

beforeAll(async () => {
  stub = await openStubEndpoint()
})
afterAll(() => stub.close())
beforeEach(() => {
  now = 0
  results.length = 0
  logged.length = 0
})

describe('a second opinion', () => {
  it('is one of what was offered', async () => {
    stub.behave = says('{"id": "loan/no-iou"}')
    expect(await asking()(unsure)).toEqual({ kind: 'pick', id: 'loan/no-iou' })
    const asked = stub.asked.at(-1)
    expect(asked).toMatchObject({ path: '/v1/chat/completions', key: 'Bearer sk-secret' })
    expect(asked?.body).toContain('loan/no-iou: 没有借条怎么要钱？')
    expect(results).toEqual(['pick'])
  })

  it('may be that it is none of them', async () => {
    stub.behave = says('{"id": null}')
    expect(await asking()(unsure)).toEqual({ kind: 'none' })
    expect(results).toEqual(['none'])
  })

  it('counts for nothing where it names what was not offered', async () => {
    stub.behave = says('{"id": "divorce/how"}')
    expect(await asking()(unsure)).toBeUndefined()
    expect(results).toEqual(['not-offered'])
  })

  it.each<[string, StubEndpoint['behave']]>([
    ['an error', (response) => void response.writeHead(500).end('down')],
    ['prose', says('您可以去劳动仲裁')],
    ['prose around an id', says('{"id": "loan/no-iou", "advice": "去告他"}')],
    ['another type', says('{"id": 7}')],
    ['no JSON', (response) => void response.writeHead(200).end('<html>')],
    ['an empty envelope', (response) => void response.writeHead(200).end('{"choices":[]}')],
    ['a redirect', (response) => void response.writeHead(307, { location: `${stub.url}/elsewhere` }).end()],
    ['a broken line', (response) => void response.destroy()],
    [
      'more than it may',
      (response) => {
        response.writeHead(200)
        const pour = (): void => {
          while (!response.destroyed && response.write('x'.repeat(16_384)));
          response.once('drain', pour)
        }
        pour()
      },
    ],
  ])('fails silently at %s', async (_, behave) => {
    stub.behave = behave
    const before = stub.asked.length
    expect(await asking()(unsure)).toBeUndefined()
    expect(results).toEqual(['failed'])
    expect(stub.asked.length).toBe(before + 1)
    expect(logged.join()).not.toContain(unsure.text)
  })

  it('is not waited for longer than the limit', async () => {
    stub.behave = () => undefined
    expect(await asking(50)(unsure)).toBeUndefined()
    expect(results).toEqual(['late'])
  })

  it('is asked of few at once, and after three failures not for a minute', async () => {
    stub.behave = () => undefined
    const ask = asking(1_000)
    await Promise.all(Array.from({ length: 6 }, () => ask(unsure)))
    expect(results.filter((one) => one === 'busy')).toHaveLength(2)
    stub.behave = says('{"id": null}')
    expect(await ask(unsure)).toBeUndefined()
    now = 60_000
    expect(await ask(unsure)).toEqual({ kind: 'none' })
  })
})

describe('words that leave the machine', () => {
  it.each([
    ['我叫王小明，电话13800138000，店埠镇东庄头村的，身份证370285199001011238', '我叫某人,电话138****8000,某地某地的,身份证370*************38'],
    ['张大爷问工钱的事', '某人问工钱的事'],
    ['老板叫我干活不给钱', '老板叫我干活不给钱'],
  ])('%s', (text, masked) => expect(maskTold(text, ['张大爷'], ['东庄头村', '店埠镇'])).toBe(masked))
})
