/** A clock over `now` that stands still where `now` is set back, and then goes on at its pace. For spans, not for times of day. */
export const neverBack = (now: () => number): (() => number) => {
  let last = now()
  let ahead = 0
  return () => {
    const at = now()
    if (at < last) ahead += last - at
    last = at
    return at + ahead
  }
}
