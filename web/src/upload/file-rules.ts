/** What a file must be to be taken; the server and the runner check again. */
export interface FileRules {
  readonly accept: readonly string[];
  /** Bytes. */
  readonly maxSize: number | undefined;
  readonly maxItems: number | undefined;
}

/** 200 MB, the platform's own limit of one file. */
export const PLATFORM_MAX_BYTES = 200 * 1000 * 1000;

export type FileFault =
  | { readonly key: 'upload.wrongType'; readonly named: { readonly accept: string } }
  | { readonly key: 'upload.tooLarge'; readonly named: { readonly limit: number } }
  | { readonly key: 'upload.badName'; readonly named: Record<string, never> };

/** Whether a file's name ends as asked; case does not matter, no list means any. */
export const isAccepted = (name: string, accept: readonly string[]): boolean =>
  accept.length === 0 || accept.some((ending) => name.toLowerCase().endsWith(ending));

/** Why a file cannot be taken, or undefined. `size` in bytes. */
export const fileFault = (name: string, size: number, rules: FileRules): FileFault | undefined => {
  if (new TextEncoder().encode(name).byteLength > 255 || /\p{Cc}/u.test(name) || !name.isWellFormed())
    return { key: 'upload.badName', named: {} };
  if (!isAccepted(name, rules.accept))
    return { key: 'upload.wrongType', named: { accept: rules.accept.join(' ') } };
  const limit = Math.min(rules.maxSize ?? PLATFORM_MAX_BYTES, PLATFORM_MAX_BYTES);
  return size > limit ? { key: 'upload.tooLarge', named: { limit } } : undefined;
};
