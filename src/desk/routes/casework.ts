import { caseFile } from '../../core/case.ts'
import type { CaseActor } from '../../core/case.ts'
import { caseRoleOf } from '../../core/case-role.ts'
import { caseMoves, moveNames } from '../../core/case-moves.ts'
import type { CaseRole } from '../../core/case-status.ts'
import { caseReferencesIn } from '../../core/case-reference.ts'
import { matterNamed } from '../../core/matter.ts'
import type { Casework } from '../../core/casework.ts'
import { clocksOf } from '../../core/deadline.ts'
import type { Decision, Snapshot } from '../../core/turn.ts'
import { caseStaffRoles, partnerRoles } from '../../core/staff-role.ts'
import { complainOf } from '../services/complain-of.ts'
import { counselForCase } from '../casework/counsel-for-case.ts'
import { isPartnersCase, openByOrgan } from '../casework/open-by-organ.ts'
import { fileReview } from '../casework/file-review.ts'
import { showCase } from '../casework/show-case.ts'
import { explain, clockWords } from '../casework/case-words.ts'
import { factsOf, readCaseLine } from '../casework/casework-words.ts'
import { formLine } from '../casework/form-line.ts'
import { tellApplicant } from '../casework/tell-applicant.ts'
import type { CaseLine } from '../casework/casework-words.ts'
import { makeMove } from '../casework/make-move.ts'
import { mayDo } from '../acting.ts'
import { commandOf } from '../commands.ts'
import { priorityMark } from '../green.ts'
import { pass, send, take } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { matterMoves } from './matter-moves.ts'

/** Lines by which cases are moved: by staff, by counsel who were assigned, by applicants who name the number of their own. */
export const caseworkRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || conversation.group || caseRoleOf(party.role) === 'contact') return pass
  const isStaff = caseStaffRoles.includes(party.role) || partnerRoles.includes(party.role)
  // The number of a choice that is a line itself, such as one of the counsel who may be assigned.
  const text = isStaff ? (conversation.state.offered?.[Number(input.text.trim()) - 1]?.value ?? input.text) : input.text
  const line = input.content.kind === 'move' ? formLine(world, input.content) : readCaseLine(world, text)
  // A villager or counsel speaks of a case only by its number: anything else may be an ordinary message.
  if (!isStaff && (!line || caseReferencesIn(text).length === 0)) return pass
  if (!isStaff && conversation.ownerId !== undefined) return pass
  if (line) return onCase(context, line, text)
  return take('command', { ...conversation.state, greeted: true }, [send(overview(context))])
}

const overview = ({ world, snapshot, input }: RouteContext): string => {
  const { caseTexts } = world
  const command = input.kind === 'message' ? commandOf(world, 'counsel', input.text) : undefined
  if (command === 'list') return list(world, snapshot)
  const welcome = snapshot.conversation.state.greeted ? [] : [caseTexts('welcome', { name: snapshot.party.name })]
  return [...welcome, help(world, caseRoleOf(snapshot.party.role))].join('\n')
}

const help = (world: World, role: CaseRole): string => {
  const moves = Object.entries(world.commands['casework'] ?? {}).flatMap(([move, words]) => (mayEver(move, role) ? [words[0] ?? ''] : []))
  return [world.caseTexts('help', { moves: moves.join('　') }), ...(role === 'bureau' ? [world.serviceTexts('complaint.help')] : [])].join('\n')
}

const mayEver = (move: string, role: CaseRole): boolean => {
  const name = moveNames.find((one) => one === move)
  return name !== undefined && caseMoves[name].by.includes(role)
}

const list = (world: World, snapshot: Snapshot): string => {
  const { caseTexts } = world
  const lines = snapshot.casework.map((one) => {
    const clock = clocksOf(one.events, world.practice, snapshot.now)
      .filter((each) => each.endedAt === undefined)
      .sort((a, b) => a.due - b.due)[0]
    return caseTexts('list-line', {
      number: one.number,
      matter: one.matter,
      status: caseTexts(`status.${caseFile(one.events).status}`),
      urgent: priorityMark(world, one),
      clock: clock ? clockWords(world, clock) : '',
    })
  })
  return lines.length === 0 ? caseTexts('list-empty') : [caseTexts('list'), ...lines].join('\n')
}

