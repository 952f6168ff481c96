import type { Actor, ActorRole } from './actor.ts'
import type { CounselId, OfficeId, PartyId, TownCode, VillageCode } from './ids.ts'

/** What an act is done to. `desk`: nothing in particular, such as a list, which is cut to what is the actor's own. */
export type Thing =
  | { readonly kind: 'desk' }
  | { readonly kind: 'place'; readonly officeId?: OfficeId; readonly townCode?: TownCode; readonly villageCode?: VillageCode }
  | {
      readonly kind: 'case'
      readonly officeId?: OfficeId
      readonly townCode?: TownCode
      readonly villageCode?: VillageCode
      readonly counselId?: CounselId
      /** The applicant, where they act themselves. */
      readonly partyId?: PartyId
    }
  | {
      readonly kind: 'conversation'
      readonly townCode?: TownCode
      /** Who holds it, who talks along, to whom it was offered, and who must never have it. */
      readonly counselId?: CounselId
      readonly members: readonly CounselId[]
      readonly offeredTo: readonly CounselId[]
      readonly excluded: readonly CounselId[]
    }

/** What may be done. */
export type Act =
  | 'see-own'
  | 'see-conversations'
  | 'see-conversation'
  | 'take-conversation'
  | 'answer-conversation'
  | 'see-today'
  | 'see-tasks'
  | 'see-mediations'
  | 'see-complaints'
  | 'see-cases'
  | 'see-case'
  | 'move-case'
  | 'see-registers'
  | 'assign-cases'
  | 'screen-case'
  | 'keep-complaints'
  | 'keep-corrections'
  | 'correct-answers'
  | 'see-calendar'
  | 'see-dispatch'
  | 'see-figures'
  | 'read-knowledge'
  | 'edit-knowledge'
  | 'see-roster'
  | 'import-roster'
  | 'import-registry'
  | 'invite-user'
  | 'see-audit'
  | 'run-retention'
  | 'see-doors'
  | 'retry-queue'
  | 'see-configuration'
  | 'set-up'

/** How far a role may go: everywhere, or with what is its own. */
type Reach = 'all' | 'own'
type Rule = Partial<Readonly<Record<ActorRole, Reach>>>

const everybody: Rule = {
  'grid-worker': 'all',
  counsel: 'all',
  mediator: 'all',
  clerk: 'all',
  'office-head': 'all',
  agency: 'all',
  bureau: 'all',
  'correction-officer': 'all',
  administrator: 'all',
}
const onCases: Rule = { counsel: 'own', clerk: 'own', 'office-head': 'own', agency: 'all', bureau: 'all' }
const administering: Rule = { administrator: 'all' }
const supervising: Rule = { bureau: 'all', administrator: 'all' }

/**
 * Who may do what. A matter of a person is seen by who works on it and by who answers for that work (法律援助法 12 the agency, 13 its
 * stations, 5 the bureau); who keeps the service itself sees none (个人信息保护法 6).
 */
const RULES: Readonly<Record<Act, Rule>> = {
  'see-own': everybody,
  'see-conversations': { counsel: 'own', clerk: 'own', 'office-head': 'own', agency: 'all' },
  'see-conversation': { counsel: 'own', clerk: 'own', 'office-head': 'own', agency: 'all' },
  'take-conversation': { counsel: 'own' },
  'answer-conversation': { counsel: 'own' },
  'see-today': { ...onCases, mediator: 'own' },
  'see-tasks': { clerk: 'own', 'office-head': 'own', agency: 'all', bureau: 'all' },
  'see-complaints': { bureau: 'all' },
  'see-mediations': { mediator: 'own', clerk: 'own', 'office-head': 'own' },
  'see-cases': onCases,
  'see-case': onCases,
  'move-case': onCases,
  // Those who receive, review and decide (法律援助法 第十二条、第四十一条).
  'see-registers': { clerk: 'own', 'office-head': 'own', agency: 'all' },
  'assign-cases': { agency: 'all' },
  // What registers say of a person is for those who receive, review and decide (法律援助法 12, 41).
  'screen-case': { clerk: 'own', 'office-head': 'own', agency: 'all' },
  'keep-complaints': { bureau: 'all' },
  'keep-corrections': { 'correction-officer': 'own' },
  'correct-answers': { agency: 'all', bureau: 'all' },
  'see-calendar': onCases,
  'see-dispatch': { clerk: 'own', 'office-head': 'own', agency: 'all', bureau: 'all', administrator: 'all' },
  'see-figures': { 'office-head': 'own', agency: 'all', bureau: 'all', administrator: 'all' },
  'read-knowledge': everybody,
  'edit-knowledge': { agency: 'all', bureau: 'all', administrator: 'all' },
  'see-roster': { 'office-head': 'own', agency: 'all', bureau: 'all', administrator: 'all' },
  'import-roster': supervising,
  'import-registry': supervising,
  'invite-user': administering,
  'see-audit': supervising,
  'run-retention': administering,
  'see-doors': administering,
  'retry-queue': administering,
  'see-configuration': administering,
  'set-up': administering,
}

/** Whether somebody may do something to a thing. The one place where that is said: pages, lines of the chat and addresses ask here. */
export const authorise = (actor: Actor, act: Act, thing: Thing): boolean => {
  const reach = RULES[act][actor.role]
  return reach !== undefined && (reach === 'all' || isOwn(actor, act, thing))
}

const isOwn = (actor: Actor, act: Act, thing: Thing): boolean => {
  switch (thing.kind) {
    case 'desk':
      return true
    case 'place':
    case 'case':
      if (actor.role === 'counsel' && thing.kind === 'case') return thing.counselId === actor.staffId
      if (actor.role === 'counsel' || actor.role === 'grid-worker')
        return thing.villageCode !== undefined && actor.villages.some((prefix) => thing.villageCode?.startsWith(prefix))
      if (actor.officeId === undefined) return false
      if (thing.kind === 'case') return thing.officeId === actor.officeId
      return thing.officeId === undefined ? thing.townCode !== undefined && actor.towns.includes(thing.townCode) : thing.officeId === actor.officeId
    case 'conversation':
      return isOwnConversation(actor, act, thing)
  }
}

/** A talk is the counsel's who holds it or talks along; the one who was asked may look and take it. An office sees that somebody of its towns waits, and never what is said. */
const isOwnConversation = (actor: Actor, act: Act, thing: Extract<Thing, { kind: 'conversation' }>): boolean => {
  const { staffId } = actor
  if (actor.role !== 'counsel') return actor.towns.some((town) => town === thing.townCode)
  if (thing.excluded.includes(staffId)) return false
  const talks = thing.counselId === staffId || thing.members.includes(staffId)
  if (act === 'answer-conversation') return talks
  return talks || thing.offeredTo.includes(staffId)
}
