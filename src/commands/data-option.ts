import { Option } from 'commander'
import type { Config } from '../config.ts'

/** The option that names a data folder. */
export const dataOption = () => new Option('--data <dir>', 'data folder (default: XIANGFA_DATA or data)')

/** Settings with the data folder that was named, if one was. */
export const withData = (config: Config, data: string | undefined): Config => (data === undefined ? config : { ...config, data })
