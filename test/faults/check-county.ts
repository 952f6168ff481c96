import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import type { County } from './open-county.ts'
import type { Talker } from './traffic.ts'

type Row = Readonly<Record<string, unknown>>
/** What the checker found wrong, a sentence each; and how much it looked at. */
export type Findings = { readonly wrong: readonly string[]; readonly messages: number; readonly sent: number; readonly cases: number; readonly repeats: number }

/**
 * Reads the database and the network's log by itself, and holds them against what people said: nothing lost, nothing out of order in a
 * conversation, each message decided once, no case moved twice, sent in order, twice only in a row.
 */
export const checkCounty = async (county: County, talkers: readonly Talker[]): Promise<Findings> => {
  const client = new pg.Client({ connectionString: county.database })
  await client.connect()
  const read = async (sql: string): Promise<readonly Row[]> => (await client.query<Row>(sql)).rows
  try {
    const cipher = createAesCipher(
      readFileSync(join(county.folder, 'data/key'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => Buffer.from(line, 'hex')),
    )
    const open = (value: unknown, context: string): Record<string, unknown> =>
      value instanceof Uint8Array ? JSON.parse(Buffer.from(cipher.open(value, context)).toString('utf8')) : {}
    const wrong: string[] = []
    const inbox = await read('SELECT * FROM "Inbox" ORDER BY "id"')
    const outbox = await read('SELECT * FROM "Outbox" ORDER BY "id"')
    const versions = new Map((await read('SELECT "id","version" FROM "Conversation"')).map((row) => [row['id'], Number(row['version'])]))
    for (const row of inbox) if (row['status'] !== 'done') wrong.push(`message ${row['id']} is ${row['status']}`)
    const byConversation = groupBy(inbox, 'conversationId')
    for (const [conversation, rows] of byConversation) {
      // Each turn moves its conversation on by one: a second decision would show.
      if (versions.get(conversation) !== rows.length) wrong.push(`${conversation} moved ${versions.get(conversation)} times for ${rows.length} messages`)
    }
    const spoken = new Set(inbox.filter((row) => row['channel'] === 'telegram' || row['channel'] === 'web').map((row) => Number(row['id'])))
    const sentBy = groupBy(outbox, 'conversationId')
    for (const [conversation, rows] of sentBy) {
      // What was said; a notice from elsewhere may overtake a message, and the other way round.
      const order = rows.map((row) => Number(row['inboxId'])).filter((id) => spoken.has(id))
      if (order.some((id, index) => id < (order[index - 1] ?? 0))) wrong.push(`${conversation} was answered out of order`)
      const keys = rows.map((row) => `${row['inboxId']}:`).filter((key, index) => !String(rows[index]?.['key']).startsWith(key))
      if (keys.length > 0) wrong.push(`${conversation} has answers under keys of other messages`)
    }
    let repeats = 0
    const heardBy = new Map<string, { readonly talker: Talker; readonly heard: string }[]>()
    const conversationOf = new Map<string, unknown>()
    for (const row of inbox)
      if (row['channel'] === 'telegram')
        conversationOf.set(
          String(row['externalId'])
            .replace(/^press:/, '')
            .split(':')[0] ?? '',
          row['conversationId'],
        )
    const pagesOf = await pageConversations(county, talkers)
    for (const talker of talkers) {
      const who = `${talker.script.name} ${talker.user?.id ?? talker.cookie?.slice(0, 8)}`
      if (!talker.user) {
        const page = pagesOf.get(talker)
        if (!same(page?.said ?? [], talker.said)) wrong.push(`${who} said ${talker.said.join('/')}, the page has ${page?.said.join('/')}`)
        note(heardBy, talker, page?.heard ?? [])
        continue
      }
      const rows = byConversation.get(conversationOf.get(String(talker.user.id))) ?? []
      const said = rows.map((row) => open(row['body'], 'inbox')).flatMap((body) => (isText(body['content']) ? [body['content'].text] : []))
      if (!same(said, talker.said)) wrong.push(`${who} said ${talker.said.join('/')}, the desk has ${said.join('/')}`)
      const decided = (sentBy.get(conversationOf.get(String(talker.user.id))) ?? []).flatMap((row) => {
        if (row['status'] !== 'sent') wrong.push(`answer ${row['key']} to ${who} is ${row['status']}`)
        return piecesOf(open(row['body'], 'outbox')['part'])
      })
      const log = county.network.world.sent.filter((one) => one.chat === talker.user?.id).map((one) => one.document?.name ?? one.text)
      const against = once(log, decided)
      repeats += against.repeats
      if (against.wrong !== undefined) wrong.push(`${who} ${against.wrong}`)
      note(heardBy, talker, decided)
    }
    for (const [script, all] of heardBy) {
      const ways = new Set(all.map(({ heard }) => heard))
      if (ways.size > 1) wrong.push(`people who said the same (${script}) heard ${ways.size} different things: ${firstDifference([...ways])}`)
    }
    wrong.push(...(await casesWrong(read, talkers)))
    const cases = (await read('SELECT "id" FROM "Case"')).length
    return { wrong, messages: inbox.length, sent: county.network.world.sent.length, cases, repeats }
  } finally {
    await client.end()
  }
}

/** Each application is one case with one chain of moves, none made twice, and numbers are given once without a gap. */
const casesWrong = async (read: (sql: string) => Promise<readonly Row[]>, talkers: readonly Talker[]): Promise<readonly string[]> => {
  const wrong: string[] = []
  const cases = await read('SELECT * FROM "Case"')
  const asked = talkers.filter(({ script, done }) => done && script.name === 'applicant').length
  if (cases.length !== asked) wrong.push(`${asked} people applied, there are ${cases.length} cases`)
  const numbers = cases.map((row) => Number(/(\d+)号/.exec(String(row['number']))?.[1])).sort((a, b) => a - b)
  if (numbers.some((value, index) => value !== index + 1)) wrong.push(`the numbers of cases are ${numbers.join(', ')}`)
  const events = groupBy(await read('SELECT * FROM "CaseEvent" ORDER BY "caseId","seq"'), 'caseId')
  for (const one of cases) {
    const chain = events.get(one['id']) ?? []
    const moves = chain.map((event) => String(event['move']))
    if (moves.join() !== 'submit,withdraw') wrong.push(`case ${one['number']} was moved by ${moves.join()}`)
    const broken = chain.some((event, index) => index > 0 && event['fromStatus'] !== chain[index - 1]?.['toStatus'])
    if (broken || chain.at(-1)?.['toStatus'] !== one['status']) wrong.push(`case ${one['number']} is ${one['status']}, its moves say otherwise`)
  }
  return wrong
}

type PageView = { readonly said: readonly string[]; readonly heard: readonly string[] }
/** What the page shows of each visitor's conversation. */
const pageConversations = async (county: County, talkers: readonly Talker[]): Promise<ReadonlyMap<Talker, PageView>> => {
  const found = new Map<Talker, PageView>()
  for (const talker of talkers) {
    if (talker.cookie === undefined) continue
    const answer = await fetch(`${county.pages[0]}/chat/lines`, { headers: { cookie: talker.cookie } })
    const { lines } = (await answer.json()) as { readonly lines: readonly { readonly from?: string; readonly text: string }[] }
    found.set(talker, {
      said: lines.flatMap((line) => (line.from === undefined ? [line.text] : [])),
      heard: lines.flatMap((line) => (line.from === undefined ? [] : [line.text])),
    })
  }
  return found
}

const isText = (value: unknown): value is { readonly text: string } =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
const same = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((value, index) => value === other[index])

/** A part as the network's log shows it: its text, then its files by name. */
const piecesOf = (part: unknown): readonly string[] => {
  if (!isText(part)) return []
  const files: unknown = 'files' in part ? part.files : []
  return [part.text, ...(Array.isArray(files) ? files.map((file: { readonly name: string }) => file.name) : [])]
}

/** Whether a log is what was decided, with repeats only of what was just sent (a part of several messages begins anew). */
const once = (log: readonly string[], decided: readonly string[]): { readonly wrong?: string; readonly repeats: number } => {
  let at = 0
  let repeats = 0
  for (const text of log) {
    if (text === decided[at]) at += 1
    else {
      const back = [1, 2, 3, 4].find((steps) => at - steps >= 0 && decided[at - steps] === text)
      if (back === undefined) return { wrong: `heard "${text.slice(0, 30)}" where "${decided[at]?.slice(0, 30)}" was due`, repeats }
      repeats += 1
      at = at - back + 1
    }
  }
  return at === decided.length ? { repeats } : { wrong: `never heard "${decided[at]?.slice(0, 30)}"`, repeats }
}

/** Numbers differ from person to person, and papers come when they are written. */
const note = (into: Map<string, { readonly talker: Talker; readonly heard: string }[]>, talker: Talker, heard: readonly string[]) => {
  if (!talker.done) return
  const text = [...heard].sort().join('\n').replace(/\d+号/g, '#号')
  const script = `${talker.script.name} at ${talker.user ? 'telegram' : 'the page'}`
  into.set(script, [...(into.get(script) ?? []), { talker, heard: text }])
}

const firstDifference = ([one = '', other = '']: readonly string[]): string => {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  return `"${one.slice(Math.max(0, at - 20), at + 40)}" and "${other.slice(Math.max(0, at - 20), at + 40)}"`
}

const groupBy = (rows: readonly Row[], column: string): ReadonlyMap<unknown, readonly Row[]> => {
  const groups = new Map<unknown, Row[]>()
  for (const row of rows) groups.set(row[column], [...(groups.get(row[column]) ?? []), row])
  return groups
}
