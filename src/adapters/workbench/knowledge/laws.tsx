import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { questionPath } from './knowledge-part-deps.ts'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import { Tabs } from './pieces.tsx'

/** Which laws answers cite; a text that is newer than the last look at an answer comes first. */
export const lawRoutes = ({ knowledge, texts, today }: KnowledgePartDeps): readonly DeskRoute[] => [
  desk('get', '/desk/knowledge/laws', 'read-knowledge', ({ actor, page }) => {
    const laws = knowledge.laws()
    const changed = laws.reduce((sum, { answers }) => sum + answers.filter((one) => one.changed).length, 0)
    return page({
      title: texts('title'),
      here: '/desk/knowledge',
      body: (
        <>
          <Tabs texts={texts} actor={actor} here="laws" />
          <p>
            {changed === 0 ? <span class="tag good">{texts('laws.fresh')}</span> : <span class="tag bad">{texts('laws.changed', { count: changed })}</span>}
          </p>
          <p class="soft">{texts('laws.how')}</p>
          {laws.map(({ law, version, effective, verify, answers }) => (
            <details class="card">
              <summary>
                《{law}》 <span class="soft">{texts('laws.line', { version, count: answers.length })}</span>
                {answers.some((one) => one.changed) ? <span class="tag bad">{texts('laws.look')}</span> : ''}
                {effective !== undefined && effective > today() ? <span class="tag soon">{texts('laws.later', { day: effective })}</span> : ''}
                {verify ? <span class="tag soon">{texts('laws.verify')}</span> : ''}
              </summary>
              <ul class="plain">
                {answers.map(({ id, title, checked, articles, changed: late }) => (
                  <li>
                    <a href={questionPath(id)}>{title}</a> <span class="soft">{articles}</span> <span class="soft">{texts('checked', { day: checked })}</span>
                    {late ? <span class="tag bad">{texts('laws.look')}</span> : ''}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </>
      ),
    })
  }),
]
