import type { FC } from 'hono/jsx'
import { presenceOf } from '../../../core/coverage.ts'
import type { DispatchDeps } from './dispatch-routes.tsx'

const CLASS = { 'on-duty': 'tag good', busy: 'tag soon', leave: 'tag', 'off-duty': 'tag' } as const

/** What each counsel has in hand now; of an office, only those with a village of its towns. Who carries most stands first. */
export const CounselTable: FC<{ readonly deps: DispatchDeps; readonly towns: readonly string[] | undefined }> = ({ deps, towns }) => {
  const { texts, now } = deps
  const loads = deps.loads()
  const rows = deps
    .roster()
    .counsel.filter(({ villages }) => towns === undefined || villages.some((code) => towns.some((town) => code.startsWith(town) || town.startsWith(code))))
    .map((counsel) => ({ counsel, load: loads.get(counsel.id) ?? { open: 0, month: 0 } }))
    .sort((a, b) => share(b) - share(a) || (b.load.cases ?? 0) - (a.load.cases ?? 0) || (a.counsel.id < b.counsel.id ? -1 : 1))
  if (rows.length === 0) return <p class="empty">{texts('nobody')}</p>
  return (
    <section class="table" tabindex={0} aria-label={texts('loads')}>
      <table>
        <thead>
          <tr>
            {(['name', 'presence', 'talks', 'cases', 'month', 'villages'] as const).map((column) => (
              <th scope="col">{texts(`column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ counsel, load }) => {
            const presence = presenceOf(counsel, now(), deps.isWorkday)
            const full = load.open >= counsel.capacity
            return (
              <tr>
                <th scope="row">
                  {counsel.name}
                  <small>{counsel.firm}</small>
                </th>
                <td>
                  <span class={CLASS[presence]}>{texts(`presence.${presence}`)}</span>
                </td>
                <td>
                  {load.open} / {counsel.capacity}
                  {full ? <span class="tag bad">{texts('full')}</span> : ''}
                </td>
                <td>{load.cases ?? 0}</td>
                <td>{load.month}</td>
                <td>{deps.roster().villages.filter(({ code }) => counsel.villages.some((prefix) => code.startsWith(prefix))).length}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const share = ({ counsel, load }: { readonly counsel: { readonly capacity: number }; readonly load: { readonly open: number } }): number =>
  load.open / Math.max(1, counsel.capacity)
