import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { figureDivisions } from '../core/figure-groups.ts'
import type { FigureDivision } from '../core/figure-groups.ts'
import { dataOption, withData } from './data-option.ts'
import { orExplain } from './output.ts'

const month = (text: string): string => {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('write it like 2026-11')
  return text
}

type Asked = { readonly month?: string; readonly by?: FigureDivision; readonly xlsx?: string; readonly json?: boolean; readonly data?: string }

/** Not mandatory to commander, which would ask the same of `report` where `report work` is meant. */
const monthOption = (): Option => new Option('--month <month>', 'which, e.g. 2026-11 (required)').argParser(month)

const monthIn = (command: Command, { month: said }: Asked): string => said ?? command.error("error: required option '--month <month>' not specified")

/** `report`: the bureau's figures; `report work`: what counsel did for villages. */
export const addReportCommand = (program: Command): void => {
  const command = program
    .command('report')
    .description("the bureau's figures of a month with their definitions, from the live data; the server may run meanwhile")
    .addOption(monthOption())
    .addOption(new Option('--by <part>', 'split by').choices(figureDivisions))
    .option('--xlsx <file>', 'write a workbook too')
    .option('--json', 'one JSON object and nothing else')
    .addOption(dataOption())
  command.action((options: Asked) => {
    const asked = { ...options, month: monthIn(command, options), json: options.json === true, at: Date.now() }
    return orExplain(async () => (await import('./report.ts')).report(withData(readConfig(), options.data), asked))
  })
  const work = command
    .command('work')
    .description('work of village counsel in a month by counsel and village, with the unified subsidy; the server may run meanwhile')
    .addOption(monthOption())
    .option('--xlsx <file>', 'write a workbook too')
    .option('--json', 'one JSON object and nothing else')
    .addOption(dataOption())
  work.action((options: Asked) => {
    const asked = { month: monthIn(work, options), json: options.json === true, ...(options.xlsx === undefined ? {} : { xlsx: options.xlsx }) }
    return orExplain(async () => (await import('./work-report.ts')).workReport(withData(readConfig(), options.data), asked))
  })
}
