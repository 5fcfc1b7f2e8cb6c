import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Read at a time: large enough to be quick, small enough that a 200 MB file never stands in memory. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Answers each File with its SHA-256, and says on the way how many bytes are done. */
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    for (let from = 0; from < file.size; from += CHUNK_BYTES) {
      hash.update(new Uint8Array(await file.slice(from, from + CHUNK_BYTES).arrayBuffer()));
      self.postMessage({ done: Math.min(file.size, from + CHUNK_BYTES) });
    }
    self.postMessage({ sha256: bytesToHex(hash.digest()) });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
