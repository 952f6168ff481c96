import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { AppError } from '../../core/errors.ts'

/** Looks up a text by its key; a list gives its n-th line by `key.n`. `{name}` is filled from `vars`. Throws for a key that is not there. */
export type Lookup = (key: string, vars?: Readonly<Record<string, string | number>>) => string

const flatten = (value: unknown, path: string, into: Map<string, string>): void => {
  if (typeof value === 'string' || typeof value === 'number') into.set(path, String(value))
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
}

/** Reads a YAML file. Throws `content.invalid` naming the place of a fault. */
export const readYaml = (file: string): unknown => {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new AppError('content.invalid', { detail: `${file}: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'unreadable'}` }, cause)
  }
}

/** The texts of a file of texts. */
export const textsOf = (file: string): Lookup => {
  const texts = new Map<string, string>()
  flatten(readYaml(file), '', texts)
  return (key, vars = {}) => {
    const found = texts.get(key)
    if (found === undefined) throw new Error(`no text ${key} in ${file}`)
    return found.replace(/\{(\w+)\}/g, (_, name: string) => String(vars[name] ?? ''))
  }
}
