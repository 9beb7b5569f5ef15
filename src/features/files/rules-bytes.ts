// Bytes of files: reading numbers and names, and putting kept parts together.

export type Bytes = Uint8Array<ArrayBuffer>

/** Big-endian; 0 past the end. */
export const u16 = (bytes: Bytes, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** Big-endian, unsigned; 0 past the end. */
export const u32 = (bytes: Bytes, at: number): number =>
  u16(bytes, at) * 0x1_0000 + u16(bytes, at + 2)

/** Little-endian, unsigned; 0 past the end. */
export const u32le = (bytes: Bytes, at: number): number =>
  (bytes[at] ?? 0) +
  (bytes[at + 1] ?? 0) * 0x100 +
  (bytes[at + 2] ?? 0) * 0x1_0000 +
  (bytes[at + 3] ?? 0) * 0x100_0000

/** One character a byte. */
export const latin = (bytes: Bytes, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/** All parts in a row. */
export function joined(parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
