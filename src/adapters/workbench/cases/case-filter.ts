import { caseStatuses } from '../../../core/case-status.ts'
import type { CaseStatus } from '../../../core/case-status.ts'

/** Orders of a list of cases. */
export const caseSorts = ['due', 'new', 'changed', 'number'] as const
export type CaseSort = (typeof caseSorts)[number]

/** What a list of cases is cut to; '' lets everything through. It stands in the address, so that a list is found again as it was left. */
export type CaseFilter = {
  readonly view: 'list' | 'board' | 'over'
  readonly q: string
  readonly whose: 'mine' | 'all'
  readonly status: CaseStatus | ''
  readonly office: string
  readonly counsel: string
  readonly due: 'late' | 'soon' | ''
  readonly sort: CaseSort
  /** Counts from 1. */
  readonly page: number
}

/** Before anything is chosen: what is one's own turn, what ends first at the top. */
export const plainFilter: CaseFilter = { view: 'list', q: '', whose: 'mine', status: '', office: '', counsel: '', due: '', sort: 'due', page: 1 }

const LONGEST = 60

/** The filter that an address says; what it does not know is left as it is before anything is chosen. */
export const filterOf = (query: (name: string) => string | undefined): CaseFilter => {
  const view = query('view')
  const whose = query('whose')
  const due = query('due')
  const page = Number(query('page') ?? 1)
  return {
    view: view === 'board' || view === 'over' ? view : 'list',
    q: (query('q') ?? '').trim().slice(0, LONGEST),
    whose: whose === 'all' ? 'all' : 'mine',
    status: caseStatuses.find((one) => one === query('status')) ?? '',
    office: (query('office') ?? '').slice(0, LONGEST),
    counsel: (query('counsel') ?? '').slice(0, LONGEST),
    due: due === 'late' || due === 'soon' ? due : '',
    sort: caseSorts.find((one) => one === query('sort')) ?? 'due',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The address of a list with some of its filter changed; any change begins at the first page. */
export const addressOf = (filter: CaseFilter, change: Partial<CaseFilter> = {}): string => {
  const next: CaseFilter = { ...filter, page: 1, ...change }
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(next)) if (plain.get(name) !== value) said.set(name, String(value))
  const query = said.toString()
  return query === '' ? '/desk/cases' : `/desk/cases?${query}`
}

const plain = new Map<string, string | number>(Object.entries(plainFilter))
