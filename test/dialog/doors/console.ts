import { nameOfChat } from '../../../src/adapters/console/speaker.ts'
import { handIn, requestOf } from '../../../src/adapters/console/talk.ts'
import { readConfig } from '../../../src/config.ts'
import { openHouse } from '../../../src/wire.ts'
import type { Door } from './door.ts'

/** The terminal. */
export const consoleDoor: Door = {
  name: 'console',
  async prepare({ data, base, store, now, hear }) {
    return {
      async open() {
        const house = await openHouse({ ...readConfig({}), data, log: 'error' }, { base, clock: { now }, ...(store ? { store } : {}) })
        house.console.listen({
          hears: () => true,
          show: ({ chat, from, part }) =>
            hear({
              to: nameOfChat(chat),
              from: from ?? 'bot',
              text: part.text,
              choices: (part.choices ?? []).map((choice) => choice.label),
              files: (part.files ?? []).map((file) => file.name),
            }),
        })
        await house.start()
        await house.desk.idle()
        return house
      },
      async say(house, speaker, line) {
        const request = requestOf(1, speaker, line)
        if (request.kind === 'unreadable') throw new Error(request.why)
        await handIn(house.talk, request)
        await house.desk.idle()
      },
      async settle(house) {
        await house.desk.sweep()
        await house.desk.idle()
      },
      close: () => Promise.resolve(),
    }
  },
}
