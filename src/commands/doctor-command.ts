import type { Command } from 'commander'
import { dataOption } from './data-option.ts'
import { orExplain } from './output.ts'

/** `doctor`: what is wrong. */
export const addDoctorCommand = (program: Command): void => {
  program
    .command('doctor')
    .description('what is wrong and what to do, also beside a running server; changes nothing; exit 1 on a fault')
    .option('--network', 'also ask Telegram whether it knows the token')
    .option('--json', 'one JSON object and nothing else')
    .addOption(dataOption())
    .action((options: { network?: boolean; json?: boolean; data?: string }) =>
      orExplain(async () => (await import('./doctor/doctor.ts')).doctor({ ...options, network: options.network === true, json: options.json === true })),
    )
}
