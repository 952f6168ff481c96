import type { Actor } from '../../../core/actor.ts'
import type { CaseActor } from '../../../core/case.ts'
import type { Casework } from '../../../core/casework.ts'
import type { Practice } from '../../../core/deadline.ts'
import type { Content, FileRef } from '../../../core/message.ts'
import type { CaseScreening } from '../../../core/screening.ts'
import type { PaperContent } from '../../../core/task.ts'
import type { DeskCases } from '../../../ports/desk-cases.ts'
import type { DeskDeps } from '../desk-deps.ts'
import type { DeskTexts } from '../desk-route.ts'

/** A form for a move, as it goes into the conversation of whoever sends it. */
export type MoveForm = Extract<Content, { kind: 'move' }>

/** A piece of a filled paper, as a page shows it. */
export type PaperPiece =
  | { readonly kind: 'title' | 'number' | 'heading' | 'note' | 'paragraph' | 'plain'; readonly text: string }
  | { readonly kind: 'grid'; readonly lines: readonly (readonly { readonly label: string; readonly value: string }[])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'card'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'sign'; readonly lines: readonly { readonly label: string; readonly value: string }[] }

/** What a move would do. `told`: to the applicant; `status`: where the case would stand. */
export type MoveOutlook =
  | { readonly kind: 'possible'; readonly papers: readonly PaperContent[]; readonly told: readonly string[]; readonly status: string }
  | { readonly kind: 'impossible'; readonly why: string }

/** Who may be given a case, the best first with reasons, and who may not, with why. */
export type CounselChoice = {
  readonly candidates: readonly { readonly id: string; readonly name: string; readonly firm: string; readonly reasons: string }[]
  readonly excluded: readonly { readonly name: string; readonly why: string }[]
}

/** What was filled in, a line a question. */
export type CaseFact = { readonly label: string; readonly shown: string; readonly files: readonly FileRef[] }

/** What the pages of cases need. */
export type CasesDeps = Pick<DeskDeps, 'accounts' | 'roster' | 'now' | 'nextId' | 'say'> & {
  readonly texts: DeskTexts
  readonly days: DeskTexts
  /** What chat says of cases: names of statuses, moves, clocks, papers. */
  readonly caseTexts: DeskTexts
  readonly cases: DeskCases
  readonly practice: () => Practice
  readonly facts: (casework: Casework) => readonly CaseFact[]
  /** Terms of the matter and hearings, in words. */
  readonly terms: (casework: Casework) => readonly string[]
  readonly hearings: (casework: Casework) => readonly string[]
  readonly counsel: (casework: Casework) => CounselChoice
  readonly outlook: (casework: Casework, form: MoveForm, actor: CaseActor) => MoveOutlook
  /** Papers that the moves made so far left. */
  readonly papers: (casework: Casework, seq: number) => readonly PaperContent[]
  readonly pieces: (paper: PaperContent) => readonly PaperPiece[]
  readonly pdf: (paper: PaperContent) => Promise<Uint8Array>
  readonly screening: (result: CaseScreening) => string
  /** How one asks in chat that departments be asked of a case's applicant. */
  readonly registersLine: (number: string) => string
  readonly review: (casework: Casework) => string
  readonly file: (id: string) => Promise<Uint8Array | undefined>
  /** Whether what is sent to the applicant must say nothing: somebody may be looking on. */
  readonly discreet: (casework: Casework) => boolean
}

/** Writes down that somebody looked at a person's matter. */
export const seen = (
  deps: Pick<CasesDeps, 'accounts' | 'now'>,
  actor: Actor,
  subject: { readonly kind: string; readonly id: string },
  account: string,
): Promise<void> => deps.accounts.audit({ at: deps.now(), actor: account, action: `${subject.kind}-seen`, subject, detail: actor.name })
