import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagramOf, flowJsonSchema, loadFlow } from '../../src/flow/index.ts'
import { form, formNames } from './walk.ts'

const head = 'id: f\ntitle: 表\nversion: 1\nsubmit: papers.submit\n'
const choice = (id: string, more = '') =>
  `  - { id: ${id}, label: ${id}, ask: ${id}, help: h, field: { kind: choice, options: [{ value: a, label: 甲 }, { value: b, label: 乙 }] }${more} }\n`
const text = (id: string, more = '') => `  - { id: ${id}, label: ${id}, ask: ${id}, help: h, field: { kind: text }${more} }\n`
const papers = [{ id: 'letter', fields: ['name', 'amount', 'signature'], rows: { people: ['name'] } }]
const faults = (body: string) =>
  loadFlow({ file: 'flows/f.yml', text: head + body }, ['papers.submit'], papers)
    .faults.map((fault) => `${fault.line}:${fault.column} ${fault.message}`)
    .join('\n')

describe('check proves of a form', () => {
  it('nothing of one that is right', () => expect(faults(`steps:\n${choice('x')}${text('y', ', when: { step: x, equals: a }')}`)).toBe(''))

  it.each([
    [
      'a step that is asked on no path',
      `steps:\n${choice('x')}${text('y', ', when: { all: [{ step: x, equals: a }, { step: x, equals: b }] }')}`,
      '7:5 step "y" is asked on no path',
    ],
    [
      'a hint that is never said',
      `steps:\n${choice('x')}${choice('y', ', when: { step: x, equals: a }, hints: [{ when: { step: x, equals: b }, say: s }]')}`,
      'hints: said on no path',
    ],
    [
      'a rule that refuses nothing',
      `rules:\n  - { id: r, refuse: { all: [{ step: x, equals: a }, { step: y, answered: true }] }, say: s }\nsteps:\n${choice('x')}${text('y', ', when: { step: x, equals: b }')}`,
      'rule "r" refuses nothing',
    ],
    [
      'a path that cannot go on',
      `rules:\n  - { id: r, refuse: { all: [{ step: x, equals: a }, { step: y, answered: true }] }, say: s }\nsteps:\n${choice('x')}${text('y')}`,
      'every answer is refused',
    ],
    [
      'a form whose every path stops',
      `steps:\n${choice('x')}  - { id: end, label: e, ask: e, help: h, field: { kind: stop, action: none } }\n`,
      'no path reaches the review',
    ],
    ['a name in a question that does not exist', `steps:\n${text('x', ', depends: [z]')}`, 'depends: no step "z"'],
    [
      'a field of a document that some path does not supply',
      `documents:\n  - { paper: letter, values: { name: y }, rows: {}, blank: [people, amount] }\nsteps:\n${choice('x')}${text('y', ', when: { step: x, equals: a }')}`,
      'on some path nothing supplies "name"',
    ],
    ['a document there is not', `documents:\n  - { paper: lettre }\nsteps:\n${choice('x')}`, 'no document "lettre" (did you mean "letter"?)'],
    [
      'a table that nothing fills',
      `documents:\n  - { paper: letter, values: { name: x, amount: x } }\nsteps:\n${choice('x')}`,
      'nothing fills the table "people"',
    ],
    [
      'a field of a document there is not',
      `documents:\n  - { paper: letter, values: { name: x, amount: x, sum: x }, blank: [people] }\nsteps:\n${choice('x')}`,
      '"letter" has no field "sum"',
    ],
  ])('%s', (_, body, message) => expect(faults(body)).toContain(message))

  it('a document whose fields are supplied on every path, by several steps if need be', () => {
    const body = `documents:\n  - { paper: letter, when: { step: x, equals: a }, values: { name: y, amount: [y, '=零'] }, blank: [people] }\nsteps:\n${choice('x')}${text('y', ', when: { step: x, equals: a }')}`
    expect(faults(body)).toBe('')
  })
})

describe('the format of forms', () => {
  it('is published for editors as it is', () => {
    expect(
      readFileSync(new URL('../../flows/flow.schema.json', import.meta.url), 'utf8'),
      'run: npm run -s xiangfa -- check --schema > flows/flow.schema.json',
    ).toBe(flowJsonSchema())
  })
  it.each(formNames)('is named by %s for editors, and its diagram names every step', (name) => {
    expect(readFileSync(new URL(`../../flows/${name}.yml`, import.meta.url), 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=./flow.schema.json')
    const flow = form(name)
    const diagram = diagramOf(flow)
    expect(diagram).toMatch(/^flowchart TD\n/)
    for (const item of flow.steps) expect(diagram).toContain('group' in item ? item.more : `["${item.label}`)
  })
})
