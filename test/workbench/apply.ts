import type { TestDesk } from './open-desk.ts'

/** What a villager writes to apply for legal aid, from the first word to the last. */
const LINES =
  '申请法律援助|同意|给我自己|王小明|同意|370285199001011238|13800138000|店埠镇东庄头村|要工钱|老板|工头老王|跳过|没有|2026年2月7日|三万五|干了三个月活没给工钱，想要回来|完|还没开始|1|1|2|跳过|1|王小明|提交'

const HOME = '店埠镇东庄头村'

/** A villager's messages, one after another, as they come in at the page. */
export const villagerSays = async ({ house, clock }: Pick<TestDesk, 'house' | 'clock'>, villager: string, lines: readonly string[]): Promise<void> => {
  for (const [index, text] of lines.entries()) {
    await house.desk.accept({
      role: 'villager',
      inbound: {
        externalId: `${villager}-${clock.at}-${index}`,
        address: { channel: 'web', account: '', chat: villager },
        sender: { id: villager, name: '王小明' },
        content: { kind: 'text', text },
        sentAt: clock.at,
      },
    })
    await house.desk.idle()
  }
}

/** A villager applies for legal aid; the id of the new case. */
export const apply = async (desk: Pick<TestDesk, 'house' | 'clock'>, villager: string, village = HOME): Promise<string> => {
  const before = new Set((await desk.house.workbench.cases.open({})).map(({ id }) => id))
  await villagerSays(desk, villager, LINES.replace(HOME, village).split('|'))
  const made = (await desk.house.workbench.cases.open({})).find(({ id }) => !before.has(id))
  if (!made) throw new Error('no case came of it')
  return made.id
}

/** What a villager was told last, all of it. */
export const heardBy = async ({ house }: Pick<TestDesk, 'house'>, villager: string): Promise<string> => {
  await house.desk.idle()
  const conversation = await house.store.findConversation('web', '', villager, undefined)
  const lines = conversation === undefined ? [] : await house.store.transcript(conversation, 200)
  return lines.map(({ part }) => part?.text ?? '').join('\n')
}
