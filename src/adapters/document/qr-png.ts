import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** Pixels a module. */
const MODULE = 8
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** A text as a QR code, a PNG picture of black and white. */
export const qrPng = (text: string): Uint8Array => {
  const { data } = encode(text, { border: 2, ecc: 'M' })
  const side = data.length * MODULE
  const stride = 1 + Math.ceil(side / 8)
  const pixels = Buffer.alloc(stride * side, 0xff)
  for (let y = 0; y < side; y += 1) {
    // No filter in any line.
    pixels[y * stride] = 0
    for (let x = 0; x < side; x += 1) {
      if (!data[Math.floor(y / MODULE)]?.[Math.floor(x / MODULE)]) continue
      const at = y * stride + 1 + (x >> 3)
      pixels[at] = (pixels[at] ?? 0) & ~(0x80 >> (x & 7))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  // One bit of grey.
  head[8] = 1
  return new Uint8Array(Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]))
}

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
