import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { editIntent } from '../../src/adapters/content/edit-intent.ts'
import type { IntentEdit } from '../../src/adapters/content/edit-intent.ts'
import { lineDiff } from '../../src/core/line-diff.ts'
import { lintTopics } from '../../src/knowledge/index.ts'
import { readLaws } from '../../src/world.ts'

const folder = new URL('../../intents/', import.meta.url)
const laws = readLaws()
const fileOf = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const intentsOf = (name: string, text: string) => lintTopics([{ file: `intents/${name}`, text }], laws).topics.flatMap((topic) => topic.intents)
const editOf = (name: string, text: string, id: string): IntentEdit => {
  const found = intentsOf(name, text).find((one) => one.id === id)
  if (!found) throw new Error(id)
  const { title, short, answer, phrasings, cites, actions, related, checked } = found
  return { title, short, answer, phrasings, cites, actions, related, checked }
}

it('changes no character where nothing is edited', () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.yml'))) {
    const text = fileOf(name)
    for (const { id } of intentsOf(name, text).slice(0, 4)) expect([id, editIntent(text, id, editOf(name, text, id)) === text]).toEqual([id, true])
  }
})

it('writes only the lines that differ, and what it wrote reads as it was meant', () => {
  const text = `# Ours\n${fileOf('labour.yml').replace('      - 厂里不发工资\n', '      - 厂里不发工资 # heard at the market\n')}`
  const id = 'labour/unpaid-wages'
  const before = editOf('labour.yml', text, id)
  const edit: IntentEdit = {
    ...before,
    short: `先留证据：再投诉`,
    answer: before.answer.replace('都不收费。', '都不要钱。'),
    phrasings: [...before.phrasings.filter((one) => one !== '工资卡一直没到账'), '干完活: 不给钱'],
    cites: [...before.cites.slice(1), { law: '劳动法', article: '50' }],
    actions: before.actions.filter((one) => one !== 'counsel'),
    checked: '2026-11-30',
  }
  const after = editIntent(text, id, edit) ?? ''
  expect({ ...editOf('labour.yml', after, id), answer: '' }).toEqual({ ...edit, answer: '' })
  expect(editOf('labour.yml', after, id).answer.trim()).toBe(edit.answer.trim())
  expect(after.startsWith('# Ours\n')).toBe(true)
  expect(after).toContain('      - 厂里不发工资 # heard at the market\n')
  const lines = lineDiff(text, after)
  expect(lines.filter(({ kind }) => kind === 'gone').length).toBe(6)
  expect(lines.filter(({ kind }) => kind === 'added').map((line) => line.text)).toContain("      - { law: 劳动法, article: '50' }")
})

it('has nothing to edit where there is no such intent', () => {
  const text = fileOf('labour.yml')
  expect(editIntent(text, 'labour/none', editOf('labour.yml', text, 'labour/unpaid-wages'))).toBeUndefined()
})
