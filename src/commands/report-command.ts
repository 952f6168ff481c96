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

/** `report`: the bureau's figures. */
export const addReportCommand = (program: Command): void => {
  program
    .command('report')
    .description("the bureau's figures of a month with their definitions, from the live data; the server may run meanwhile")
    .addOption(new Option('--month <month>', 'which, e.g. 2026-11').argParser(month).makeOptionMandatory())
    .addOption(new Option('--by <part>', 'split by').choices(figureDivisions))
    .option('--xlsx <file>', 'write a workbook too')
    .option('--json', 'one JSON object and nothing else')
    .addOption(dataOption())
    .action((options: { month: string; by?: FigureDivision; xlsx?: string; json?: boolean; data?: string }) =>
      orExplain(async () =>
        (await import('./report.ts')).report(withData(readConfig(), options.data), { ...options, json: options.json === true, at: Date.now() }),
      ),
    )
}
