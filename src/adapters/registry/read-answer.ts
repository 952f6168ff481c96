import type { ConfirmedStatus } from '../../core/registry.ts'
import type { Live } from './department-schema.ts'
import { readDate } from './read-words.ts'

/** Reads a service's answer by the paths that the settings name; undefined where it is not what they say: then nothing of it is believed. */
export const readAnswer = (value: unknown, { response }: Live): readonly ConfirmedStatus[] | undefined => {
  if (response.none && textAt(value, response.none.path) === response.none.equals) return []
  if (textAt(value, response.good.path) !== response.good.equals) return undefined
  const records = at(value, response.records)
  if (!Array.isArray(records)) return undefined
  const read = records.map((record: unknown) => readRecord(record, response))
  return read.every((one) => one !== undefined) ? read : undefined
}

const readRecord = (record: unknown, response: Live['response']): ConfirmedStatus | undefined => {
  const text = (path: string | undefined): string => (path === undefined ? '' : (textAt(record, path) ?? ''))
  const status = 'fixed' in response.status ? response.status.fixed : response.status.values[text(response.status.path)]
  const [from, to] = [readDate(text(response['valid-from'])), readDate(text(response['valid-to']))]
  if (typeof record !== 'object' || record === null || status === undefined || from === undefined || to === undefined) return undefined
  const [name, certificate] = [text(response.name), text(response.certificate)]
  return {
    status,
    formerNames: [],
    ...(name === '' ? {} : { name }),
    ...(from === 'none' ? {} : { validFrom: from }),
    ...(to === 'none' ? {} : { validTo: to }),
    ...(certificate === '' ? {} : { certificate }),
  }
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined), value)

const textAt = (value: unknown, path: string): string | undefined => {
  const found = at(value, path)
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found).trim() : undefined
}
