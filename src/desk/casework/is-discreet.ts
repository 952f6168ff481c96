import type { Casework } from '../../core/casework.ts'

/** Somebody may be looking at the phone: words about such a matter say nothing of it. */
export const isDiscreet = ({ answers }: Pick<Casework, 'answers'>): boolean => {
  const { matter, exemption } = answers
  return (matter?.kind === 'choice' && matter.value === 'domestic-violence') || (exemption?.kind === 'choice' && exemption.value === 'article-32-violence')
}
