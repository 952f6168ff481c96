import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import { Questions, Tabs } from './pieces.tsx'

/** Topics with their questions, and the search over them. */
export const browseRoutes = ({ knowledge, texts }: KnowledgePartDeps): readonly DeskRoute[] => [
  desk('get', '/desk/knowledge', 'read-knowledge', ({ context, actor, page }) => {
    const said = (context.req.query('q') ?? '').slice(0, 200)
    const found = knowledge.search(said)
    const topics = knowledge.topics()
    return page({
      title: texts('title'),
      here: '/desk/knowledge',
      body: (
        <>
          <Tabs texts={texts} actor={actor} here="questions" />
          <DeskForm action="/desk/knowledge" method="get" class="row search">
            <input type="search" name="q" value={said} aria-label={texts('search.label')} placeholder={texts('search.hint')} />
            <button type="submit" class="main">
              {texts('search.do')}
            </button>
          </DeskForm>
          {said.trim() === '' ? (
            <>
              <p class="soft">{texts('count', { topics: topics.length, questions: topics.reduce((sum, one) => sum + one.questions.length, 0) })}</p>
              {topics.map((topic) => (
                <details class="card">
                  <summary>
                    {topic.title} <span class="soft">{texts('of-topic', { count: topic.questions.length })}</span>
                  </summary>
                  <Questions texts={texts} questions={topic.questions} />
                </details>
              ))}
            </>
          ) : found.length === 0 ? (
            <p class="empty">{texts('search.none', { said })}</p>
          ) : (
            <Questions texts={texts} questions={found} />
          )}
        </>
      ),
    })
  }),
]
