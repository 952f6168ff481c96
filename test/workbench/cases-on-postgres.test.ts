import { describe, expect, it } from 'vitest'
import { hasPostgres, postgresSchema } from '../contract/stores.ts'
import { apply, villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'

describe.skipIf(!(await hasPostgres()))('cases at the workbench on PostgreSQL', () => {
  it('are read, moved and counted as on SQLite', async () => {
    const { database, remove } = await postgresSchema()
    const desk = await openDesk({ database })
    try {
      const { cases, tasks, offers, figures } = desk.house.workbench
      const id = await apply(desk, 'villager-on-postgres-1')
      await villagerSays(
        desk,
        'villager-on-postgres-2',
        '预约法律顾问|店埠镇东庄头村|没有对方|想问问宅基地的事|打电话|明天上午9点|王小明|0532-88401234|提交'.split('|'),
      )
      await villagerSays(desk, 'villager-on-postgres-3', ['人工', '店埠镇东庄头村', '没有对方', '宅基地'])
      const clerk = await desk.signIn('演示司法所工作人员一')
      expect((await clerk.post(`/desk/cases/${id}/moves/receive`, { id: 'p-1' })).status).toBe(303)
      await clerk.post(`/desk/cases/${id}/tell`, { id: 'p-2', reason: '明天来' })
      expect(await cases.told(id)).toMatchObject([{ actor: '演示司法所工作人员一', detail: '明天来' }])
      const [open] = await cases.open({ officeId: clerk.actor.officeId ?? '' })
      expect(open?.events.map(({ move }) => move)).toEqual(['submit', 'receive'])
      expect(await cases.open({ officeId: 'another' })).toEqual([])
      expect(await cases.over({}, 0, 10)).toEqual({ cases: [], count: 0 })
      const [task] = await tasks.open(['office'], clerk.actor.officeId)
      expect((await clerk.post(`/desk/tasks/${task?.id}`, { id: 'p-3', result: '打过电话了' })).status).toBe(303)
      expect([await tasks.open(['office'], clerk.actor.officeId), (await tasks.find(task?.id ?? ''))?.status]).toEqual([[], 'done'])
      expect(await offers.open()).toMatchObject([{ number: 1, urgent: false, target: 'counsel' }])
      expect(await offers.open(['nowhere'])).toEqual([])
      expect((await figures.rows(0, desk.clock.at)).rows.cases).toHaveLength(1)
      for (const page of ['today', 'cases', 'cases?view=over', `cases/${id}`, 'calendar', 'dispatch'])
        expect([page, (await clerk.get(`/desk/${page}`)).status]).toEqual([page, 200])
    } finally {
      await desk.close()
      await remove()
    }
  })
})
