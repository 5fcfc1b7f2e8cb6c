import { createContext, Script } from 'node:vm';

/** A pattern is its author's: one that backtracks without end must not stop the API. A busy machine needs a second. */
const MAX_SEARCH_MS = 1000;

const search = new Script('new RegExp(pattern, "u").test(value)');

/** The error may be of the other context, where `Error` is another class. */
const isTimeout = (thrown: unknown): boolean =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Searches a text for a script author's pattern (as Python's `re.search` with ASCII classes; the inspection takes only
 * what both languages read alike). `too slow`: it was given up.
 */
export const searchPattern = (pattern: string, value: string): boolean | 'too slow' => {
  try {
    // A context of its own: V8 ends a regular expression only together with the script that runs it.
    const found: unknown = search.runInContext(createContext({ pattern, value }), {
      timeout: MAX_SEARCH_MS,
    });
    return found === true;
  } catch (thrown) {
    if (isTimeout(thrown)) return 'too slow';
    return true; // JavaScript does not read it; the runner's own check decides
  }
};
