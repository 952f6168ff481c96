/**
 * The real desk on SQLite behind the real Telegram door, whose server runs in the test. Dies by SIGKILL at the fail point that it is told,
 * if any. Arguments: data folder, server, token, epoch of the hurried clock, then the fail point and which occurrence of it. Exits 0 when a file
 * `said` stands in the folder and everything is answered.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openTelegram } from '../../src/telegram.ts'
import { openHouse } from '../../src/wire.ts'
import { hurriedClock } from './hurried-clock.ts'

const [folder = '', api = '', token = '', epoch = '0', deadlyPoint, occurrence] = process.argv.slice(2)
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const door = await openTelegram({ token, api, sensitive: 'allowed' }, (ms) => pause(Math.min(ms, 20)))
let reachedTimes = 0
const house = await openHouse(
  { ...readConfig({}), data: join(folder, 'data'), log: 'error', lateMinutes: 1_440 },
  {
    clock: { now: hurriedClock(Number(epoch)) },
    channels: (parts) => [door.make(parts)],
    reached: (point) => {
      if (point !== deadlyPoint) return
      reachedTimes += 1
      if (reachedTimes === Number(occurrence)) process.kill(process.pid, 'SIGKILL')
    },
  },
)
await house.start()
while (!existsSync(join(folder, 'said')) || (await house.store.unsettled(undefined)) > 0) {
  await house.desk.sweep()
  await pause(20)
}
await house.desk.idle()
await house.close()
