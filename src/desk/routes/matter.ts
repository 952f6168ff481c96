import { assignmentConflicts } from '../../core/assignment.ts'
import { caseReferencesIn } from '../../core/case-reference.ts'
import { changed, elect, matterNamed } from '../../core/matter.ts'
import type { Matter, MatterView } from '../../core/matter.ts'
import type { Counsel } from '../../core/roster.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { leastPersons } from '../../lang/index.ts'
import { opponentsOf } from '../casework/case-papers.ts'
import { assignmentOf } from '../casework/counsel-for-case.ts'
import { moveAll } from '../casework/move-all.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import { matterMeant, namesIn, readMatterLine, showMatter } from '../services/matter-words.ts'
import type { MatterLine } from '../services/matter-words.ts'
import { openMatter, personOf } from '../services/open-matter.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { meant } from './casework.ts'

/** Lines by which staff and the team work on a collective matter as one. Moves of all its cases are lines of casework that name the matter. */
export const matterRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation, matters } = snapshot
  const staff = caseStaffRoles.includes(party.role)
  if (input.kind !== 'message' || conversation.group || !(staff || party.role === 'counsel')) return pass
  const line = readMatterLine(world, input.text)
  if (!line || (!staff && (matters.length === 0 || line.what === 'open'))) return pass
  const known = { ...conversation.state, greeted: true }
  const answer: Answer = (text, effects = [], id) => take('command', id === undefined ? known : { ...known, currentMatter: id }, [...effects, send(text)])
  if (line.what === 'open') return begin(context, line, input.text, answer)
  if (line.what === 'show' && caseReferencesIn(input.text).length === 0 && matters.length !== 1) return answer(list(world, matters))
  const matter = matterMeant(matters, input.text, conversation.state.currentMatter)
  if (!matter) return answer(world.serviceTexts('matter.which', { word: line.word }))
  const seen: Effect = { kind: 'audit', action: 'matter-seen', subject: { kind: 'matter', id: matter.id }, detail: line.what }
  if (line.what === 'show') return answer(showMatter(world, matter), [seen], matter.id)
  return work(context, matter, line, (text, effects = []) => answer(text, [seen, ...effects], matter.id))
}

type Answer = (text: string, effects?: readonly Effect[], id?: string) => Decision

const list = ({ serviceTexts }: World, matters: readonly MatterView[]): string =>
  matters.length === 0
    ? serviceTexts('matter.list-empty')
    : [
        serviceTexts('matter.list'),
        ...matters.map(({ number, title, people, expected }) => serviceTexts('matter.line', { number, title, size: Math.max(people.length, expected) })),
      ].join('\n')

/** 并案: a case begins a matter, or becomes one of a matter that there is. */
const begin = ({ world, snapshot }: RouteContext, { word, rest }: MatterLine, text: string, answer: Answer): Decision => {
  const { serviceTexts } = world
  const { party, now } = snapshot
  const casework = meant(snapshot, text)
  if (!casework) return answer(serviceTexts('matter.which-case', { word }))
  const into = matterNamed(snapshot.matters, text)
  const join = (matter: Matter): readonly Effect[] => [{ kind: 'join-matter', caseId: casework.id, matterId: matter.id }]
  const vars = { case: casework.number, name: personOf(casework).name }
  if (casework.matterId !== undefined && snapshot.matters.some(({ id }) => id === casework.matterId)) return answer(serviceTexts('matter.already', vars))
  if (into) {
    const people = into.people.some(({ name }) => name === vars.name) ? into.people : [...into.people, personOf(casework)]
    const next = changed(into, { people }, { what: 'joined', at: now, by: party.name, note: casework.number })
    return answer(
      serviceTexts('matter.joined', { ...vars, number: into.number }),
      [...join(next), { kind: 'change-matter', matter: next, version: into.version }],
      into.id,
    )
  }
  const { matter, effects } = openMatter(world, snapshot, {
    ...{
      id: casework.matterId ?? `m${snapshot.inboxId}`,
      title: casework.matter,
      opponents: opponentsOf(casework),
      people: [personOf(casework)],
      by: party.name,
    },
    ...{ expected: Number(/\d{1,4}/.exec(rest)?.[0] ?? leastPersons(rest)) },
    ...(casework.officeId === undefined ? {} : { officeId: casework.officeId }),
  })
  return answer(serviceTexts('matter.begun', { ...vars, number: matter.number }), [...effects, ...join(matter)], matter.id)
}

