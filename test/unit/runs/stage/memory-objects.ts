import type { RunObjects } from '../../../../functions/runs/objects.ts';

/** The artifacts bucket in memory; `objects` is what is stored, by key. */
export const makeMemoryObjects = (): RunObjects & { readonly objects: Map<string, string> } => {
  const objects = new Map<string, string>();
  return {
    objects,
    readText: async (key, maxBytes) => {
      const body = objects.get(key);
      return body === undefined || Buffer.byteLength(body) > maxBytes ? undefined : body;
    },
    list: async (prefix, after, limit) => {
      const found = [...objects.keys()]
        .filter((key) => key.startsWith(prefix) && (after === undefined || key > after))
        .sort();
      return {
        objects: found
          .slice(0, limit)
          .map((key) => ({ key, size: Buffer.byteLength(objects.get(key) ?? '') })),
        end: found.length <= limit,
      };
    },
    putJson: async (key, value) => {
      objects.set(key, JSON.stringify(value));
    },
    remove: async (key) => {
      objects.delete(key);
    },
  };
};
