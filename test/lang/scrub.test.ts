import { expect, it } from 'vitest'
import { scrubPersonal } from '../../src/lang/index.ts'

const stands = { person: '某人', place: '某地', organisation: '某公司' }
const places = ['店埠镇', '店埠', '东庄头村', '东庄头']
const scrubbed = (text: string, named: Parameters<typeof scrubPersonal>[1] = []) => scrubPersonal(text, named, places, stands)

it.each([
  ['打电话13812345678说不给钱', '打说不给钱'],
  ['我的手机号是138 1234 5678，老板跑了', '，老板跑了'],
  ['身份证370285199001011238被人拿去贷款', '被人拿去贷款'],
  ['电话138****5678，村里不给分地', '，村里不给分地'],
  ['微信wxid_laowang99，借了三万块', '，借了三万块'],
  ['车牌鲁B12345的车撞了人', '的车撞了人'],
  ['他发邮件到a.b@c.cn要钱', '他发邮件到要钱'],
  ['住3号楼2单元501室，楼上漏水', '住，楼上漏水'],
  ['店埠镇东庄头村村里分地没我的份', '某地村里分地没我的份'],
  ['东庄头村的地被占了', '某地的地被占了'],
  ['我叫王建国，老板欠钱', '老板欠钱'],
  ['对方在莱西市鑫源建筑有限公司干活', '对方在某公司干活'],
])('takes personal data out of %s', (text, wanted) => {
  const { text: left, removed } = scrubbed(text)
  expect(left).toBe(wanted)
  expect(removed.length).toBeGreaterThan(0)
})

it('takes out what a tagger found, the longest first', () => {
  const { text, removed } = scrubbed('老板刘大伟跑了，刘大伟的弟弟刘大也不管', [
    { word: '刘大', kind: 'person' },
    { word: '刘大伟', kind: 'person' },
  ])
  expect(text).toBe('老板某人跑了，某人的弟弟某人也不管')
  expect(removed[0]).toEqual({ found: '刘大伟', put: '某人' })
})

it.each(['老板拖欠我三万块工资不给怎么办', '2026年3月借了20000元，写了条子', '他叫人来打我', '医院叫我去交钱'])('leaves %s as it is', (text) => {
  expect(scrubbed(text)).toEqual({ text, removed: [] })
})
