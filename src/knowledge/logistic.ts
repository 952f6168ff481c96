/** One case to learn from. */
export type Case = { readonly inputs: readonly number[]; readonly yes: boolean; readonly weight: number }

const ROUNDS = 36
const STEP = 0.3

/** Learns a logistic curve: its base and one weight for each input, none below its floor. The same cases give the same curve. */
export const fitLogistic = (cases: readonly Case[], floors: readonly number[] = []): readonly number[] => {
  const weights = [0, ...(cases[0]?.inputs.map(() => 0) ?? [])]
  const seen = weights.map(() => 1e-6)
  for (let round = 0; round < ROUNDS; round += 1)
    for (let at = 0; at < cases.length; at += 1) {
      // A stride that shares no factor with the count visits every case once, far apart.
      const { inputs, yes, weight } = cases[(at * 7_919 + round) % cases.length]!
      const score = inputs.reduce((sum, value, index) => sum + value * weights[index + 1]!, weights[0]!)
      const slope = (1 / (1 + Math.exp(-score)) - (yes ? 1 : 0)) * weight
      for (let index = 0; index < weights.length; index += 1) {
        const gradient = slope * (index === 0 ? 1 : inputs[index - 1]!)
        seen[index]! += gradient * gradient
        const next = weights[index]! - (STEP * gradient) / Math.sqrt(seen[index]!)
        weights[index] = Math.max(index === 0 ? -Infinity : (floors[index - 1] ?? -Infinity), next)
      }
    }
  return weights
}
