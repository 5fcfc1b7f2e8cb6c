import { tidyMoment } from '../../text/moment.ts';

/** Days as people paste them, one a line or apart by commas, and the pieces that are none. */
export const readDays = (
  text: string,
): { readonly days: readonly string[]; readonly wrong: readonly string[] } => {
  const days = new Set<string>();
  const wrong: string[] = [];
  for (const piece of text
    .split(/[\n,，;；、\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const day = tidyMoment('date', piece);
    const at = new Date(`${day}T00:00:00Z`);
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day))
      days.add(day);
    else wrong.push(piece);
  }
  return { days: [...days].sort(), wrong };
};
