/** The parts of an event that may be large. */
interface Sized {
  readonly arguments: unknown;
  readonly before: unknown;
  readonly after: unknown;
  readonly truncated: boolean;
}

/** The largest event, in bytes of its JSON: 32 KiB. */
export const MAX_EVENT_BYTES = 32 * 1024;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Cuts the largest of arguments, before and after, until the event fits; `truncated` says that it was cut. */
export const fitEvent = <Event extends Sized>(event: Event): Event => {
  let fitted = event;
  const parts = ['arguments', 'before', 'after'] as const;
  for (let cut = 0; cut < parts.length && bytesOf(fitted) > MAX_EVENT_BYTES; cut += 1) {
    const largest = parts.toSorted((one, other) => bytesOf(fitted[other]) - bytesOf(fitted[one]))[0];
    if (largest === undefined) break;
    fitted = { ...fitted, truncated: true, [largest]: { left_out_bytes: bytesOf(fitted[largest]) } };
  }
  return fitted;
};
