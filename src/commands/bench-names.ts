/** Names of what `xiangfa bench` measures. */
export const benches = ['turns', 'match', 'forms', 'telegram', 'dispatch', 'county', 'peers', 'desk', 'fuzz'] as const
/** Parts of the matcher that `kb evaluate --without` can leave out: channels of features, and kinds of evidence. */
export const leavable = ['word', 'term', 'character', 'pair', 'sound', 'syllable', 'linear', 'share', 'bayes'] as const
