/** What happens when: taken in order of time, in the order put where times are equal. */
export type Agenda<T> = { readonly put: (step: T) => void; readonly take: () => T | undefined }

/** An empty agenda (a binary heap). */
export const createAgenda = <T extends { readonly at: number }>(): Agenda<T> => {
  const heap: { readonly step: T; readonly n: number }[] = []
  let n = 0
  const before = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]]
    return one !== undefined && other !== undefined && (one.step.at < other.step.at || (one.step.at === other.step.at && one.n < other.n))
  }
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]]
    if (!one || !other) return
    heap[a] = other
    heap[b] = one
  }
  return {
    put(step) {
      heap.push({ step, n })
      n += 1
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1
        if (!before(at, parent)) break
        swap(at, parent)
        at = parent
      }
    },
    take() {
      const [first] = heap
      const last = heap.pop()
      if (!first || !last || heap.length === 0) return first?.step
      heap[0] = last
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const least = right < heap.length && before(right, left) ? right : left
        if (least >= heap.length || !before(least, at)) break
        swap(at, least)
        at = least
      }
      return first.step
    },
  }
}
