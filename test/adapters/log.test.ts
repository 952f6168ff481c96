import { describe, expect, it } from 'vitest'
import { begin, newFolder } from '../cli/run.ts'
import { maskPersonal } from '../../src/lang/index.ts'

describe('what is written to a log', () => {
  it.each([
    ['身份证370285199001011238', '1238'],
    ['电话 13987654321 急', '987654'],
    ['证号 37028519900101123x', '0101123'],
    ['座机 0532-88012345', '880123'],
    ['卡号 6222021234567890123', '1234567890'],
  ])('%s loses its numbers', (text, secret) => {
    expect(maskPersonal(text)).not.toContain(secret)
  })

  it('holds no name, id or phone of anybody at its most talkative', async () => {
    const talk = begin(['chat', '--data', newFolder(), '--name', '慕容晓冬'], {
      env: { XIANGFA_LOG: 'debug' },
      input: '申请法律援助\n同意\n给我自己\n慕容晓冬\n同意\n370285199001011238\n13987654321\n',
    })
    const { code, err } = await talk.ended
    expect(code).toBe(0)
    for (const secret of ['慕容', '370285199001011238', '13987654321']) expect(err).not.toContain(secret)
  })
})
