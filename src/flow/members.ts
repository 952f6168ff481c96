import { foldForMatch, parseNumber } from '../lang/index.ts'
import type { FlowState } from '../core/flow-state.ts'
import { moveOn } from './advance.ts'
import { isGroup, relevantSteps } from './expand.ts'
import { askEcho, reviewLines } from './prompt.ts'
import type { Group } from './schema.ts'
import { settled } from './turn.ts'
import type { Setting, Turn } from './turn.ts'
import type { Answers, FlowOutcome } from './types.ts'

/** One of a repeated group. */
type Member = { readonly group: Group; readonly n: number }

/** The groups that are asked as things stand, with how many members each has. */
const groupsOf = ({ flow, state }: Pick<Turn, 'flow' | 'state'>): readonly { readonly group: Group; readonly count: number }[] => {
  const asked = relevantSteps(flow, state.answers)
  return flow.steps.filter(isGroup).flatMap((group) => {
    const count = Math.max(0, ...asked.map((step) => (step.group?.id === group.group ? step.group.n : 0)))
    return count === 0 ? [] : [{ group, count }]
  })
}

/** What a message at the review wants of the members of a group: one more, or one fewer after a yes; undefined where it wants neither. */
export const changeMembers = (turn: Turn): FlowOutcome | undefined => {
  if (turn.input.content.kind !== 'text') return undefined
  const said = foldForMatch(turn.input.text)
  const edit = wordAt(turn, 'edit', said)
  const words = edit === undefined ? said : said.slice(edit.length)
  const removes = wordAt(turn, 'remove', words)
  if (removes !== undefined) return remove(turn, words.slice(removes.length))
  const adds = wordAt(turn, 'add', words)
  return adds === undefined ? undefined : add(turn, words.slice(adds.length))
}

/** The longest word of a command that a message begins with. */
const wordAt = ({ texts }: Turn, command: 'edit' | 'remove' | 'add', said: string): string | undefined =>
  texts(`commands.${command}`)
    .split(' ')
    .map(foldForMatch)
    .filter((word) => said.startsWith(word))
    .sort((a, b) => b.length - a.length)[0]

const remove = (turn: Turn, which: string): FlowOutcome | undefined => {
  const { state, texts } = turn
  const groups = groupsOf(turn)
  if (groups.length === 0) return undefined
  const found = membersMeant(turn, which)
  const [member] = found
  if (!member || found.length > 1) return { kind: 'ask', state, say: [{ text: [texts('members.which'), ...listed(turn)].join('\n') }] }
  const count = groups.find(({ group }) => group.group === member.group.group)?.count ?? 0
  if (count === 1) return { kind: 'ask', state, say: [{ text: texts('members.only', { label: member.group.label }) }] }
  const next: FlowState = { ...settled(state), confirming: 'remove', removing: { group: member.group.group, n: member.n } }
  return { kind: 'ask', state: next, say: [askEcho(askRemoval(turn, next), texts)] }
}

/** Asks whether the member that is to go shall go. */
export const askRemoval = ({ flow, texts }: Setting, state: FlowState): string => {
  const group = flow.steps.filter(isGroup).find((one) => one.group === state.removing?.group)
  return group && state.removing ? texts('members.sure', { label: nameOf({ group, n: state.removing.n }, state.answers) }) : texts('review.nothing')
}

