import { afterAll, beforeAll, expect, it } from 'vitest'
import { sayAtDesk } from '../../src/say-at-desk.ts'
import { openDesk } from './open-desk.ts'
import type { TestDesk } from './open-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

it('answers what is said at the workbench as chat would, once, and rings the person where they write from', async () => {
  const { house } = desk
  const { actor } = await desk.signIn('演示顾问一')
  const say = sayAtDesk(house)
  const said = await say(actor, { kind: 'text', text: '忙' }, 'form-1')
  expect(said.kind === 'done' && said.text).toContain('忙')
  expect(house.world().roster.counsel.find((one) => one.id === actor.staffId)?.busy).toBe(true)
  await say(actor, { kind: 'text', text: '上线' }, 'form-2')
  // Sent again after a broken line: the same message.
  await say(actor, { kind: 'text', text: '忙' }, 'form-1')
  expect(house.world().roster.counsel.find((one) => one.id === actor.staffId)?.busy).toBe(false)
  const conversation = await house.store.findConversation('web', 'desk', 'counsel:counsel-demo-01', undefined)
  expect(conversation).toBe(await house.store.findConversation('console', '', 'counsel:演示顾问一', undefined))
  const row = {
    conversationId: conversation ?? '',
    id: 0,
    attempts: 0,
    receivedAt: 0,
    body: { kind: 'internal', event: { kind: 'offer-gone', number: 1 } },
  } as const
  expect((await house.store.load(row, desk.clock.at)).conversation.address.channel).toBe('console')
})
