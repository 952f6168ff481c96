import type { Sparse } from './vectors.ts'

/** One thing to learn from: a vector, its class, and how much it counts. */
export type Example = { readonly vector: Sparse; readonly label: number; readonly weight: number }

/**
 * A softmax classifier: for each feature below `features` a row of weights, one for each class. They are kept as whole numbers, to be
 * multiplied by the row's scale: a quarter of the memory, and what is read for each message stays in the processor's cache.
 */
export type Linear = { readonly classes: number; readonly features: number; readonly weights: Int8Array; readonly scales: Float32Array }

/** The weight of a feature for a class. */
export const weightOf = ({ classes, features, weights, scales }: Linear, feature: number, label: number): number =>
  feature < features ? weights[feature * classes + label]! * scales[feature]! : 0

export type Training = { readonly epochs: number; readonly rate: number; readonly seed: number }

const NEGLIGIBLE = 1e-3

/** Adds up the weights that speak for each class. */
export const linearScores = ({ classes, features, weights, scales }: Linear, { ids, values }: Sparse): Float32Array => {
  // Added up as doubles and four rows at a time: rounding and storing each sum takes longer than adding.
  const scores = new Float64Array(classes)
  const rows: number[] = []
  const factors: number[] = []
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at]!
    if (id >= features) continue
    rows.push(id * classes)
    factors.push(values[at]! * scales[id]!)
  }
  // Rows that count nothing fill up the last four.
  while (rows.length % 4 !== 0) {
    rows.push(0)
    factors.push(0)
  }
  for (let at = 0; at < rows.length; at += 4) addRows(scores, weights, rows, factors, at)
  return new Float32Array(scores)
}

const addRows = (scores: Float64Array, weights: Int8Array, rows: readonly number[], factors: readonly number[], at: number): void => {
  const first = rows[at]!
  const second = rows[at + 1]!
  const third = rows[at + 2]!
  const fourth = rows[at + 3]!
  const a = factors[at]!
  const b = factors[at + 1]!
  const c = factors[at + 2]!
  const d = factors[at + 3]!
  for (let label = 0; label < scores.length; label += 1)
    scores[label]! += a * weights[first + label]! + b * weights[second + label]! + c * weights[third + label]! + d * weights[fourth + label]!
}

/** Turns scores into shares that add up to 1, in place. */
export const softmax = (scores: Float32Array): Float32Array => {
  let most = -Infinity
  for (const score of scores) if (score > most) most = score
  let total = 0
  for (let at = 0; at < scores.length; at += 1) total += scores[at] = Math.exp(scores[at]! - most)
  for (let at = 0; at < scores.length; at += 1) scores[at] = scores[at]! / total
  return scores
}

/** Learns by stochastic gradient descent with AdaGrad's steps. The same examples and seed give the same weights. */
export const trainLinear = (examples: readonly Example[], classes: number, features: number, { epochs, rate, seed }: Training): Linear => {
  const weights = new Float32Array(features * classes)
  const seen = new Float32Array(features * classes).fill(1e-2)
  const scores = new Float32Array(classes)
  const order = examples.map((_, index) => index)
  let state = seed >>> 0 || 1
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const other = state % (at + 1)
      const swap = order[at]!
      order[at] = order[other]!
      order[other] = swap
    }
    for (const index of order) {
      const { vector, label, weight } = examples[index]!
      scores.fill(0)
      for (let at = 0; at < vector.ids.length; at += 1) if (vector.ids[at]! < features) addRowOf(scores, weights, vector.ids[at]! * classes, vector.values[at]!)
      const shares = softmax(scores)
      for (let one = 0; one < classes; one += 1) {
        const slope = (shares[one]! - (one === label ? 1 : 0)) * weight
        if (slope < NEGLIGIBLE && slope > -NEGLIGIBLE) continue
        for (let at = 0; at < vector.ids.length; at += 1) {
          const id = vector.ids[at]!
          if (id >= features) continue
          const place = id * classes + one
          const gradient = slope * vector.values[at]!
          const sum = seen[place]! + gradient * gradient
          seen[place] = sum
          weights[place] = weights[place]! - (rate * gradient) / Math.sqrt(sum)
        }
      }
    }
  }
  return compact(weights, classes, features)
}

/** The same loop for the numbers that learning works with: one that sees both kinds runs at half the speed. */
const addRowOf = (scores: Float32Array, weights: Float32Array, from: number, factor: number): void => {
  for (let label = 0; label < scores.length; label += 1) scores[label]! += factor * weights[from + label]!
}

const MOST = 127

const compact = (weights: Float32Array, classes: number, features: number): Linear => {
  const small = new Int8Array(weights.length)
  const scales = new Float32Array(features)
  for (let feature = 0; feature < features; feature += 1) {
    let largest = 0
    for (let at = feature * classes; at < (feature + 1) * classes; at += 1) largest = Math.max(largest, Math.abs(weights[at]!))
    scales[feature] = largest / MOST
    if (largest > 0) for (let at = feature * classes; at < (feature + 1) * classes; at += 1) small[at] = Math.round((weights[at]! / largest) * MOST)
  }
  return { classes, features, weights: small, scales }
}
