/** What the matcher is unsure of: a message with what identifies anybody masked, and the questions that it may mean, likeliest first. */
export type Unsure = { readonly text: string; readonly candidates: readonly { readonly id: string; readonly title: string }[] }

/** What somebody else makes of it: one of the candidates, or none of them. */
export type SecondOpinion = { readonly kind: 'pick'; readonly id: string } | { readonly kind: 'none' }

/** Whether somebody agreed to the consent text of this version; false as well where they did not answer. */
export type Sharing = { readonly version: string; readonly given: boolean }

/** Who gives second opinions beyond this machine, for what, and the version of the consent that is asked for. */
export type OutsideParty = { readonly processor: string; readonly purpose: string; readonly version: string }

/** What came of asking; `busy`: not asked, too many are waiting or it failed a moment ago. */
export type OpinionResult = 'pick' | 'none' | 'not-offered' | 'late' | 'failed' | 'busy'
