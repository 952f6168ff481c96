import type { PartFigure } from '../../../core/figure-groups.ts'
import type { FigureName } from '../../../core/figures.ts'
import type { FigureBook, FiguresDeps } from './figures-deps.ts'

/** A picture with the numbers it is drawn from. A `null` is a gap. `shown`: as the table says it. */
export type Picture = {
  readonly id: string
  readonly title: string
  readonly kind: 'line' | 'bar' | 'funnel'
  readonly unit: string
  readonly labels: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[]; readonly shown: readonly string[] }[]
  /** What each series counts. */
  readonly definitions: readonly (readonly [string, string])[]
}

const MOST_PARTS = 30

/** The pictures of a month's figures, each with the numbers of its table and what they count. */
export const picturesOf = (deps: FiguresDeps, book: FigureBook): readonly Picture[] => {
  const { texts } = deps
  const months = book.months.map(({ key }) => texts('month-short', { month: Number(key.slice(5)) }))
  const byMonth = (id: string, kind: 'line' | 'bar', names: readonly FigureName[], unit: string): Picture => ({
    id,
    kind,
    title: texts(`picture.${id}`),
    unit,
    labels: months,
    series: names.map((name) =>
      series(
        deps,
        name,
        book.months.map(({ figures }) => figures[name]),
      ),
    ),
    definitions: names.map((name) => [deps.label(name), deps.definition(name)] as const),
  })
  const parts = book.parts.slice(0, MOST_PARTS)
  const compared: readonly FigureName[] = ['received', 'granted', 'requests', 'taken']
  const waits = (['median', 'p90'] as const).map((key) => {
    const values = book.months.map(({ waiting }) => waiting[key])
    return { name: texts(`waiting.${key}`), values: values.map(whole), shown: values.map((value) => minutes(texts, value)) }
  })
  const answered = book.months.map(({ waiting }) => waiting.answered)
  return [
    byMonth('trend', 'line', ['received', 'granted', 'refused', 'closed'], deps.unit('received')),
    {
      id: 'parts',
      kind: 'bar',
      title: texts(`picture.parts-${book.by}`),
      unit: deps.unit('received'),
      labels: parts.map(({ name }) => name),
      series: compared.map((name) =>
        series(
          deps,
          name,
          parts.map(({ figures }) => figures[name]),
        ),
      ),
      definitions: compared.map((name) => [deps.label(name), deps.definition(name)] as const),
    },
    {
      id: 'funnel',
      kind: 'funnel',
      title: texts('picture.funnel'),
      unit: deps.unit('received'),
      labels: book.funnel.map(({ step }) => texts(`funnel.${step}`)),
      series: [{ name: texts('picture.funnel'), values: book.funnel.map(({ count }) => count), shown: book.funnel.map(({ count }) => String(count)) }],
      definitions: [[texts('picture.funnel'), texts('funnel.definition')]],
    },
    byMonth('days', 'line', ['median-days', 'p90-days'], deps.unit('median-days')),
    byMonth('on-time', 'line', ['on-time'], '%'),
    {
      id: 'answered',
      kind: 'line',
      title: texts('picture.answered'),
      unit: '%',
      labels: months,
      series: [
        {
          name: texts('waiting.answered'),
          values: answered.map((value) => (value === 'none' ? null : Math.round(value * 1000) / 10)),
          shown: answered.map((value) => (value === 'none' ? texts('none') : `${Math.round(value * 1000) / 10}%`)),
        },
      ],
      definitions: [[texts('waiting.answered'), texts('waiting.answered-definition')]],
    },
    {
      id: 'waiting',
      kind: 'line',
      title: texts('picture.waiting'),
      unit: texts('minutes'),
      labels: months,
      series: waits,
      definitions: [[texts('picture.waiting'), texts('waiting.definition')]],
    },
    byMonth('ratings', 'line', ['talks-satisfied', 'cases-satisfied'], '%'),
  ]
}

const series = ({ label, cell, shown }: FiguresDeps, name: FigureName, figures: readonly PartFigure[]): Picture['series'][number] => ({
  name: label(name),
  values: figures.map((figure) => {
    const value = cell(name, figure)
    return typeof value === 'number' ? value : null
  }),
  shown: figures.map((figure) => shown(name, figure)),
})

const whole = (value: number | 'none'): number | null => (value === 'none' ? null : Math.round(value))

/** Minutes, or hours where they are many. */
export const minutes = (texts: FiguresDeps['texts'], value: number | 'none'): string => {
  if (value === 'none') return texts('none')
  return value < 120 ? texts('in-minutes', { count: Math.round(value) }) : texts('in-hours', { count: Math.round(value / 6) / 10 })
}
