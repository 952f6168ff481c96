import type { Choice, FileRef } from './message.ts'

/** A civil date in China. */
export type FieldDate = { readonly year: number; readonly month: number; readonly day: number }

/** A confirmed answer to a step, ready to store as JSON. `shown` is how the review and documents print it. */
export type FieldValue =
  | {
      readonly kind: 'text'
      readonly value: string
      readonly shown: string
      /** Of a resident id: what it says of the person; `age` in full years on the day of the answer. */
      readonly birth?: FieldDate
      readonly sex?: 'male' | 'female'
      readonly age?: number
      /** Told by voice: the recordings. */
      readonly files?: readonly FileRef[]
    }
  /** Of a birth date, `age` in full years on the day of the answer. */
  | { readonly kind: 'date'; readonly value: FieldDate; readonly age?: number; readonly shown: string }
  | { readonly kind: 'span'; readonly value: { readonly from: FieldDate; readonly to: FieldDate }; readonly shown: string }
  /** Fen. */
  | { readonly kind: 'money'; readonly value: number; readonly shown: string }
  | { readonly kind: 'integer'; readonly value: number; readonly shown: string }
  /** Per cent, 0 to 100. */
  | { readonly kind: 'percent'; readonly value: number; readonly shown: string }
  | { readonly kind: 'yes-no'; readonly value: boolean; readonly shown: string }
  | { readonly kind: 'choice'; readonly value: string; readonly shown: string }
  | { readonly kind: 'choices'; readonly value: readonly string[]; readonly shown: string }
  | { readonly kind: 'village'; readonly value: string; readonly town: string; readonly shown: string }
  /** A town's 9-digit code. */
  | { readonly kind: 'town'; readonly value: string; readonly shown: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly shown: string }
  | { readonly kind: 'files'; readonly value: readonly FileRef[]; readonly shown: string }
  /** Agreed to a consent text of this version. */
  | { readonly kind: 'consent'; readonly value: string; readonly shown: string }
  /** Signed a statement of this version by typing one's name. */
  | { readonly kind: 'signature'; readonly value: string; readonly version: string; readonly shown: string }
  | { readonly kind: 'skipped'; readonly shown: string }

/** Answers by step id. Step ids are permanent names. */
export type Answers = Readonly<Record<string, FieldValue>>

/** Everything kept between two messages of an interview. JSON-able; encrypted at rest by the store. */
export type FlowState = {
  readonly flow: string
  /** Version of the flow the state was made with. */
  readonly version: number
  /** Step under question, or '@review'. */
  readonly step: string
  readonly answers: Answers
  /** Steps confirmed, in order, for 上一步. */
  readonly trail: readonly string[]
  /** Bad answers in a row at this step. */
  readonly misses: number
  /** A value waiting for the person's yes (lunar or relative date, one likely village, prefill). */
  readonly echo?: FieldValue
  /** Choices offered for the pending question, so that "2" can be read. */
  readonly offered?: readonly Choice[]
  /** Pieces of a long text or files not yet ended by 完. */
  readonly pieces?: readonly string[]
  readonly files?: readonly FileRef[]
  /** The rule that `echo` is asked about: a yes keeps the answer. */
  readonly doubt?: string
  /** Answers that an edit made doubtful, offered again for a yes when their step is asked. */
  readonly former?: Answers
  /** Set while one answer is edited from the review: steps still to be asked again before the review returns. */
  readonly editing?: boolean
  /** A cancel, a restart, or the removal of `removing` asked and not yet confirmed. */
  readonly confirming?: 'cancel' | 'restart' | 'remove'
  /** Member of a repeated group that is to go. */
  readonly removing?: { readonly group: string; readonly n: number }
  /** When the person last said something in it. */
  readonly touchedAt?: number
  /** Begun for one of several people in one dispute: `given` are the answers that came with it, kept where the form is begun anew. */
  readonly origin?: { readonly matterId: string; readonly given: readonly string[] }
  /** True while paused; any 继续 resumes at `step`. */
  readonly paused?: boolean
}
