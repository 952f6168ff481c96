/** Sparse TF-IDF vectors of unit length behind an inverted index. */
export type Vectors = {
  /** Cosine of each vector with these features. */
  readonly scores: (features: ReadonlyMap<string, number>) => Float32Array
  /** The nearest vectors, best first, only those above zero; `without` leaves one out. */
  readonly nearest: (features: ReadonlyMap<string, number>, limit: number, without: number) => readonly { readonly index: number; readonly score: number }[]
}

/** Makes vectors searchable. Each is a bag of features with weights; rare features count for more. */
export const createVectors = (bags: readonly ReadonlyMap<string, number>[]): Vectors => {
  const frequency = new Map<string, number>()
  for (const bag of bags) for (const feature of bag.keys()) frequency.set(feature, (frequency.get(feature) ?? 0) + 1)
  const rarity = (feature: string): number => {
    const count = frequency.get(feature)
    return count === undefined ? 0 : Math.log(1 + bags.length / count)
  }
  const ids = new Map<string, number>()
  const idf: number[] = []
  for (const feature of frequency.keys()) {
    ids.set(feature, idf.length)
    idf.push(rarity(feature))
  }
  const starts = new Int32Array(idf.length + 1)
  for (const [feature, count] of frequency) starts[(ids.get(feature) ?? 0) + 1] = count
  for (let index = 1; index < starts.length; index += 1) starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0)
  const total = starts[starts.length - 1] ?? 0
  const owners = new Int32Array(total)
  const weights = new Float32Array(total)
  const filled = starts.slice()
  for (const [index, bag] of bags.entries()) {
    let square = 0
    for (const [feature, weight] of bag) square += (weight * (idf[ids.get(feature) ?? 0] ?? 0)) ** 2
    const norm = Math.sqrt(square) || 1
    for (const [feature, weight] of bag) {
      const id = ids.get(feature) ?? 0
      const at = filled[id] ?? 0
      owners[at] = index
      weights[at] = (weight * (idf[id] ?? 0)) / norm
      filled[id] = at + 1
    }
  }
  // What nobody else says still lengthens a question: it is less like everything known.
  const unknown = Math.log(1 + bags.length)
  const scores = (features: ReadonlyMap<string, number>): Float32Array => {
    const found = new Float32Array(bags.length)
    let square = 0
    for (const [feature, weight] of features) {
      const id = ids.get(feature)
      const value = weight * (id === undefined ? unknown * 0.5 : (idf[id] ?? 0))
      square += value * value
      if (id === undefined) continue
      const end = starts[id + 1] ?? 0
      for (let at = starts[id] ?? 0; at < end; at += 1) {
        const owner = owners[at] ?? 0
        found[owner] = (found[owner] ?? 0) + value * (weights[at] ?? 0)
      }
    }
    const norm = Math.sqrt(square) || 1
    for (let index = 0; index < found.length; index += 1) found[index] = (found[index] ?? 0) / norm
    return found
  }
  return {
    scores,
    nearest(features, limit, without) {
      const found = scores(features)
      if (without >= 0) found[without] = 0
      const best: { index: number; score: number }[] = []
      let least = 0
      for (let index = 0; index < found.length; index += 1) {
        const score = found[index] ?? 0
        if (score <= least) continue
        let at = best.length
        while (at > 0 && (best[at - 1]?.score ?? 0) < score) at -= 1
        best.splice(at, 0, { index, score })
        if (best.length > limit) {
          best.pop()
          least = best[best.length - 1]?.score ?? 0
        }
      }
      return best
    },
  }
}
