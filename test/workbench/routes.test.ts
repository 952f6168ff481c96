import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { DeskRequest, DeskRoute } from '../../src/adapters/workbench/desk-route.ts'
import { admit } from '../../src/adapters/workbench/workbench-routes.tsx'
import { actorNamed } from '../../src/core/actor.ts'
import type { Actor } from '../../src/core/actor.ts'
import { authorise } from '../../src/core/authorise.ts'
import { mayDo } from '../../src/desk/acting.ts'
import { deskRoutes } from '../../src/workbench.ts'
import { apply, villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'
import type { TestDesk } from './open-desk.ts'

/** Who is asked for. The case and the talk that are `own` are of the first judicial office and of the counsel; those that are `foreign` of others. */
const WHO = {
  'grid-worker': '演示网格员一',
  counsel: '演示顾问十一',
  mediator: '演示调解员一',
  clerk: '演示司法所工作人员一',
  'office-head': '演示司法所所长一',
  agency: '演示援助中心一',
  bureau: '演示司法局一',
  'correction-officer': '演示矫正人员一',
  administrator: '演示系统管理员一',
} as const
const HOME = '店埠镇东庄头村'
const MEDIATION =
  '申请调解|工钱|王小明|13800138000|VILLAGE|工头老张|跳过|没有|跳过|在工地上干了半年木工活，老板一直不给钱。|完|把工钱给我|跳过|跳过|王小明|提交'
/** A village of another office. */
const FOREIGN = '姜山镇新村社区'
type Name = keyof typeof WHO
const NAMES = Object.keys(WHO) as readonly Name[]

/** Who may: for an address about nothing in particular, or for what is own and what is foreign. */
type Row = { readonly may: string } | { readonly own: string; readonly foreign: string }
const table: Readonly<Record<string, Row>> = parse(readFileSync(new URL('routes.yml', import.meta.url), 'utf8'))

let desk: TestDesk
let routes: readonly DeskRoute[]
/** What the parts of addresses stand for. */
const things: Record<'own' | 'foreign', Record<string, string>> = {
  own: { topic: 'labour', name: 'unpaid-wages', move: 'receive' },
  foreign: { topic: 'labour', name: 'unpaid-wages', move: 'receive' },
}
const OWN = ['number', 'case', 'mediation', 'task']
const tasks = () => desk.house.workbench.tasks
/** Somebody applies for a mediation: a file and a task of their office. */
const mediate = async (who: string, village: string, which: 'own' | 'foreign') => {
  const before = new Set((await tasks().mediations()).map(({ id }) => id))
  await villagerSays(desk, who, MEDIATION.replace('VILLAGE', village).split('|'))
  const made = (await tasks().mediations()).find(({ id }) => !before.has(id))
  const task = (await tasks().open(['office'])).find(({ number }) => number === made?.number)
  Object.assign(things[which], { mediation: made?.id, task: task?.id })
}
const actorOf = (name: string): Actor => {
  const actor = actorNamed(desk.house.world().roster, name)
  if (!actor) throw new Error(`nobody named ${name}`)
  return actor
}
beforeAll(async () => {
  desk = await openDesk()
  routes = deskRoutes(desk.house)
  const talk = async (who: string, village: string) => villagerSays(desk, who, ['老板拖欠我三万块工资不给怎么办', '人工', village, '单位'])
  await talk('route-villager-own-01', HOME)
  await talk('route-villager-foreign-1', FOREIGN)
  await desk.house.desk.idle()
  const take = async (name: string, number: number) => (await desk.signIn(name)).post(`/desk/talks/${number}/take`)
  await take(WHO.counsel, 1)
  await take('演示顾问五', 2)
  Object.assign(things.own, { number: '1', case: await apply(desk, 'route-villager-case-01') })
  Object.assign(things.foreign, { number: '2', case: await apply(desk, 'route-villager-case-02', FOREIGN) })
  await mediate('route-villager-mediation-1', HOME, 'own')
  await mediate('route-villager-mediation-2', FOREIGN, 'foreign')
}, 120_000)
afterAll(() => desk.close())

/** Asks an address as somebody, up to where it would be answered. */
const ask = async (route: DeskRoute, actor: Actor, which: 'own' | 'foreign'): Promise<number> => {
  const app = new Hono()
  const wrong = () => {
    throw new Error('answered')
  }
  app.all(route.path, async (context) => {
    const request: DeskRequest = { context, actor, session: '', page: wrong, piece: wrong, goTo: wrong, form: async () => ({}), file: async () => undefined }
    const admitted = await admit(route, request)
    return context.json({ status: admitted.kind === 'answer' ? 200 : admitted.status })
  })
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => things[which][name] ?? 'x')
  const answered: unknown = await (await app.request(path, { method: route.method.toUpperCase() })).json()
  return typeof answered === 'object' && answered !== null && 'status' in answered ? Number(answered.status) : 500
}

describe('every address of the workbench', () => {
  it('stands in the table', () => {
    expect(routes.map((route) => `${route.method.toUpperCase()} ${route.path}`).sort()).toEqual(Object.keys(table).sort())
  })

  it('is open to whom the table says, for what is their own and what is not', async () => {
    const found: Record<string, Row> = {}
    for (const route of routes) {
      const key = `${route.method.toUpperCase()} ${route.path}`
      const may = async (which: 'own' | 'foreign') => {
        const got: Name[] = []
        for (const name of NAMES) if ((await ask(route, actorOf(WHO[name]), which)) === 200) got.push(name)
        return got.length === NAMES.length ? 'everybody' : got.length === 0 ? 'nobody' : got.join(' ')
      }
      found[key] = OWN.some((one) => route.path.includes(`:${one}`)) ? { own: await may('own'), foreign: await may('foreign') } : { may: await may('own') }
    }
    expect(found).toEqual(table)
  })

  it('shows a case to the counsel who was assigned to it, and to no other', () => {
    const [own, other] = [actorOf(WHO.counsel), actorOf('演示顾问五')]
    const thing = { kind: 'case', counselId: own.staffId } as const
    expect([authorise(own, 'move-case', thing), authorise(other, 'see-case', thing)]).toEqual([true, false])
  })

  it('is closed, like the chat, to somebody who left the roster or has another role there', () => {
    const { roster } = desk.house.world()
    const party = { role: 'clerk', staffId: actorOf(WHO.clerk).staffId } as const
    expect(mayDo({ roster }, party, 'see-cases')).toBe(true)
    expect(mayDo({ roster: { ...roster, staff: roster.staff.filter(({ id }) => id !== party.staffId) } }, party, 'see-cases')).toBe(false)
    expect(mayDo({ roster }, { ...party, role: 'bureau' }, 'see-cases')).toBe(false)
  })
})
