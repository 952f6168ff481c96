/** Numbers of cases that a text names, as stored and as people shorten them: 莱法援申〔2026〕0001号, [2026]1, 2026-1. Brackets of any kind. */
export const caseReferencesIn = (text: string): readonly { readonly whole: string; readonly year: number; readonly n: string }[] =>
  [...text.matchAll(/(?:(?<!\p{L})(\p{L}*)[〔[［(（【]\s*)?(20\d{2})\s*[〕\]］)）】\-－—]\s*(\d{1,6})(?![-－\d年月])\s*号?/gu)].map((match) => ({
    whole: `${match[1] ?? ''}〔${match[2]}〕${match[3]}号`,
    year: Number(match[2]),
    n: (match[3] ?? '').padStart(4, '0'),
  }))

/** The text without the first case number in it. */
export const withoutCaseReference = (text: string): string =>
  text.replace(/(?:(?<!\p{L})\p{L}*[〔[［(（【]\s*)?20\d{2}\s*[〕\]］)）】\-－—]\s*\d{1,6}(?![-－\d年月])\s*号?/u, ' ').trim()
