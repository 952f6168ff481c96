const MOST = 3
const SHORTEST = 6

/** What in a line may be the number of a case, brackets as they are printed; at most three. */
export const caseNumbersIn = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/[[(【]/g, '〔')
    .replace(/[\])】]/g, '〕')
    .split(/[\s,，。:：;；]+/u)
    .filter((word) => /\d/.test(word) && Array.from(word).length >= SHORTEST)
    .slice(0, MOST)
