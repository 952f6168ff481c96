import { readYaml, textsOf } from './adapters/content/yaml-text.ts'
import type { Lookup } from './adapters/content/yaml-text.ts'
import type { WrittenSheet } from './adapters/sheets/write-sheets.ts'
import type { FigureDivision, FigurePart, PartFigure } from './core/figure-groups.ts'
import { figureNames } from './core/figures.ts'
import type { FigureName, Figures } from './core/figures.ts'
import { formatMoney } from './lang/index.ts'
import { root } from './root.ts'

/** A unit of a figure. */
export type Unit = 'people' | 'times' | 'count' | 'days' | 'share' | 'money' | 'marks'
/** A part with its name. */
export type NamedPart = FigurePart & { readonly name: string }

/** How figures are named, defined and shown, the same for the command, its workbook and the workbench. */
export type ReportWords = {
  readonly says: Lookup
  readonly label: (name: FigureName) => string
  readonly definition: (name: FigureName) => string
  readonly unit: (name: FigureName) => Unit
  /** In its unit: percent with one decimal, yuan, or the word for why there is none. */
  readonly cell: (name: FigureName, figure: PartFigure) => string | number
  readonly shown: (name: FigureName, figure: PartFigure) => string
  readonly notes: () => readonly string[]
  readonly sheets: (made: {
    readonly lines: readonly string[]
    readonly total: Figures
    readonly parts: readonly NamedPart[]
    readonly by?: FigureDivision
  }) => readonly WrittenSheet[]
}

/** Reads src/texts/report.yml. */
export const readReportWords = (): ReportWords => {
  const place = `${root}/src/texts/report.yml`
  const says = textsOf(place)
  const label = (name: FigureName): string => says(`figures.${name}.label`)
  const definition = (name: FigureName): string => says(`figures.${name}.definition`)
  const unit = (name: FigureName): Unit => says(`figures.${name}.unit`) as Unit
  const cell = (name: FigureName, figure: PartFigure): string | number => {
    if (typeof figure !== 'number') return says(`words.${figure}`)
    return unit(name) === 'share' ? Math.round(figure * 1000) / 10 : unit(name) === 'money' ? figure / 100 : figure
  }
  const notes = (): readonly string[] => {
    const read = readYaml(place)
    return typeof read === 'object' && read !== null && 'notes' in read && Array.isArray(read.notes) ? read.notes.map(String) : []
  }
  return {
    says,
    label,
    definition,
    unit,
    cell,
    notes,
    shown(name, figure) {
      if (typeof figure !== 'number') return says(`words.${figure}`)
      return unit(name) === 'money' ? formatMoney(figure) : `${cell(name, figure)}${says(`units.${unit(name)}`)}`
    },
    sheets: ({ lines, total, parts, by }) => [
      {
        name: says('sheets.total'),
        headings: ['figure', 'value', 'unit', 'definition'].map((one) => says(`columns.${one}`)),
        rows: figureNames.map((name) => ({ cells: [label(name), cell(name, total[name]), says(`units.${unit(name)}`), definition(name)] })),
      },
      ...(by === undefined
        ? []
        : [
            {
              name: says(`by.${by}`),
              headings: [says('columns.part'), ...figureNames.map((name) => `${label(name)}（${says(`units.${unit(name)}`)}）`)],
              rows: [
                ...parts.map(({ name, figures }) => ({ cells: [name, ...figureNames.map((figure) => cell(figure, figures[figure]))] })),
                { cells: [says('columns.definition'), ...figureNames.map(definition)] },
              ],
            },
          ]),
      { name: says('sheets.notes'), headings: [says('columns.note')], rows: [...lines, ...notes()].map((line) => ({ cells: [line] })) },
    ],
  }
}
