/// <reference lib="dom" />

/** A place in the browser for a few words. In some frames there is none: then they last as long as the page. */
export type Shelf = {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, value: string) => void
  readonly drop: (key: string) => void
}

const shelf = (place: () => Storage): Shelf => {
  const spare = new Map<string, string>()
  const tried = <T>(work: () => T, otherwise: () => T): T => {
    try {
      return work()
    } catch {
      return otherwise()
    }
  }
  return {
    get: (key) =>
      tried(
        () => place().getItem(key) ?? undefined,
        () => spare.get(key),
      ),
    set: (key, value) =>
      tried(
        () => place().setItem(key, value),
        () => void spare.set(key, value),
      ),
    drop: (key) =>
      tried(
        () => place().removeItem(key),
        () => void spare.delete(key),
      ),
  }
}

/** Kept until it is taken away. */
export const forLong = shelf(() => localStorage)
/** Kept while the tab is open. */
export const forTab = shelf(() => sessionStorage)