/** The case that a line is about: the one it names, else the one spoken of last, else the only one in hand. */
export const meant = (snapshot: Snapshot, text: string): Casework | undefined => {
  const named = caseReferencesIn(text)[0]
  const { casework, conversation } = snapshot
  if (named)
    return casework.find((one) => one.number === named.whole) ?? casework.find((one) => one.number.includes(String(named.year)) && one.number.includes(named.n))
  return casework.find((one) => one.id === conversation.state.currentCase) ?? (casework.length === 1 ? casework[0] : undefined)
}

const onCase = ({ world, snapshot }: RouteContext, line: CaseLine, text: string): Decision => {
  const { caseTexts } = world
  const { party, conversation } = snapshot
  const known = { ...conversation.state, greeted: true }
  const matter = party.role === 'villager' ? undefined : matterNamed(snapshot.matters, text)
  if (matter) return matterMoves(world, snapshot, caseRoleOf(party.role), line, matter)
  const { move } = line
  if (party.role === 'organ' && (move === 'notify' || move === 'forward')) return openByOrgan(world, snapshot, { ...line, move })
  const casework = meant(snapshot, text)
  if (!casework) {
    const named = caseReferencesIn(text)[0]
    if (named) return take('command', known, [send(caseTexts('unknown', { number: named.whole }))])
    return take('command', known, [send(caseTexts('which', { word: line.word, number: snapshot.casework[0]?.number ?? '2026-1' }))])
  }
  const next = { ...known, currentCase: casework.id }
  const looks = line.move === 'show' || line.move === 'review'
  const partner = partnerRoles.includes(party.role)
  if (partner && !isPartnersCase(world, party, casework)) return take('command', known, [send(caseTexts('unknown', { number: casework.number }))])
  if (party.role !== 'villager' && !partner && !mayDo(world, party, looks ? 'see-case' : 'move-case', { kind: 'case', ...casework }))
    return take('command', known, [send(caseTexts(party.role === 'counsel' ? 'unknown' : 'foreign', { number: casework.number }))])
  const seen = { kind: 'audit', action: 'case-seen', subject: { kind: 'case', id: casework.id }, detail: '' } as const
  if (line.move === 'show')
    return take('command', next, [
      seen,
      send(
        showCase(
          world,
          snapshot.now,
          casework,
          snapshot.matters.find(({ id }) => id === casework.matterId),
        ),
      ),
    ])
  if (line.move === 'review') return take('command', next, [seen, send(fileReview(world, casework))])
  if (line.move === 'tell') return take('command', next, tellApplicant(world, party, casework, line.rest))
  const actor: CaseActor = { role: caseRoleOf(party.role), id: party.role === 'villager' ? party.id : (party.staffId ?? party.id), name: party.name }
  const facts = { ...(line.facts ?? factsOf(world, line.move, line.rest, snapshot.now)), ...(party.role === 'villager' ? { confirmed: true } : {}) }
  // What is complained of is the bureau's to read; the case's file says only that there is a complaint.
  if (line.move === 'complain' && party.role === 'villager' && line.rest !== '') {
    const complained = complainOf(world, snapshot, { casework, accused: { kind: 'lawyer' }, text: line.rest, files: facts.files ?? [], named: true })
    return take('command', next, complained)
  }
  // An opinion on a case that was only received begins the look at it as well.
  const opening =
    line.move === 'transfer' && caseFile(casework.events).status === 'received'
      ? makeMove(world, snapshot, casework, 'begin-preliminary', actor, {})
      : undefined
  const moved = makeMove(world, snapshot, opening?.kind === 'moved' ? opening.casework : casework, line.move, actor, facts)
  if (moved.kind === 'not-moved') {
    // Nobody was named whom the roster has: who may be asked is shown instead.
    const unnamed = line.move === 'assign' && facts.counselId === undefined && moved.problems.every(({ kind }) => kind === 'missing' || kind === 'conflict')
    const offered = unnamed ? [send(counselForCase(world, casework, snapshot.now))] : []
    const why = unnamed && line.rest === '' ? [] : [send(explain(world, moved.file, casework.number, line.move, moved.problems))]
    return take('command', next, [...(offered.length > 0 ? [seen] : []), ...why, ...offered])
  }
  const done = caseTexts('done', { number: casework.number, move: caseTexts(`moves.${line.move}`), status: caseTexts(`status.${moved.file.status}`) })
  const answer = party.role === 'villager' ? [] : [send(done)]
  return take('command', next, [...(opening?.kind === 'moved' ? opening.effects : []), ...moved.effects, ...answer])
}
