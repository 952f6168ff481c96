import type { ConsentView } from '../../core/consent.ts'
import type { Tables } from './tables.ts'

const CONSENTS = 60

/** What a person agreed to and refused, newest first. */
export const consentsOf = (tables: Tables, owner: string): readonly ConsentView[] =>
  [...tables.written.values()]
    .flatMap(({ at, partyId, effect }) => {
      if (effect.kind !== 'consent' || partyId !== owner) return []
      const { purpose, version, given } = effect
      return [{ purpose, version, given, at }]
    })
    .reverse()
    .slice(0, CONSENTS)
