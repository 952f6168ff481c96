import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { textsOf } from '../../src/adapters/content/yaml-text.ts'
import { fillPaper } from '../../src/adapters/document/fill-paper.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { migrate } from '../../src/adapters/sql/migrate.ts'
import { createSealing } from '../../src/adapters/sql/sealing.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { diceOf, offeredIn, rightAnswer } from '../../src/bench/person.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { readConfig } from '../../src/config.ts'
import type { Answers } from '../../src/core/flow-state.ts'
import { submit } from '../../src/desk/submit/submit.ts'
import { isGroup, REVIEW, reviewLines, sourcesOf, stepOf } from '../../src/flow/index.ts'
import type { Flow } from '../../src/flow/index.ts'
import { root } from '../../src/root.ts'
import { buildWorld, loadBase } from '../../src/world.ts'
import { migrations } from '../contract/stores.ts'
import { begin, form, formNames, say } from '../flow/walk.ts'
import type { Walk } from '../flow/walk.ts'

const NOW = Date.UTC(2026, 10, 23, 1)
const PEOPLE = 4
const base = await loadBase(createPinoLog('error'))
const roster = { county: '莱西市', towns: [], villages: [], offices: [], counsel: [], gridWorkers: [], staff: [] }
const world = buildWorld(readConfig({}), base, roster)
const words = textsOf(join(root, 'src/texts/operator.yml'))
const says = (key: string): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => {
    try {
      return words(`${key}.${index}`)
    } catch {
      return undefined
    }
  }).filter((line) => line !== undefined)

/** Somebody who answers every question rightly, each in their own way; the walk before it was sent, undefined where the form led elsewhere. */
const fillIn = (flow: Flow, seed: number): Walk | undefined => {
  const dice = diceOf(randomFrom(seed))
  let walk = begin(flow)
  for (let turn = 0; turn < 300; turn += 1) {
    const { state, outcome } = walk
    if (!('state' in outcome)) return undefined
    const step = stepOf(flow, state.step)
    if (state.step === REVIEW) return walk
    const offered = 'say' in outcome ? offeredIn(outcome.say) : []
    const answer = (): string => {
      if (state.echo) return '是'
      if ((state.pieces?.length ?? 0) > 0) return '完'
      if (!step) return '好'
      if (step.field.kind === 'files') return step.optional ? '跳过' : '/photo'
      if (step.optional && dice.often(40)) return '跳过'
      if (step.field.kind === 'consent') return '同意'
      if (step.group?.last) return dice.often(30) ? '有' : '没有'
      if (step.field.kind === 'signature') {
        const signed = state.answers[step.field.of]
        return signed?.kind === 'text' ? signed.value : ''
      }
      return rightAnswer(step, offered, '王小明', dice, says)
    }
    const line = answer()
    walk = say(flow, walk, line === '/photo' ? { kind: 'file', file: { id: 'f1', name: '1.jpg', mime: 'image/jpeg', size: 10 } } : line)
    if (line === '/photo') walk = say(flow, walk, '完')
  }
  return undefined
}

