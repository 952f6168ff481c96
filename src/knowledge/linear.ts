import type { Sparse } from './vectors.ts'

/** One thing to learn from: a vector, its class, and how much it counts. */
export type Example = { readonly vector: Sparse; readonly label: number; readonly weight: number }

/** A softmax classifier: a row of weights, one for each class, for each feature below `features`. */
export type Linear = { readonly classes: number; readonly features: number; readonly weights: Float32Array }

export type Training = { readonly epochs: number; readonly rate: number; readonly seed: number }

const NEGLIGIBLE = 1e-3

/** Adds up the weights that speak for each class. */
export const linearScores = ({ classes, features, weights }: Linear, { ids, values }: Sparse): Float32Array => {
  const scores = new Float32Array(classes)
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at]!
    if (id >= features) continue
    const value = values[at]!
    for (let label = 0, from = id * classes; label < classes; label += 1, from += 1) scores[label] = scores[label]! + value * weights[from]!
  }
  return scores
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
  const model: Linear = { classes, features, weights }
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
      const shares = softmax(linearScores(model, vector))
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
  return model
}
