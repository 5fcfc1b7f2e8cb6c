import { describe, expect, it } from 'vitest';
import { unpackedBytes } from '../../../web/src/preview/zip-size.ts';

/** A directory of entries with these declared sizes, and nothing behind it. */
const archive = (sizes: readonly number[], comment = 0): Uint8Array => {
  const directory = Buffer.concat(
    sizes.map((size) => {
      const entry = Buffer.alloc(46 + 3);
      entry.writeUInt32LE(0x02014b50);
      entry.writeUInt32LE(size, 24);
      entry.writeUInt16LE(3, 28);
      return entry;
    }),
  );
  const end = Buffer.alloc(22 + comment);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(sizes.length, 10);
  end.writeUInt32LE(7, 16);
  return Buffer.concat([Buffer.alloc(7), directory, end]);
};

describe('what an archive says it unpacks to', () => {
  it('is the sum over its entries, a comment behind or not', () => {
    expect(unpackedBytes(archive([1000, 4_000_000_000]))).toBe(4_000_001_000);
    expect(unpackedBytes(archive([5], 300))).toBe(5);
  });

  it('is unknown of what is no archive, or a broken one', () => {
    expect(unpackedBytes(new Uint8Array())).toBeUndefined();
    expect(
      unpackedBytes(new TextEncoder().encode('PK, but no archive at all, however long it is')),
    ).toBeUndefined();
    const cut = archive([1000, 2000]);
    cut[7] = 0;
    expect(unpackedBytes(cut)).toBeUndefined();
  });
});
