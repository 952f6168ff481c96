import { createIndex, productsOf } from './vectors.ts'
import type { Sparse } from './vectors.ts'

/** How alike texts must be to the first of a group: measured on questions of one and of different intents. */
const ALIKE = 0.45

/** Groups vectors of unit length that are alike, by the cosine: places in the list, the largest group first, in each the first one leads. */
export const groupAlike = (vectors: readonly Sparse[], features: number, alike: number = ALIKE): readonly (readonly number[])[] => {
  const index = createIndex(vectors, features)
  const groups = new Map<number, number[]>()
  for (const [at, vector] of vectors.entries()) {
    const products = productsOf(index, vector)
    let leader = at
    let best = alike
    for (const other of groups.keys())
      if (products[other]! >= best) {
        best = products[other]!
        leader = other
      }
    groups.set(leader, [...(groups.get(leader) ?? []), at])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!)
}
