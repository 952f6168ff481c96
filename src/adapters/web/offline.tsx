import type { FC } from 'hono/jsx'
import { Head } from './head.tsx'
import type { PageTexts } from './page.tsx'

/** What an installed page shows where nothing can be reached. Kept in the browser: nothing on it is anybody's. */
export const OfflinePage: FC<{ readonly texts: PageTexts; readonly service: string; readonly version: string }> = ({ texts, service, version }) => (
  <html lang="zh-CN">
    <Head title={service} version={version} />
    <body class="notice">
      <main>
        <h1>{service}</h1>
        {texts('without-net.words')
          .split('\n')
          .map((line) => (
            <p>{line}</p>
          ))}
        <p class="calls">
          <a class="call" href="tel:110">
            {texts('without-net.police')}
          </a>
          <a class="call" href="tel:12348">
            {texts('without-net.hotline')}
          </a>
        </p>
        <section id="waits" hidden aria-live="polite">
          <h2>{texts('without-net.waits')}</h2>
          <ul id="kept" />
        </section>
        <form id="form" class="keep">
          <label for="text">{texts('without-net.label')}</label>
          <textarea id="text" rows={4} maxlength={2000} />
          <button class="main" type="submit">
            {texts('without-net.keep')}
          </button>
          <button id="again" type="button">
            {texts('without-net.again')}
          </button>
        </form>
      </main>
      <script src={`/offline.js?${version}`} type="module" />
    </body>
  </html>
)
