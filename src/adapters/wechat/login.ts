import type { Instant } from '../../core/ids.ts'

/** How the account stands. `lost`: it was logged in before, and is not. */
export type LoginState = 'starting' | 'scan' | 'scanned' | 'online' | 'lost' | 'stopped'

/** The login for whoever shows it: since when, the code to scan as a link, the account's name. */
export type Login = { readonly state: LoginState; readonly since: Instant; readonly qr?: string; readonly account?: string }

type LoginDeps = {
  readonly now: () => Instant
  /** Tells staff, once a loss. */
  readonly lost: (since: Instant) => void
  readonly back: (lostSince: Instant) => void
  /** Shows the code to whoever runs the program. */
  readonly show: (link: string) => void
  /** Told of every change, for whoever shows it elsewhere. */
  readonly changed: (login: Login) => void
}

/** Follows the login. A loss is told once, however often a new code follows. */
export const createLogin = (deps: LoginDeps) => {
  let login: Login = { state: 'starting', since: deps.now() }
  let known = false
  let lostSince: Instant | undefined
  const become = (state: LoginState, qr?: string): void => {
    const since = state === login.state ? login.since : deps.now()
    login = { state, since, ...(qr === undefined ? {} : { qr }), ...(login.account === undefined ? {} : { account: login.account }) }
    deps.changed(login)
  }
  const lose = (): void => {
    if (!known || lostSince !== undefined) return
    lostSince = deps.now()
    deps.lost(lostSince)
  }
  return {
    current: (): Login => login,
    /** The account was logged in before this start: then a code to scan means that it was lost. */
    wasKnown(): void {
      known = true
    },
    scan(link: string, state: 'waiting' | 'scanned' | 'other'): void {
      if (state === 'scanned') become('scanned', login.qr)
      if (state !== 'waiting' || link === '') return
      lose()
      const shown = login.qr === link
      become(lostSince === undefined ? 'scan' : 'lost', link)
      if (!shown) deps.show(link)
    },
    login(account: string): void {
      known = true
      login = { ...login, account }
      become('online')
      if (lostSince !== undefined) deps.back(lostSince)
      lostSince = undefined
    },
    logout(): void {
      if (login.state === 'stopped') return
      lose()
      become('lost')
    },
    stop: (): void => become('stopped'),
  }
}
