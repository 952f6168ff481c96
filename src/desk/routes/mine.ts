import type { Snapshot } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** The applications of a person, one a line, or that there is none. */
export const caseList = (world: World, snapshot: Snapshot): string => {
  if (snapshot.cases.length === 0) return world.texts('mine.none')
  const lines = snapshot.cases.map((one) =>
    world.texts('mine.line', {
      number: one.number,
      matter: one.matter,
      status: world.texts(`mine.status.${one.status}`),
      date: formatDate(civilDate(one.submittedAt)),
    }),
  )
  return [world.texts('mine.list'), ...lines].join('\n')
}
