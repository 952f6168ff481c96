/** So long Telegram may be out of reach before staff are told, in milliseconds. */
const TOLD_AFTER_MS = 5 * 60_000

/** Follows whether Telegram can be reached at all. Staff are told once that it cannot, where they do not need Telegram to read it, and once that it can again. */
export type Reach = { readonly reached: () => void; readonly unreached: () => void }

/** Makes it. `lost` and `back` get the time since when. */
export const createReach = (deps: { readonly now: () => number; readonly lost: (since: number) => void; readonly back: (since: number) => void }): Reach => {
  let since: number | undefined
  let told = false
  return {
    reached() {
      if (told && since !== undefined) deps.back(since)
      since = undefined
      told = false
    },
    unreached() {
      since ??= deps.now()
      if (told || deps.now() - since < TOLD_AFTER_MS) return
      told = true
      deps.lost(since)
    },
  }
}
