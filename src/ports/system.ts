import type { Instant } from '../core/ids.ts'

/** The only source of the present. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): Instant
}

/** The only source of randomness for identifiers. */
export interface Ids {
  /** A new opaque id, sortable by time of making. */
  next(): string
  /** `bytes` random bytes as URL-safe text. */
  secret(bytes: number): string
}

/** Structured log; personal data is masked behind it. */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Cuts Chinese text into words. */
export interface Segmenter {
  /** Words in order; never throws; empty for empty text. */
  cut(text: string): readonly string[]
  /** Words that name a person, a place or an organisation, as far as the cutter knows; it may err either way. */
  named(text: string): readonly { readonly word: string; readonly kind: 'person' | 'place' | 'organisation' }[]
}
