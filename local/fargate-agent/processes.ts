import { readdirSync, readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/<pid>/stat: clock ticks since boot at its start. */
  readonly startTicks: string;
}

interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly group: number;
  /** Z: it has ended, and its parent has not asked how. */
  readonly state: string;
}

const readEntry = (pid: number): ProcessEntry | undefined => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined; // it has ended
  }
  // The second field is the program's name in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent, group] = fields;
  return { pid, state, parent: Number(parent), group: Number(group), startTicks: fields[19] ?? '' };
};

/** The identity of a living process. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const found = readEntry(pid);
  return found === undefined ? undefined : { pid, startTicks: found.startTicks };
};

/** Whether that very process still lives. */
export const isAlive = ({ pid, startTicks }: ProcessIdentity): boolean => {
  const found = readEntry(pid);
  return found !== undefined && found.startTicks === startTicks && found.state !== 'Z';
};

/** The process, all its descendants, and what is left of its process group. */
export const listTree = (root: number): number[] => {
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readEntry(Number(name)))
    .filter((entry) => entry !== undefined);
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size; ) {
    before = tree.size;
    for (const { pid, parent, group } of entries) if (tree.has(parent) || group === root) tree.add(pid);
  }
  return [...tree];
};

/** Sends a signal; a process that has ended is no error. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // ended meanwhile
  }
};

/** Kills the process and everything it has started, the parents first so that none starts another. */
export const killTree = (root: number): void => {
  for (const pid of listTree(root)) signal(pid, 'SIGKILL');
};
