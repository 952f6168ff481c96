/** What a workbook may unpack to altogether, and in how many parts. */
const LARGEST = 200 * 1024 * 1024
const MOST_PARTS = 5_000

const END = 0x0605_4b50
const ENTRY = 0x0201_4b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const COMMENT_BYTES = 65_535

/** Throws where a zip says of itself that it would unpack to more than a workbook ever is, or has no directory that can be read. */
export const refuseBomb = (bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.byteLength - END_BYTES
  while (end >= 0 && end > bytes.byteLength - END_BYTES - COMMENT_BYTES && view.getUint32(end, true) !== END) end -= 1
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('this is no .xlsx file')
  const parts = view.getUint16(end + 10, true)
  if (parts > MOST_PARTS) throw new Error(`it has ${parts} parts, more than any workbook`)
  let at = view.getUint32(end + 16, true)
  let size = 0
  for (let part = 0; part < parts; part += 1) {
    if (at + ENTRY_BYTES > bytes.byteLength || view.getUint32(at, true) !== ENTRY) throw new Error('its directory cannot be read')
    size += view.getUint32(at + 24, true)
    at += ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (size > LARGEST) throw new Error(`it would unpack to ${Math.round(size / 1024 / 1024)} MB`)
}
