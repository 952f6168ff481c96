import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { types } from 'wechaty-puppet'
import { afterEach, describe, expect, it } from 'vitest'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { readConfig } from '../../src/config.ts'
import { openWechat } from '../../src/wechat.ts'
import { openHouse } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import { createMock } from './mock.ts'

const SILK = Buffer.from('\u0002#!SILK_V3 sound')
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const base = loadBase(createPinoLog('error'))

/** A whole house with WeChat as its door. */
const openHome = async (env: Readonly<Record<string, string>> = {}) => {
  const data = mkdtempSync(join(tmpdir(), 'xiangfa-wechat-house-'))
  const time = { now: Date.parse('2026-11-23T09:00:00+08:00') }
  const config = { ...readConfig({ XIANGFA_WECHAT: 'on', ...env }), data, log: 'error' } as const
  const mock = createMock({ aliases: new Map() }, () => time.now)
  if (!config.wechat) throw new Error('WeChat is off')
  const door = openWechat(config, config.wechat, mock.network, () => undefined)
  const house = await openHouse(config, { base: await base, clock: { now: () => time.now }, channels: (parts) => [door.make(parts)] })
  closing.push(async () => {
    await house.close()
    rmSync(data, { recursive: true, force: true })
  })
  await house.start()
  await mock.login()
  return {
    mock,
    time,
    house,
    /** What is said until nothing is left to say, to one person or group. */
    async hears(name: string): Promise<string> {
      for (let seconds = 0; seconds < 200; seconds += 1) {
        await mock.passed()
        await door.channel()?.idle()
        await house.desk.sweep()
        await house.desk.idle()
        if ((await house.store.unsettled(undefined)) === 0) break
        time.now += 1_000
      }
      await mock.passed()
      const said = mock.said.splice(0)
      return said
        .filter((one) => one.to === name)
        .map((one) => one.text)
        .join('\n')
    },
  }
}

describe('messages received late', () => {
  it('are answered with one apology, and not again where WeChat gives them once more', async () => {
    const home = await openHome()
    home.mock.text('张大爷', '您好')
    await home.hears('张大爷')
    const sent = Math.floor(home.time.now / 1_000)
    home.time.now += 2 * 3_600_000
    const old = () => {
      home.mock.text('张大爷', '老板拖欠我三万块工资不给怎么办', undefined, { timestamp: sent + 1 })
      home.mock.text('张大爷', '离婚孩子归谁', undefined, { timestamp: sent + 2 })
    }
    old()
    const heard = await home.hears('张大爷')
    expect(heard.match(/现在才收到/gu)).toHaveLength(1)
    expect(heard).toMatch(/对不起，您今天上午9点/u)
    expect(heard.match(/依据：/gu)?.length).toBeGreaterThanOrEqual(2)
    old()
    expect(await home.hears('张大爷')).toBe('')
  })
})

describe('voice messages', () => {
  it('are kept and answered at once, in the middle of a form too', async () => {
    const home = await openHome()
    home.mock.text('张大爷', '申请法律援助')
    await home.hears('张大爷')
    home.mock.file('张大爷', '1.sil', SILK, types.Message.Audio)
    const heard = await home.hears('张大爷')
    expect(heard).toContain('语音我还听不懂，已经替您留着')
    expect(heard).toContain('同意就开始吗')
  })

  it('are put into words by the transcriber that is configured, and answered by them', async () => {
    const got: { readonly type: string | undefined; readonly body: string }[] = []
    let answer = '{"text":"老板拖欠我三万块工资不给怎么办"}'
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({ type: request.headers['content-type'], body: Buffer.concat(chunks).toString('latin1') })
        response.end(answer)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => void server.close())
    const { port } = server.address() as AddressInfo
    const home = await openHome({ XIANGFA_TRANSCRIBER_URL: `http://127.0.0.1:${port}/transcribe` })
    home.mock.file('张大爷', '1.sil', SILK, types.Message.Audio)
    const heard = await home.hears('张大爷')
    expect(got).toEqual([{ type: 'audio/silk', body: SILK.toString('latin1') }])
    expect(heard).toMatch(/我正听着[\s\S]*我听到的是：“老板拖欠我三万块工资不给怎么办”[\s\S]*依据：/u)
    answer = 'out of order'
    home.time.now += 5_000
    home.mock.file('张大爷', '2.sil', SILK, types.Message.Audio)
    expect(await home.hears('张大爷')).toMatch(/我正听着[\s\S]*语音我还听不懂，已经替您留着/u)
  })
})

describe('what has no words', () => {
  it('is answered by what it is', async () => {
    const home = await openHome()
    home.mock.text('张大爷', '您好')
    await home.hears('张大爷')
    home.mock.other('张大爷', types.Message.RedEnvelope)
    expect(await home.hears('张大爷')).toContain('我不收钱')
    home.mock.link('张大爷', '欠薪怎么办', 'https://example.org/')
    expect(await home.hears('张大爷')).toContain('链接收到了')
  })
})

describe('a group with the name of a village', () => {
  it('knows the village’s office without asking', async () => {
    const home = await openHome()
    home.mock.text('张大爷', '@小助手\u2005最近的司法所', '店埠镇东庄头村群')
    expect(await home.hears('店埠镇东庄头村群')).toContain('店埠镇司法所')
    home.mock.text('张大爷', '@小助手\u2005最近的司法所', '打牌群')
    expect(await home.hears('打牌群')).toContain('私聊')
  })
})

describe('the settings', () => {
  const wrong = (env: Readonly<Record<string, string>>) => () => readConfig(env)

  it('say what is wrong', () => {
    expect(wrong({ XIANGFA_WECHAT: 'yes' })).toThrow(/XIANGFA_WECHAT is on or off/)
    expect(wrong({ XIANGFA_WECHAT_PER_MINUTE: '90' })).toThrow(/from 1 to 40/)
    expect(wrong({ WECHATY_PUPPET: '../evil' })).toThrow(/puppet/)
    expect(wrong({ XIANGFA_WECHAT: 'on', WECHATY_PUPPET: 'wechaty-puppet-service' })).toThrow(/needs WECHATY_PUPPET_SERVICE_TOKEN/)
    expect(wrong({ XIANGFA_TRANSCRIBER_URL: 'https://asr.example.com/' })).toThrow(/XIANGFA_TRANSCRIBER_PROCESSOR/)
  })

  it('let sensitive data pass in production only where it is set', () => {
    expect(readConfig({ XIANGFA_WECHAT: 'on' }).wechat?.sensitive).toBe('allowed')
    expect(readConfig({ XIANGFA_WECHAT: 'on', XIANGFA_MODE: 'production' }).wechat?.sensitive).toBe('never')
    expect(readConfig({ XIANGFA_WECHAT: 'on', XIANGFA_MODE: 'production', XIANGFA_WECHAT_SENSITIVE: 'allowed' }).wechat?.sensitive).toBe('allowed')
    expect(readConfig({}).wechat).toBeUndefined()
  })

  it('let voices leave the machine only to a named processor', () => {
    expect(readConfig({ XIANGFA_TRANSCRIBER_URL: 'http://127.0.0.1:9000/t' }).transcriber).toBe('http://127.0.0.1:9000/t')
    const named = { XIANGFA_TRANSCRIBER_URL: 'https://asr.example.com/', XIANGFA_TRANSCRIBER_PROCESSOR: '某某科技' }
    expect(readConfig(named).transcriber).toBe('https://asr.example.com/')
  })
})
