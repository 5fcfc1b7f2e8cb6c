/** Time zones: which moment a clock on the wall shows, and which moments show a time. Times are milliseconds since 1970. */

const DAY_MS = 86_400_000;

/** What a clock on the wall shows, kept as if it were UTC: `Date.UTC(2026, 2, 8, 2, 30)` is half past two. */
export type Wall = number;

/** The zone's clock was or will be changed at `at`; from then on it is `offset` ms ahead of UTC. */
interface Change {
  readonly at: number;
  readonly offset: number;
}

export interface Zone {
  readonly name: string;
  /** How far the clock is ahead of UTC at a moment, in ms. */
  readonly offsetAt: (at: number) => number;
  readonly wallAt: (at: number) => Wall;
  /** The moments at which the clock shows a time: one, two in the repeated hour of autumn, none in the gap of spring. */
  readonly momentsOf: (wall: Wall) => readonly number[];
  /** The first moment at which the clock shows that time or a later one: the end of the gap for a time in a gap. */
  readonly firstMoment: (wall: Wall) => number;
  /** The first change of the clock after a moment and before another. */
  readonly nextChange: (after: number, before: number) => number | undefined;
}

/** `GMT`, `GMT+08:00`, `GMT-04:56:02`. */
const readOffset = (written: string): number => {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(written) ?? [];
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
};

const makeReader = (name: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (at) =>
    readOffset(format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT');
};

/** The moment between two with different offsets at which the clock is changed. */
const search = (read: (at: number) => number, from: number, to: number): Change => {
  const before = read(from);
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (read(middle) === before) low = middle;
    else high = middle;
  }
  return { at: high, offset: read(high) };
};

/** The changes of one year, the offset at its beginning first. */
const changesOf = (read: (at: number) => number, year: number): readonly Change[] => {
  const begin = Date.UTC(year, 0, 1);
  const changes: Change[] = [{ at: begin, offset: read(begin) }];
  for (let day = begin; day < Date.UTC(year + 1, 0, 1); day += DAY_MS)
    if (read(day + DAY_MS) !== changes.at(-1)?.offset) changes.push(search(read, day, day + DAY_MS));
  return changes;
};

const makeZone = (name: string): Zone => {
  const read = makeReader(name);
  const years = new Map<number, readonly Change[]>();
  const changesAround = (at: number): readonly Change[] => {
    const year = new Date(at).getUTCFullYear();
    const known = years.get(year) ?? changesOf(read, year);
    years.set(year, known);
    return known;
  };
  const offsetAt = (at: number): number => changesAround(at).findLast((each) => each.at <= at)?.offset ?? 0;
  const momentsOf = (wall: Wall): readonly number[] => {
    // No clock is more than a day from UTC: both offsets around the time are among these.
    const offsets = new Set([offsetAt(wall - DAY_MS), offsetAt(wall), offsetAt(wall + DAY_MS)]);
    return [...offsets]
      .map((offset) => wall - offset)
      .filter((at) => at + offsetAt(at) === wall)
      .sort((a, b) => a - b);
  };
  const nextChange = (after: number, before: number): number | undefined => {
    for (let year = new Date(after).getUTCFullYear(); Date.UTC(year, 0, 1) < before; year += 1) {
      const [, ...changes] = changesAround(Date.UTC(year, 0, 1));
      const found = changes.find(({ at }) => at > after && at < before);
      if (found !== undefined) return found.at;
    }
    return undefined;
  };
  const firstMoment = (wall: Wall): number => {
    const [first] = momentsOf(wall);
    if (first !== undefined) return first;
    return nextChange(wall - 2 * DAY_MS, wall + 2 * DAY_MS) ?? wall - offsetAt(wall);
  };
  return { name, offsetAt, wallAt: (at) => at + offsetAt(at), momentsOf, firstMoment, nextChange };
};

/** Zones are some hundred; their tables are kept. */
const zones = new Map<string, Zone>();

/** Not an offset such as `+08:00`, which Intl takes too. */
const isName = (name: string): boolean => /^[A-Za-z]/.test(name);

/** The zone of an IANA name; undefined: there is none of that name. */
export const findZone = (name: string): Zone | undefined => {
  const known = zones.get(name);
  if (known !== undefined || !isName(name)) return known;
  try {
    const zone = makeZone(name);
    zones.set(name, zone);
    return zone;
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
};

const iso = (wall: Wall): string => new Date(wall).toISOString();

/** `2026-03-08T03:00` of a time on the wall; seconds only where there are some. */
export const showWall = (wall: Wall): string => iso(wall).slice(0, wall % 60_000 === 0 ? 16 : 19);

/** A moment in a zone: `2026-03-08T03:00-04:00`. */
export const showLocal = (zone: Zone, at: number): string => {
  const offset = zone.offsetAt(at);
  return `${showWall(at + offset)}${offset < 0 ? '-' : '+'}${iso(Math.abs(offset)).slice(11, 16)}`;
};

/** The beginning of the day of a time on the wall. */
export const dayOf = (wall: Wall): Wall => Math.floor(wall / DAY_MS) * DAY_MS;

/** `2026-03-08`. */
export const showDay = (wall: Wall): string => iso(wall).slice(0, 10);

export const daysAfter = (wall: Wall, days: number): Wall => wall + days * DAY_MS;
