import type { QuizResult } from '../../core/publicity.ts'
import type { Snapshot } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** Who of the office's grid workers took tests, how often and how well, who did not; villagers only together. */
export const quizResults = ({ roster, outreachTexts: says }: World, { party, quizzes = [] }: Snapshot): string => {
  const { officeId } = roster.staff.find((one) => one.id === party.staffId) ?? {}
  const town = roster.offices.find((one) => one.id === officeId)?.townCode
  const own = roster.gridWorkers.filter((one) => one.townCode === town)
  const lines = own.flatMap(({ id, name }) => {
    const taken = quizzes.filter((one) => one.role === 'grid-worker' && one.staffId === id)
    const [last] = taken
    return last ? [says('quiz.line', { name, times: taken.length, date: formatDate(civilDate(last.at)), right: last.right, total: last.total })] : []
  })
  const missing = own.filter(({ id }) => !quizzes.some((one) => one.staffId === id)).map(({ name }) => name)
  const villagers = quizzes.filter((one) => one.role === 'villager' && town !== undefined && one.villageCode?.startsWith(town))
  if (lines.length === 0 && villagers.length === 0) return [says('quiz.results-none'), ...absent(missing, says)].join('\n')
  return [
    says('quiz.results'),
    ...lines,
    ...(villagers.length > 0
      ? [says('quiz.villagers', { people: new Set(villagers.map((one) => one.partyId)).size, times: villagers.length, share: shareRight(villagers) })]
      : []),
    ...absent(missing, says),
  ].join('\n')
}

const absent = (names: readonly string[], says: World['outreachTexts']): readonly string[] =>
  names.length === 0 ? [] : [says('quiz.missing', { names: names.join(says('publicity.between')) })]

const shareRight = (results: readonly QuizResult[]): number => {
  const sum = (of: (one: QuizResult) => number) => results.reduce((all, one) => all + of(one), 0)
  return Math.round(
    (100 * sum((one) => one.right)) /
      Math.max(
        1,
        sum((one) => one.total),
      ),
  )
}
