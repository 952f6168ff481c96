/** News between the processes of one service. What nobody hears is gone: whoever depends on it looks at the database when `missed` is told. */
export interface Bus {
  /** Tells every process, this one too. Rejects where it cannot be told. */
  publish(topic: string, message: Uint8Array): Promise<void>
  subscribe(topic: string, listener: (message: Uint8Array) => void): void
  /** Told when news may have been missed. */
  onMissed(listener: () => void): void
  close(): Promise<void>
}
