import type { FC } from 'hono/jsx'

/** The colour of the bar above the page where it is installed. */
export const THEME = '#1a62d6'

/** What stands in the head of every page. `version`: of the script and the style. */
export const Head: FC<{ readonly title: string; readonly version: string }> = ({ title, version }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />
    <meta name="theme-color" content={THEME} />
    <title>{title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
    <link rel="manifest" href="/manifest.webmanifest" />
    <link rel="stylesheet" href={`/chat.css?${version}`} />
  </head>
)
