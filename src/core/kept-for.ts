/**
 * Remembers what was reckoned from a thing that never changes, such as the events of a case, for so many milliseconds of the clock given: whatever also
 * depends on the time may be that old. What nobody holds any more is forgotten.
 */
export const keptFor = <K extends object, V>(ms: number): ((key: K, now: number, make: () => V) => V) => {
  const kept = new WeakMap<K, { readonly at: number; readonly value: V }>()
  return (key, now, make) => {
    const found = kept.get(key)
    if (found && now >= found.at && now - found.at < ms) return found.value
    const value = make()
    kept.set(key, { at: now, value })
    return value
  }
}
