/** A lease as it stands; `holder` is empty where it was freed. */
export type LeaseRow = { readonly holder: string; readonly count: number }

/** Which process does what only one may do. Time plays no part here: see desk/hold.ts. Implementations are held to test/contract/leases. */
export interface Leases {
  read(name: string): Promise<LeaseRow | undefined>
  /** Makes `holder` the holder and counts up, where the lease stands as it was seen; false where it does not. */
  take(name: string, holder: string, seen: LeaseRow | undefined): Promise<boolean>
  /** Frees it, where `holder` has it. */
  free(name: string, holder: string): Promise<void>
  /** Every lease that somebody has. */
  held(): Promise<readonly (LeaseRow & { readonly name: string })[]>
}
