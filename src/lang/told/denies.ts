import { simplify } from '../text.ts'

const DENIAL =
  /^(?:不对|不是这样|错了|记错了?|你记错了|您记错了|说错了|我说错了|搞错了|弄错了|写错了|更正|改一下)(?:吧|啊|呀|了|哈)*[,，.。!！:：\s]*(?:应该|其实|是|我)*/u

/** What stands behind a word that takes something back (不对，是两万), '' where nothing does; undefined where nothing is taken back. */
export const denies = (text: string): string | undefined => {
  const plain = simplify(text.normalize('NFKC')).trim()
  const found = DENIAL.exec(plain)
  if (found) return plain.slice(found[0].length)
  return /^不是\S{1,12}[,，\s]+(?:是|应该)?/u.test(plain) ? plain : undefined
}
