import { createLocalBus } from '../../src/adapters/queue/local-bus.ts'
import type { News } from '../../src/adapters/web/web-channel.ts'

/** News of a single process. */
export const localNews = (): News => {
  const bus = createLocalBus()
  return {
    tell: (topic, value) => bus.publish(topic, Buffer.from(JSON.stringify(value))),
    hear: (topic, listener) => bus.subscribe(topic, (message) => listener(JSON.parse(Buffer.from(message).toString('utf8')))),
    onMissed: bus.onMissed,
  }
}
