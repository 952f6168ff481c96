import { officeOf, villageOf } from '../core/roster.ts'
import type { Piece } from '../core/publicity.ts'
import type { Mediation } from '../core/mediation.ts'
import type { StaffTask } from '../core/task.ts'
import type { NewWork } from '../core/work.ts'
import type { Effect, HandoffView } from '../core/turn.ts'
import type { World } from './world.ts'

/** Writes work of a counsel down, with the town of its village. */
export const recordWork = ({ roster }: World, work: NewWork): Effect => {
  const townCode = villageOf(roster, work.villageCode)?.townCode ?? work.townCode
  return { kind: 'record-work', work: { ...work, ...(townCode === undefined ? {} : { townCode }) } }
}

/** A talk with a villager that is over: a consultation of everybody who took part in it. Of a matter in which somebody may be looking on not even the topic is noted. */
export const talkWork = (world: World, handoff: HandoffView, counselIds: readonly string[], at: number): readonly Effect[] =>
  counselIds.map((counselId) =>
    recordWork(world, {
      ...{ key: `consultation ${handoff.id} ${counselId}`, counselId, kind: 'consultation', at },
      ...(handoff.villageCode === undefined ? {} : { villageCode: handoff.villageCode }),
      ...(handoff.townCode === undefined ? {} : { townCode: handoff.townCode }),
      ...(handoff.neutral ? {} : { note: handoff.topic }),
    }),
  )

/** A session of a mediation: work of each counsel among its mediators. */
export const sessionWork = (world: World, mediation: Mediation, at: number): readonly Effect[] => {
  const named = mediation.events.findLast((event) => event.facts.mediators !== undefined)?.facts.mediators ?? []
  const townCode = world.roster.offices.find((one) => one.id === mediation.officeId)?.townCode
  return world.roster.counsel
    .filter(({ name }) => named.includes(name))
    .map(({ id }) =>
      recordWork(world, {
        ...{ key: `mediation ${mediation.id} ${mediation.version} ${id}`, counselId: id, kind: 'mediation', at, note: mediation.number },
        ...(townCode === undefined ? {} : { townCode }),
      }),
    )
}

/** An appointment that was kept: a consultation of the counsel whom the office names in its result. */
export const appointmentWork = ({ roster }: World, task: Pick<StaffTask, 'id' | 'number' | 'officeId'>, result: string, at: number): readonly Effect[] => {
  const townCode = roster.offices.find((one) => one.id === task.officeId)?.townCode
  return roster.counsel
    .filter(({ name }) => result.includes(name))
    .map(({ id }) => ({
      kind: 'record-work',
      work: {
        ...{ key: `appointment ${task.id} ${id}`, counselId: id, kind: 'consultation', at, note: task.number },
        ...(townCode === undefined ? {} : { townCode }),
      },
    }))
}

/** A piece of publicity that went out: one work of the counsel who wrote it, of the village where it is for one, else of its town. */
export const pieceWork = (world: World, { id, by, villages, title }: Piece, at: number): readonly Effect[] => {
  const [first = ''] = villages
  const village = villages.length === 1 ? villageOf(world.roster, first) : undefined
  const town = world.roster.towns.find((one) => first.startsWith(one.code))
  if (by.role !== 'counsel') return []
  return [
    recordWork(world, {
      ...{ key: `publicity ${id}`, counselId: by.staffId, kind: 'publicity', at, note: title },
      ...(village ? { villageCode: village.code } : {}),
      ...(town ? { townCode: town.code } : {}),
    }),
  ]
}

/** Name of a village with its town, or that there is none. */
export const placeName = (world: World, { villageCode, townCode }: { readonly villageCode?: string; readonly townCode?: string }): string => {
  const village = villageOf(world.roster, villageCode)
  const town = world.roster.towns.find((one) => one.code === (village?.townCode ?? townCode))
  return village ? `${town?.name ?? ''}${village.name}` : (town?.name ?? world.outreachTexts('work.no-village'))
}

/** The office that settles work of a town, else the agency. */
export const settlingOffice = (world: World, townCode: string | undefined): string =>
  officeOf(world.roster, townCode)?.name ?? world.roster.agency?.name ?? world.texts('labels.agency')
