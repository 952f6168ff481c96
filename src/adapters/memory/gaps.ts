import type { Store } from '../../ports/store.ts'
import type { Tables } from './tables.ts'

/** What was missed or rated, for those who mend the knowledge base. */
export const createGaps = (tables: Tables): Pick<Store, 'gaps' | 'setGaps'> => ({
  async gaps() {
    return [...tables.gaps.values()].map(({ conversationId: _, ...gap }) => gap)
  },
  async setGaps(ids, state) {
    const there = [...new Set(ids)].filter((id) => tables.gaps.has(id)).sort((a, b) => a - b)
    for (const id of there) {
      const gap = tables.gaps.get(id)
      if (gap) tables.gaps.set(id, { ...gap, state })
    }
    return there
  },
})
