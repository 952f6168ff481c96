import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadFlow } from '../../src/flow/index.ts'

const text = readFileSync(new URL('../../flows/legal-aid-application.yml', import.meta.url), 'utf8')
const load = (changed: string) => loadFlow({ file: 'flows/legal-aid-application.yml', text: changed }, ['legal-aid.submit'])
const faultOf = (from: string, to: string) => {
  expect(text).toContain(from)
  const { flow, faults } = load(text.replace(from, to))
  expect(flow).toBe(undefined)
  return faults.map((fault) => `${fault.line}:${fault.column} ${fault.message}`).join('\n')
}
const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length

describe('a file of flows/', () => {
  it('is taken as it stands', () => expect(load(text).faults).toEqual([]))

  it.each([
    [
      'an unknown step in a condition',
      'when: { step: on-behalf, in: [family, other] }',
      'when: { step: on-behalv, in: [family, other] }',
      'did you mean "on-behalf"',
    ],
    ['an unknown option in a condition', 'equals: domestic-violence', 'equals: domestic-violense', 'did you mean "domestic-violence"'],
    ['an unknown submit action', 'submit: legal-aid.submit', 'submit: legal-aid.submitt', 'did you mean "legal-aid.submit"'],
    ['an unknown kind of field', 'field: { kind: mobile }', 'field: { kind: mobil }', 'field'],
    ['a step twice', 'id: applicant-mobile', 'id: applicant-name', 'stands twice'],
    ['a wrong name', 'id: legal-aid-application', 'id: legal-aid', 'the file is named'],
  ])('%s is named with its place', (_, from, to, message) => {
    expect(faultOf(from, to)).toContain(message)
  })

  it('broken YAML is named with its line', () => {
    const where = lineOf('id: applicant-mobile')
    const faults = faultOf('id: applicant-mobile', 'id: "applicant-mobile')
    expect(Number(faults.split(':')[0])).toBeGreaterThanOrEqual(where)
  })

  it('a condition on a later step is refused', () => {
    expect(faultOf('when: { step: on-behalf, in: [family, other] }', 'when: { step: matter, equals: wages }')).toContain('comes later')
  })
})
