/** Files of the page as the build made them. `version` changes with any of them. */
export type WebAssets = {
  readonly version: string
  /** Bytes by name: chat.js, chat.css, offline.js, service-worker.js, widget.js, icon.svg and the PNG icons. */
  readonly files: Readonly<Record<AssetName, Uint8Array>>
}

/** Names of the built files. */
export const ASSETS = [
  'chat.js',
  'chat.css',
  'offline.js',
  'service-worker.js',
  'widget.js',
  'icon.svg',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable-512.png',
  'apple-touch-icon.png',
] as const
export type AssetName = (typeof ASSETS)[number]
