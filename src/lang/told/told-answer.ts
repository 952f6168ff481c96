import { foldForMatch } from '../text.ts'

/**
 * A short answer to one question back, put so that it can be heard like a sentence: 没签 to whether there is a contract is 没签合同, 三个月 to how long is
 * 干了三个月. The text itself where nothing is to be added.
 */
export const asSentence = (fact: string, text: string): string => {
  const said = foldForMatch(text)
  if (said.length > 12) return text
  switch (fact) {
    case 'contract':
      if (/^(?:没有?|没签过?|没有签|没订|无)(?:啊|呀|呢|的)?$/u.test(said)) return '没签合同'
      return /^(?:有|签了|签过|签过的|有的|订了)$/u.test(said) ? '签了合同' : text
    case 'worked':
      return /干|班|工/u.test(said) ? text : `干了${said}`
    case 'amount':
      return /^\d{2,9}$/u.test(said) ? `${said}元` : text
    case 'from':
      return /^(?:\d{4}年|[去今前]年)?[\d一二三四五六七八九十腊正]{1,3}月(?:份)?$/u.test(said) ? `${said}到现在干活` : text
    default:
      return text
  }
}
