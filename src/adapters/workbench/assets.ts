/** Files of the workbench as the build made them. `version` changes with any of them. */
export type DeskAssets = { readonly version: string; readonly files: Readonly<Record<DeskAssetName, Uint8Array>> }

/** Names of the built files. */
export const DESK_ASSETS = ['desk.js', 'desk.css', 'talks.js', 'figures.js'] as const
export type DeskAssetName = (typeof DESK_ASSETS)[number]
