/** Features with values, by their numbers in a vocabulary. */
export type Sparse = { readonly ids: Int32Array; readonly values: Float32Array }

/** Sparse vectors behind an inverted index: whose they are and with which weights, feature by feature. Plain data. */
export type Index = { readonly size: number; readonly starts: Int32Array; readonly owners: Int32Array; readonly weights: Float32Array }

/** Makes vectors searchable; `features` is the size of the vocabulary. */
export const createIndex = (vectors: readonly Sparse[], features: number): Index => {
  const starts = new Int32Array(features + 1)
  for (const { ids } of vectors) for (const id of ids) starts[id + 1]! += 1
  for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!
  const total = starts[features]!
  const owners = new Int32Array(total)
  const weights = new Float32Array(total)
  const filled = starts.slice()
  for (const [owner, { ids, values }] of vectors.entries())
    for (let at = 0; at < ids.length; at += 1) {
      const place = filled[ids[at]!]!++
      owners[place] = owner
      weights[place] = values[at]!
    }
  return { size: vectors.length, starts, owners, weights }
}

/** Product of each vector with this one. */
export const productsOf = ({ size, starts, owners, weights }: Index, { ids, values }: Sparse): Float32Array => {
  const found = new Float64Array(size)
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at]!
    const value = values[at]!
    const end = starts[id + 1]!
    for (let place = starts[id]!; place < end; place += 1) found[owners[place]!]! += value * weights[place]!
  }
  return new Float32Array(found)
}

/** The places of the highest values, best first. What is below a thousandth of the highest is left out. */
export const highest = (values: Float32Array, limit: number): readonly number[] => {
  const best: number[] = []
  let most = 0
  for (let index = 0; index < values.length; index += 1) if (values[index]! > most) most = values[index]!
  let least = most / 1_000
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    if (value <= least) continue
    let at = best.length
    while (at > 0 && values[best[at - 1]!]! < value) at -= 1
    best.splice(at, 0, index)
    if (best.length > limit) {
      best.pop()
      least = Math.max(least, values[best[best.length - 1]!]!)
    }
  }
  return best
}
