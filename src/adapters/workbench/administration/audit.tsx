import { accountIdOf, actorNamed, actorsOf } from '../../../core/actor.ts'
import { civilDate, formatDate, toMs } from '../../../lang/index.ts'
import type { AuditActor, AuditLine, AuditSearch } from '../../../ports/desk-administration.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

const PAGE = 50
const DAY = 86_400_000
const PATH = `${ADMINISTRATION}/audit`

/** The audit log: who did what, who looked at whose data, when. Looking at it is written down too. */
export const auditRoute = (deps: AdministrationDeps): DeskRoute =>
  desk('get', PATH, 'see-audit', async ({ context, actor, page }) => {
    const { texts, frame, administration, roster } = deps
    const asked = (name: string): string => (context.req.query(name) ?? '').trim()
    const person = asked('by') === '' ? undefined : actorNamed(roster(), asked('by'))
    const unknown = asked('by') !== '' && !person
    const search = searchOf(asked, person && { role: person.role, staffId: person.staffId, accountId: accountIdOf(person) })
    const found = unknown ? [] : await administration.audit(search, PAGE + 1)
    const rows = found.slice(0, PAGE)
    const actions = await administration.auditActions()
    await deps.accounts.audit({
      at: deps.now(),
      actor: accountIdOf(actor),
      action: 'audit-read',
      subject: { kind: 'audit', id: asked('about') },
      detail: context.req.url.split('?')[1] ?? '',
    })
    // What was said with an act can be of somebody's matter: only who answers for that work reads it.
    const detailed = actor.role === 'bureau'
    const next = new URLSearchParams({ ...context.req.query(), before: String(rows.at(-1)?.id ?? 0) })
    return page({
      title: texts('audit.title'),
      here: ADMINISTRATION,
      wide: true,
      body: (
        <>
          <DeskForm action={PATH} method="get" class="filters">
            <label>
              {texts('audit.by')}
              <input name="by" value={asked('by')} list="people" />
            </label>
            <datalist id="people">
              {actorsOf(roster()).map(({ name }) => (
                <option value={name} />
              ))}
            </datalist>
            <label>
              {texts('audit.what')}
              <select name="action">
                <option value="">{texts('audit.all')}</option>
                <option value="looks" selected={asked('action') === 'looks'}>
                  {texts('audit.looks')}
                </option>
                {actions.map((action) => (
                  <option value={action} selected={asked('action') === action}>
                    {deps.actionName(action)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {texts('audit.subject')}
              <input name="about" value={asked('about')} placeholder={texts('audit.about-hint')} />
            </label>
            <label>
              {texts('audit.from')}
              <input type="date" name="from" value={asked('from')} />
            </label>
            <label>
              {texts('audit.until')}
              <input type="date" name="until" value={asked('until')} />
            </label>
            <button type="submit" class="main">
              {texts('audit.find')}
            </button>
          </DeskForm>
          {unknown ? <p class="wrong">{texts('audit.nobody', { name: asked('by') })}</p> : ''}
          {rows.length === 0 ? (
            <p class="empty">{texts('audit.none')}</p>
          ) : (
            <ul class="list log">
              {rows.map((row) => (
                <li>
                  <span class="soft">{timeOf(row.at)}</span>
                  <strong>{nameOf(row.actor, deps)}</strong>
                  <span>{deps.actionName(row.action)}</span>
                  <span class="soft">{row.number ?? subjectOf(row, deps)}</span>
                  {detailed && ![undefined, '', row.number, row.subject.id].includes(row.detail) ? <span class="detail">{row.detail}</span> : ''}
                </li>
              ))}
            </ul>
          )}
          {found.length > PAGE ? (
            <a class="button" href={`${PATH}?${next.toString()}`}>
              {texts('audit.more')}
            </a>
          ) : (
            ''
          )}
          <p class="soft">{texts(detailed ? 'audit.read' : 'audit.read-short', { role: frame('role.bureau') })}</p>
        </>
      ),
    })
  })

const searchOf = (asked: (name: string) => string, by: AuditSearch['by'] | undefined): AuditSearch => {
  const [from, until] = [dayOf(asked('from')), dayOf(asked('until'))]
  const before = Number(asked('before'))
  return {
    ...(by ? { by } : {}),
    ...(asked('action') === 'looks' ? { looks: true as const } : asked('action') === '' ? {} : { action: asked('action') }),
    ...(asked('about') === '' ? {} : { about: asked('about') }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until: until + DAY }),
    ...(Number.isInteger(before) && before > 0 ? { before } : {}),
  }
}

/** The beginning of a day in China. */
const dayOf = (said: string): number | undefined => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(said) ? Date.parse(`${said}T00:00:00+08:00`) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const timeOf = (at: number): string => {
  const minute = Math.floor((at - toMs(civilDate(at))) / 60_000)
  return `${formatDate(civilDate(at))} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

const nameOf = (who: AuditActor, { texts, frame, roster }: AdministrationDeps): string => {
  switch (who.kind) {
    case 'system':
      return texts('audit.system')
    case 'villager':
      return texts('audit.villager')
    case 'staff': {
      const found = actorsOf(roster()).find((one) => one.staffId === who.staffId)
      return found ? `${found.name}（${frame(`role.${found.role}`)}）` : texts('audit.former', { id: who.staffId })
    }
  }
}

const subjectOf = ({ subject }: AuditLine, { roster }: AdministrationDeps): string =>
  subject.kind === 'account' ? (actorsOf(roster()).find((one) => accountIdOf(one) === subject.id)?.name ?? subject.id) : subject.id