const work = (context: RouteContext, matter: MatterView, { what, word, rest }: MatterLine, answer: Answer): Decision => {
  const { world, snapshot } = context
  const { serviceTexts } = world
  const { party, now } = snapshot
  const { number, version } = matter
  const change = (next: Matter): Effect => ({ kind: 'change-matter', matter: next, version })
  if (what === 'team') return setTeam(context, matter, rest, answer)
  if (what === 'elect') {
    const elected = elect(matter, namesIn(rest), now, party.name)
    if ('kind' in elected)
      return answer(
        serviceTexts(`matter.elect-${elected.kind}`, {
          number,
          word,
          ...('size' in elected ? { size: elected.size } : {}),
          ...('names' in elected ? { names: elected.names.join('、') } : {}),
        }),
      )
    const names = elected.representatives.join('、')
    const told = matter.cases.map(({ conversationId }) =>
      tellNotice({ conversation: conversationId }, { text: serviceTexts('matter.told-elected', { number, names }) }),
    )
    return answer(serviceTexts('matter.elected', { number, names }), [change(elected), ...told])
  }
  if (what === 'evidence') {
    const names = namesIn(rest)
    if (names.length === 0) return answer(serviceTexts('matter.no-evidence', { number, word }))
    const evidence = [...matter.evidence, ...names.map((name) => ({ name, by: party.name, at: now }))]
    return answer(serviceTexts('matter.evidence', { number, list: names.join('、') }), [
      change(changed(matter, { evidence }, { what: 'evidence', at: now, by: party.name, note: names.join('、') })),
    ])
  }
  return answer(serviceTexts('matter.closed', { number }), [
    change(changed(matter, { status: 'closed' }, { what: 'closed', at: now, by: party.name, note: rest })),
  ])
}

/** 组队, by the agency: nobody who is against any of them; the first leads and is assigned every case that waits for counsel (法律援助法 43). */
const setTeam = ({ world, snapshot }: RouteContext, matter: MatterView, rest: string, answer: Answer): Decision => {
  const { serviceTexts, roster } = world
  const { party, now } = snapshot
  const { number } = matter
  if (party.role !== 'agency') return answer(serviceTexts('matter.team-agency', { number }))
  const team = namesIn(rest).flatMap((name): readonly Counsel[] => roster.counsel.filter((one) => one.name === name))
  const cases = snapshot.casework.filter((one) => one.matterId === matter.id)
  const [lead] = team
  if (!lead || team.length !== namesIn(rest).length) return answer(serviceTexts('matter.team-who', { number }))
  const against = team.filter((one) => cases.some((casework) => assignmentConflicts(roster, one, assignmentOf(world, casework, now)).length > 0))
  if (against.length > 0) return answer(serviceTexts('matter.team-conflict', { number, names: against.map(({ name }) => name).join('、') }))
  const names = team.map(({ name }) => name).join('、')
  const next = changed(matter, { team: team.map(({ id }) => id) }, { what: 'team', at: now, by: party.name, note: names })
  const actor = { role: 'agency', id: party.staffId ?? party.id, name: party.name } as const
  const assigned = moveAll(world, snapshot, cases, 'assign', actor, { counselId: lead.id, counselName: lead.name })
  return answer(serviceTexts('matter.team', { number, names, lead: lead.name, count: assigned.done.length }), [
    { kind: 'change-matter', matter: next, version: matter.version },
    ...assigned.effects,
    ...team.map((one) => tellNotice({ counsel: one.id }, { text: serviceTexts('matter.told-team', { number, title: matter.title, names, lead: lead.name }) })),
  ])
}