/** Takes out the member of a group that was to go; those behind it move up, everything else stays. */
export const removeMember = (turn: Turn): FlowOutcome => {
  const { state, texts } = turn
  const { removing, confirming: _confirming, ...rest } = state
  const found = groupsOf(turn).find(({ group }) => group.group === removing?.group)
  if (!found || !removing || found.count < 2 || removing.n > found.count) return moveOn(turn, settled(rest), [])
  const { group, count } = found
  const moved = (id: string): string | undefined => {
    const [name, n, inner] = id.split('.')
    if (name !== group.group || n === undefined) return id
    const at = Number(n)
    if (at === removing.n || at > count) return undefined
    return at < removing.n ? id : `${name}.${at - 1}.${inner}`
  }
  const renumbered = (answers: Answers): Answers =>
    Object.fromEntries(
      Object.entries(answers).flatMap(([id, value]) => {
        const now = moved(id)
        return now === undefined ? [] : [[now, value]]
      }),
    )
  const last = `${group.group}.${count - 1}.more`
  const answers = { ...renumbered(state.answers), [last]: { kind: 'yes-no', value: false, shown: texts('shown.no') } as const }
  const next: FlowState = {
    ...settled(rest),
    answers,
    trail: state.trail.flatMap((id) => moved(id) ?? []),
    ...(state.former ? { former: renumbered(state.former) } : {}),
  }
  const { editing: _editing, ...going } = next
  const label = nameOf({ group, n: removing.n }, state.answers)
  return moveOn(turn, going, [{ text: texts('members.removed', { label }) }])
}

const add = (turn: Turn, which: string): FlowOutcome | undefined => {
  const { state, texts } = turn
  const groups = groupsOf(turn)
  const named = groups.filter(({ group }) => which === '' || foldForMatch(group.label).includes(which) || which.includes(foldForMatch(group.label)))
  const [found] = named.length > 0 ? named : groups
  if (!found) return undefined
  if (named.length !== 1 && groups.length > 1)
    return { kind: 'ask', state, say: [{ text: texts('members.add-which', { labels: groups.map(({ group }) => group.label).join('、') }) }] }
  const { group, count } = found
  if (count >= group.max) return { kind: 'ask', state, say: [{ text: texts('members.full', { label: group.label, max: group.max }) }] }
  // Members given up before do not come back by themselves.
  const kept = Object.fromEntries(
    Object.entries(state.answers).filter(([id]) => {
      const [name, n] = id.split('.')
      return name !== group.group || n === undefined || Number(n) <= count
    }),
  )
  const { editing: _editing, ...rest } = settled(state)
  const answers = { ...kept, [`${group.group}.${count}.more`]: { kind: 'yes-no', value: true, shown: texts('shown.yes') } as const }
  return moveOn(turn, { ...rest, answers }, [])
}

/** Which member is meant: by its number behind the group's name (第2个 where there is one group only), by the number of one of its lines, or by its name. */
const membersMeant = (turn: Turn, which: string): readonly Member[] => {
  const { flow, state } = turn
  if (which === '') return []
  const groups = groupsOf(turn)
  const members = groups.flatMap(({ group, count }) => Array.from({ length: count }, (_, index): Member => ({ group, n: index + 1 })))
  const line = parseNumber(which)
  if (line !== undefined && !which.startsWith('第')) {
    const step = reviewLines(flow, state.answers)[line - 1]?.step
    return members.filter(({ group, n }) => step?.group?.id === group.group && step.group.n === n)
  }
  const label = groups.map(({ group }) => foldForMatch(group.label)).find((one) => which.includes(one))
  const number = parseNumber(
    which
      .replace(label ?? '', '')
      .replace(/^第/u, '')
      .replace(/[个位名人的]+$/u, ''),
  )
  if (number !== undefined) return members.filter(({ group, n }) => n === number && (label === undefined || foldForMatch(group.label) === label))
  return members.filter(({ group, n }) =>
    group.steps.some((step) => {
      const value = state.answers[`${group.group}.${n}.${step.id}`]
      return value?.kind === 'text' && value.value.length >= 2 && foldForMatch(value.value) === which
    }),
  )
}

/** A member as it is called: the group's name, its number, and the first words said of it. */
const nameOf = ({ group, n }: Member, answers: Answers): string => {
  const first = group.steps.map((step) => answers[`${group.group}.${n}.${step.id}`]).find((value) => value !== undefined && value.kind !== 'skipped')
  return `${group.label}${n}${first ? `（${first.shown}）` : ''}`
}

const listed = (turn: Turn): readonly string[] =>
  groupsOf(turn).flatMap(({ group, count }) => Array.from({ length: count }, (_, index) => nameOf({ group, n: index + 1 }, turn.state.answers)))
