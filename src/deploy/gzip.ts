/**
 * The bytes packed with gzip, as x/wasm takes them: a node's default limit on a request is below what a large
 * contract needs in hex, and gas is paid by the byte.
 */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
