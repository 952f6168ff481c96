/// <reference lib="dom" />

/** Numbers that can be called from a phone: hotlines, mobiles, landlines. */
const CALL = /(?<![\d-])(?:110|119|120|122|12110|12348|12338|12355|12333|12345|12385|12309|12315|96110|1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?![\d-])/g

const withCalls = (text: string): (Node | string)[] => {
  const nodes: (Node | string)[] = []
  let at = 0
  for (const match of text.matchAll(CALL)) {
    nodes.push(text.slice(at, match.index))
    const link = document.createElement('a')
    link.href = `tel:${match[0]}`
    link.textContent = match[0]
    nodes.push(link)
    at = match.index + match[0].length
  }
  nodes.push(text.slice(at))
  return nodes
}

/** A message as paragraphs: a time limit stands out, the citations stand back, numbers can be called. */
export const wordsOf = (text: string, fromBot: boolean): readonly HTMLElement[] =>
  text.split('\n').map((line) => {
    const paragraph = document.createElement('p')
    if (fromBot && line.startsWith('⏰')) paragraph.className = 'limit'
    else if (fromBot && line.startsWith('依据')) paragraph.className = 'basis'
    else if (fromBot && /^(?:先打|有危险).{0,12}1[12]0/.test(line)) paragraph.className = 'danger'
    paragraph.append(...withCalls(line))
    return paragraph
  })
