import { foldForMatch } from '../lang/index.ts'
import type { FlowTexts } from './read/reading.ts'

/** What a person may ask of the form itself, in every step. */
export type FlowCommand = 'back' | 'edit' | 'pause' | 'resume' | 'cancel' | 'help' | 'why' | 'skip' | 'next' | 'restart'
const COMMANDS: readonly FlowCommand[] = ['back', 'edit', 'pause', 'resume', 'cancel', 'help', 'why', 'skip', 'next', 'restart']

/** The command that a whole message is; `rest` is what stands behind 修改. */
export const flowCommandOf = (text: string, texts: FlowTexts): { readonly command: FlowCommand; readonly rest: string } | undefined => {
  const said = foldForMatch(text)
    .replace(/^(?:我要|我想|请|帮我)/u, '')
    .replace(/(?:一下|吧|了|啊|呀)$/u, '')
  const whole = foldForMatch(text)
  for (const command of COMMANDS) {
    const words = texts(`commands.${command}`).split(' ').map(foldForMatch)
    if (words.includes(said) || words.includes(whole)) return { command, rest: '' }
  }
  const edit = texts('commands.edit')
    .split(' ')
    .find((word) => said.startsWith(foldForMatch(word)))
  const rest = edit === undefined ? '' : said.slice(foldForMatch(edit).length)
  return rest !== '' && Array.from(rest).length <= 10 ? { command: 'edit', rest } : undefined
}
