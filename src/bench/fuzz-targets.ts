import type { Update } from 'telegraf/types'
import { readLine } from '../adapters/console/speaker.ts'
import { requestOf } from '../adapters/console/talk.ts'
import { requestSchema } from '../adapters/console/protocol.ts'
import { convert } from '../adapters/telegram/convert.ts'
import { externalIdOf, readReceived } from '../adapters/wechat/convert.ts'
import { loadFlow } from '../flow/index.ts'
import * as lang from '../lang/index.ts'

/** Something that reads what strangers send. `run` may refuse, and never throws. */
export type FuzzTarget = { readonly name: string; readonly run: (text: string) => unknown }

const TODAY = lang.civilDate(Date.UTC(2026, 10, 23, 2))
const SPEAKER = { role: 'villager', name: 'x' } as const
const TELEGRAM = { bot: { id: 4200, username: 'xiangfa_bot' }, account: '4200', says: {}, now: 0 }
const RECEIVED = { id: 'm1', at: 1_000, from: { id: '@a', name: 'x', alias: '', friend: true }, own: false, official: false }

/** A text as JSON with its own keys, the dangerous ones among them, or as a string. */
const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return { [text.slice(0, 40)]: text, ['__proto__']: { polluted: true }, constructor: { prototype: { polluted: true } }, text }
  }
}

/** An update of Telegram with a text where each of its fields may be anything. */
const update = (text: string): Update => {
  const loose = asJson(text)
  const message = {
    message_id: text.length,
    date: 1,
    chat: { id: 7, type: 'private', first_name: text },
    from: { id: 7, is_bot: false, first_name: text },
    text,
  }
  const body: unknown =
    text.length % 2 === 0 ? { update_id: 1, message } : { update_id: 1, message: { ...message, entities: loose, caption: loose, location: loose } }
  return body as Update
}
/** What Telegram never sends is refused by its receiver, whatever it was: there a throw is an answer. */
const orRefused = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Every reader of what strangers send. `choices` and `places` are such as a form offers. */
export const fuzzTargets = (choices: readonly { readonly value: string; readonly label: string }[], names: readonly string[]): readonly FuzzTarget[] => {
  const places = lang.buildPlaceIndex(names.map((name, index) => ({ code: String(index), name, town: 't', townName: name, aliases: [] })))
  const named = names.map((name) => ({ name }))
  const of = (name: string, run: FuzzTarget['run']): FuzzTarget => ({ name, run })
  return [
    of('date', (text) => lang.parseDate(text, TODAY)),
    of('money', lang.parseMoney),
    of('sums', lang.findMoney),
    of('number', lang.parseNumber),
    of('normal text', lang.normalizeText),
    of('folded text', lang.foldForMatch),
    of('danger', lang.findDanger),
    of('yes or no', lang.parseYesNo),
    of('choice', (text) => lang.parseChoice(text, choices)),
    of('choices', (text) => lang.parseChoices(text, choices)),
    of('resident id', lang.parseResidentId),
    of('id of a register', lang.parseRegisteredId),
    of('mobile', lang.parseMobile),
    of('landline', lang.parseLandline),
    of('telephones', lang.findPhones),
    of('name', lang.parsePersonName),
    of('same name', (text) => lang.compareNames(text, text.slice(1))),
    of('place', (text) => lang.findPlaces(places, text, 5)),
    of('name of a place', (text) => lang.matchPlaceName(places, text, 5)),
    of('town', (text) => lang.matchTownName(named, text)),
    of('pinyin', lang.toPinyin),
    of('mask', lang.maskPersonal),
    of('mask what was told', (text) => lang.maskTold(text, names, names)),
    of('question', lang.looksLikeQuestion),
    of('clauses', lang.clausesOf),
    of('pieces', (text) => lang.splitText(text, 600)),
    of('contract', lang.toldContract),
    of('sum told', lang.toldMoney),
    of('wage told', lang.toldWage),
    of('opponent', lang.toldOpponent),
    of('relative', lang.toldRelative),
    of('persons', lang.toldPersons),
    of('household', lang.toldHousehold),
    of('day told', (text) => lang.toldDate(text, TODAY)),
    of('period told', (text) => lang.toldPeriod(text, TODAY)),
    of('spans told', lang.toldSpans),
    of('follow-up', (text) => lang.toldFollowUp(text, TODAY)),
    of('denial', lang.denies),
    of('line of the terminal', (text) => requestOf(1, SPEAKER, readLine(text, SPEAKER).line)),
    of('request of a terminal', (text) => requestSchema.safeParse(asJson(text))),
    of('update of Telegram', (text) => orRefused(() => convert(update(text), TELEGRAM))),
    of('message of WeChat', (text) => readReceived({ ...RECEIVED, kind: 'text', text })),
    of('id of a message of WeChat', (text) => externalIdOf({ ...RECEIVED, kind: 'text', text }, text, text, false, text, (value) => value)),
    of('form file', (text) => loadFlow({ file: 'x.yml', text }, [])),
  ]
}