const folder = mkdtempSync(join(tmpdir(), 'xiangfa-review-'))
const driver = openSqlite(join(folder, 'test.db'))
const cipher = createAesCipher(randomBytes(32))
const store = createSqlStore(driver, cipher, randomIds)
const sealing = createSealing(cipher)
beforeAll(() => migrate(driver, migrations('sqlite'), 'test'))
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Hands in a form through the store, and reads back what it holds and which papers are to be written. */
const handIn = async (flow: Flow, answers: Answers, who: string) => {
  const address = { channel: 'web', account: '', chat: who } as const
  await store.accept(
    { externalId: who, address, sender: { id: who, name: who }, content: { kind: 'text', text: '提交' }, sentAt: NOW },
    'villager',
    undefined,
    NOW,
  )
  const conversationId = (await store.findConversation('web', '', who, undefined)) ?? ''
  const row = await store.nextInbox(conversationId)
  if (!row) throw new Error('nothing waits')
  const snapshot = await store.load(row, NOW)
  const { effects, next } = submit({ world, snapshot, flow, answers })
  const { conversation, party } = snapshot
  const turn = {
    inboxId: row.id,
    conversationId,
    version: conversation.version,
    partyId: party.id,
    route: 'flow',
    address,
    now: NOW,
    sensitive: false,
  } as const
  expect(await store.commit({ ...turn, next: next ?? conversation.state, effects })).toMatchObject({ kind: 'committed' })
  const held: Answers[] = []
  for (const [table, column, context] of [
    ['Confirmation', 'body', 'confirmation'],
    ['Case', 'facts', 'case'],
    ['Task', 'facts', 'task'],
  ] as const)
    for (const one of await driver.all(`SELECT "${column}" AS "sealed" FROM "${table}" WHERE "conversationId" = ? ORDER BY "id"`, [conversationId]))
      held.push(sealing.open<{ answers: Answers }>(one['sealed'], context).answers)
  const papers = effects.flatMap((effect) => (effect.kind === 'schedule' && effect.job.kind === 'papers' ? effect.job.papers : []))
  return { held, papers }
}

describe.each(formNames)('what the review of %s shows', (name) => {
  const flow = form(name)
  it('is what the database holds and what the papers say', { timeout: 300_000 }, async () => {
    let sent = 0
    for (let seed = 1; seed <= PEOPLE; seed += 1) {
      const walk = fillIn(flow, seed * 7)
      const done = walk && say(flow, walk, '提交')
      if (!walk || done?.outcome.kind !== 'done') continue
      sent += 1
      const { answers } = done.outcome
      const lines = reviewLines(flow, walk.state.answers)
      for (const { shown } of lines) expect(walk.said).toContain(shown)
      const { held, papers } = await handIn(flow, answers, `${name}${seed}`)
      const others = flow.collective?.group
      if (flow.submit === 'legal-aid.submit' || flow.submit === 'task.submit') {
        const most = held.reduce((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a), {})
        // What was said of others who apply together is in their own forms.
        for (const { step, shown } of lines) if (step.group === undefined || step.group.id !== others) expect(most[step.id]?.shown, step.id).toBe(shown)
      }
      for (const paper of flow.documents) {
        const content = papers.find((one) => one.paper === paper.paper)
        const template = base.content.papers.get(paper.paper)
        if (!content || !template) continue
        const printed = JSON.stringify(fillPaper(template, content))
        const full = (id: string) => {
          const value = answers[id]
          return value?.kind === 'text' && value.shown.includes('****') ? value.value : value?.shown
        }
        for (const field of Object.keys(content.values)) {
          const step = sourcesOf(paper, field).find((source) => answers[source] !== undefined && answers[source]?.kind !== 'skipped')
          if (step === undefined || step !== sourcesOf(paper, field)[0]) continue
          expect(content.values[field], `${paper.paper} ${field}`).toBe(full(step))
          for (const part of (full(step) ?? '').split('\n')) expect(printed).toContain(JSON.stringify(part.trim()).slice(1, -1))
        }
        for (const rows of Object.values(paper.rows)) {
          const group = flow.steps.filter(isGroup).find((one) => one.group === rows)
          const columns = group ? template.blocks.flatMap((block) => ('columns' in block ? block.columns.map((column) => column.value) : [])).join() : ''
          for (const { step } of lines)
            if (
              group &&
              step.group?.id === group.group &&
              !step.group.last &&
              answers[step.id]?.kind !== 'skipped' &&
              columns.includes(`{${step.id.split('.')[2]}}`)
            )
              expect(printed, step.id).toContain(full(step.id))
        }
      }
    }
    if (flow.for === 'villager') expect(sent).toBeGreaterThan(0)
  })
})
