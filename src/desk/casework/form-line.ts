import type { MoveFacts } from '../../core/case.ts'
import { moveNames } from '../../core/case-moves.ts'
import { casePapers } from '../../core/case-status.ts'
import type { CasePaper } from '../../core/case-status.ts'
import type { Content } from '../../core/message.ts'
import { parseIso, parseMoney } from '../../lang/index.ts'
import type { World } from '../world.ts'
import type { CaseLine } from './casework-words.ts'

type Form = Extract<Content, { kind: 'move' }>
type Fields = Form['fields']

/** A form of the workbench as a line about its case; undefined where it names no move. */
export const formLine = ({ roster }: World, { move, fields }: Form): CaseLine | undefined => {
  if (move === 'tell') return { move, word: '', rest: (fields['reason'] ?? '').trim() }
  const name = moveNames.find((one) => one === move)
  const facts = factsOfForm(fields)
  const counsel = roster.counsel.find((one) => one.id === facts.counselId)
  return name && { move: name, word: '', rest: '', facts: counsel ? { ...facts, counselName: counsel.name } : facts }
}

/**
 * What a form says, by the names of its fields: `reason`, `outcome`, `where`, `items` (one a line), `due` and `handed` (YYYY-MM-DD), `time` (HH:MM), `ground`,
 * `counsel`, `amount`, `avoided` and `subsidy` in yuan, `score`, `papers` separated by spaces, and yes to `filed`, `preserved`, `checklist`, `confirmed`. Empty ones are not said.
 */
export const factsOfForm = (fields: Fields): MoveFacts => {
  const say = (name: string): string | undefined => {
    const value = fields[name]?.trim()
    return value === undefined || value === '' ? undefined : value
  }
  const day = (name: string): string | undefined => {
    const said = say(name)
    return said !== undefined && parseIso(said) ? said : undefined
  }
  const yes = (name: string): true | undefined => (say(name) === undefined ? undefined : true)
  const [ground, score] = [Number(say('ground') ?? Number.NaN), Number(say('score') ?? Number.NaN)]
  return {
    papers: papersIn(say('papers')),
    ...given('reason', say('reason')),
    ...given('outcome', say('outcome')),
    ...given('where', say('where')),
    ...given(
      'items',
      say('items')
        ?.split(/\s*\n\s*/)
        .filter((one) => one !== ''),
    ),
    ...given('due', day('due')),
    ...given('handedOn', day('handed')),
    ...given('minute', minuteIn(say('time'))),
    ...given('ground', isGround(ground) ? ground : undefined),
    ...given('counselId', say('counsel')),
    ...given('amountFen', fenIn(say('amount'))),
    ...given('avoidedFen', fenIn(say('avoided'))),
    ...given('subsidyFen', fenIn(say('subsidy'))),
    ...given('filed', yes('filed')),
    ...given('preserved', yes('preserved')),
    ...given('checklist', yes('checklist')),
    ...given('confirmed', yes('confirmed')),
    ...given('score', Number.isInteger(score) ? score : undefined),
  }
}

const papersIn = (said = ''): readonly CasePaper[] => casePapers.filter((paper) => said.split(/\s+/).includes(paper))

const minuteIn = (said = ''): number | undefined => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(said)
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : undefined
  return minute !== undefined && minute < 24 * 60 ? minute : undefined
}

/** Plain figures are yuan; what people write as money (1万5) is read as such. */
const fenIn = (said: string | undefined): number | undefined => {
  if (said === undefined) return undefined
  const plain = /^\d+(?:\.\d{1,2})?$/.test(said) ? Math.round(Number(said) * 100) : undefined
  return plain ?? parseMoney(said)?.cents
}

const isGround = (value: number): value is 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 => Number.isInteger(value) && value >= 1 && value <= 8

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
