// What a page weighs on its way, measured with what the runtime has.

/** Bytes after gzip, which is larger than brotli. */
export async function compressed(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(stream).arrayBuffer()).byteLength
}
