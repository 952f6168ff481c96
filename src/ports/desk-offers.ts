import type { CounselId, Instant, TownCode, VillageCode } from '../core/ids.ts'

/** A request for a person that nobody has taken yet, without who asks. `neutral`: nothing is said of what it is about. */
export type OpenRequest = {
  readonly number: number
  readonly townCode?: TownCode
  readonly villageCode?: VillageCode
  readonly topic: string
  readonly urgent: boolean
  readonly neutral: boolean
  readonly target: 'counsel' | 'office'
  readonly step: string
  readonly requestedAt: Instant
  readonly offers: readonly { readonly counselId: CounselId; readonly status: string; readonly at: Instant }[]
}

/** Offers under way, for who sees to it that everybody is answered. */
export interface DeskOffers {
  /** Urgent ones first, then the oldest; of some towns, or of all. */
  open(towns?: readonly TownCode[]): Promise<readonly OpenRequest[]>
}
