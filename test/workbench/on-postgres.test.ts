import { describe, expect, it } from 'vitest'
import { accountIdOf } from '../../src/core/actor.ts'
import { hasPostgres, postgresSchema } from '../contract/stores.ts'
import { villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'

describe.skipIf(!(await hasPostgres()))('the workbench on PostgreSQL', () => {
  it('keeps accounts, reads talks and does what is done in them, as on SQLite', async () => {
    const { database, remove } = await postgresSchema()
    const desk = await openDesk({ database })
    try {
      const { accounts, talks } = desk.house.workbench
      const counsel = await desk.signIn('演示顾问一')
      const id = accountIdOf(counsel.actor)
      await accounts.invite(id, 'invitation', desk.clock.at, desk.clock.at + 1_000)
      expect(await accounts.invited('invitation', desk.clock.at)).toBe(id)
      expect(await accounts.join('invitation', { password: 'hash', secret: 'SECRET' }, desk.clock.at)).toBe(true)
      expect(await accounts.join('invitation', { password: 'hash' }, desk.clock.at)).toBe(false)
      await accounts.failed(id, desk.clock.at + 5)
      expect(await accounts.account(id)).toMatchObject({ password: 'hash', secret: 'SECRET', failures: 1, waitUntil: desk.clock.at + 5 })
      expect([await accounts.passed(id, 7), await accounts.passed(id, 7)]).toEqual([true, false])
      expect(await accounts.sendCode(counsel.actor, '123456', '验证码', desk.clock.at)).toBe(true)
      expect(await accounts.sendCode(counsel.actor, '654321', '验证码', desk.clock.at)).toBe(false)
      expect([await accounts.useCode(id, '123456', desk.clock.at), await accounts.useCode(id, '123456', desk.clock.at)]).toEqual([true, false])
      // Joining signed every device out.
      expect((await counsel.get('/desk/talks')).status).toBe(303)
      const again = await desk.signIn('演示顾问一')
      await villagerSays(desk, 'postgres-villager', ['老板拖欠我三万块工资不给怎么办', '人工', '店埠镇东庄头村', '单位'])
      expect(await (await again.get('/desk/talks')).text()).toContain('#1')
      desk.clock.at += 1_000
      await again.post('/desk/talks/1/take')
      await again.post('/desk/talks/1/say', { text: '您好' })
      await again.post('/desk/talks/1/note', { text: '约了周三' })
      await desk.house.desk.idle()
      await villagerSays(desk, 'postgres-villager', ['好的'])
      expect((await talks.open(again.actor))[0]).toMatchObject({ number: 1, unread: 1, partyName: '王小明' })
      const page = await (await again.get('/desk/talks/1')).text()
      for (const words of ['老板拖欠我三万块', '您好', '约了周三', '东庄头']) expect(page).toContain(words)
      expect((await talks.open(again.actor))[0]?.unread).toBe(0)
      const clerk = await desk.signIn('演示司法所工作人员一')
      expect((await talks.open(clerk.actor)).map(({ number }) => number)).toEqual([1])
      await again.post('/desk/talks/1/close', { text: '去调解', on: '2026-12-01' })
      expect((await talks.closed(again.actor, 0))[0]).toMatchObject({ number: 1, conclusion: '去调解' })
      expect(await accounts.sessions(id, desk.clock.at)).toHaveLength(1)
    } finally {
      await desk.close()
      await remove()
    }
  })
})
