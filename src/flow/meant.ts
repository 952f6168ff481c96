/** ` (did you mean "x"?)` for the name nearest to a wrong one, '' where none is near. */
export const meant = (name: string, names: readonly string[]): string => {
  const [near] = names.map((one) => ({ one, distance: distance(name, one) })).sort((a, b) => a.distance - b.distance)
  return near && near.distance <= 3 ? ` (did you mean "${near.one}"?)` : ''
}

/** Edits between two names. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
