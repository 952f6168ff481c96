import type { FC } from 'hono/jsx'

/** Why what was sent is not taken, line by line; nothing where nothing is wrong. */
export const Wrong: FC<{ readonly why: string | undefined }> = ({ why }) =>
  why === undefined ? (
    ''
  ) : (
    <p class="wrong typed" role="alert">
      {why}
    </p>
  )
