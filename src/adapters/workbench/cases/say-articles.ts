import { formatChineseNumber } from '../../../lang/index.ts'

/** Articles as the law is cited: `43, 36` is 四十三、三十六. */
export const sayArticles = (law: string, between: string): string =>
  law
    .split(',')
    .map((article) => formatChineseNumber(Number(article)))
    .join(between)
