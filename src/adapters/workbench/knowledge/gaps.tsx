import { GAP_STATES } from '../../../core/gap.ts'
import type { GapState } from '../../../core/gap.ts'
import { formatDate, civilDate } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { questionPath } from './knowledge-part-deps.ts'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import type { GapGroup } from './knowledge-desk.ts'
import { Tabs } from './pieces.tsx'

const MOST_GROUPS = 100

/** Questions that were not understood, and answers that were no help: alike ones together, to be added to an answer, set aside or closed. */
export const gapRoutes = ({ knowledge, texts }: KnowledgePartDeps): readonly DeskRoute[] => [
  desk('get', '/desk/knowledge/gaps', 'edit-knowledge', async ({ context, actor, page }) => {
    const cause = context.req.query('cause') === 'unhelpful' ? 'unhelpful' : 'missed'
    const state = stateOf(context.req.query('state'))
    const { groups, count } = await knowledge.gaps(state, cause)
    const here = `/desk/knowledge/gaps?cause=${cause}`
    return page({
      title: texts('title'),
      here: '/desk/knowledge',
      body: (
        <>
          <Tabs texts={texts} actor={actor} here={cause} />
          <nav class="tabs" aria-label={texts('gaps.states')}>
            {GAP_STATES.map((one) => (
              <a href={`${here}&state=${one}`} aria-current={one === state ? 'page' : undefined}>
                {texts(`gaps.state.${one}`)}
              </a>
            ))}
          </nav>
          {count === 0 ? (
            <p class="empty">{texts(`gaps.none.${cause}`)}</p>
          ) : (
            <>
              <p class="soft">{texts('gaps.count', { count, groups: groups.length })}</p>
              {groups.slice(0, MOST_GROUPS).map((group) => (
                <Group texts={texts} group={group} cause={cause} state={state} />
              ))}
            </>
          )}
        </>
      ),
    })
  }),
  desk('post', '/desk/knowledge/gaps', 'edit-knowledge', async ({ actor, form, goTo }) => {
    const { ids = '', state, cause = 'missed', from } = await form()
    const wanted = ids
      .split(',')
      .filter((id) => /^\d+$/.test(id))
      .map(Number)
    const count = await knowledge.setGaps(actor, wanted, stateOf(state))
    const back = `/desk/knowledge/gaps?cause=${cause === 'unhelpful' ? 'unhelpful' : 'missed'}&state=${stateOf(from)}`
    return goTo(back, texts('gaps.set', { count, state: texts(`gaps.state.${stateOf(state)}`) }))
  }),
]

const stateOf = (said: string | undefined): GapState => GAP_STATES.find((one) => one === said) ?? 'new'

const Group = ({
  texts,
  group: { gaps, nearest },
  cause,
  state,
}: {
  readonly texts: KnowledgePartDeps['texts']
  readonly group: GapGroup
  readonly cause: 'missed' | 'unhelpful'
  readonly state: GapState
}) => (
  <section class="card">
    <ul class="plain">
      {gaps.map(({ text, at }) => (
        <li>
          {text === '' ? texts('gaps.wordless') : text} <span class="soft">{formatDate(civilDate(at))}</span>
        </li>
      ))}
    </ul>
    {nearest.length === 0 ? '' : <p class="soft">{texts(`gaps.nearest.${cause}`)}</p>}
    <ul class="plain">
      {nearest.map(({ id, title }) => (
        <li class="row">
          <a class="grow" href={questionPath(id)}>
            {title}
          </a>
          <a class="button" href={`/desk/knowledge/edit/${id}?gap=${gaps[0]?.id ?? 0}`}>
            {texts(cause === 'missed' ? 'gaps.add' : 'gaps.mend')}
          </a>
        </li>
      ))}
    </ul>
    <DeskForm action="/desk/knowledge/gaps" class="row">
      <input type="hidden" name="ids" value={gaps.map(({ id }) => id).join(',')} />
      <input type="hidden" name="cause" value={cause} />
      <input type="hidden" name="from" value={state} />
      {GAP_STATES.filter((one) => one !== state).map((one) => (
        <button type="submit" name="state" value={one}>
          {texts(`gaps.to.${one}`)}
        </button>
      ))}
    </DeskForm>
  </section>
)
