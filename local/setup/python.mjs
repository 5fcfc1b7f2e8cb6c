import { tryRun } from './run.mjs';
import { fail } from './say.mjs';

const CANDIDATES = ['python3.13', 'python3.12', 'python3.11', 'python3', 'python'];

const PROBE = `
import importlib.util, json, sys
have = lambda name: importlib.util.find_spec(name) is not None
print(json.dumps({"version": list(sys.version_info[:2]), "path": sys.executable, "venv": have("venv") and have("ensurepip")}))
`;

const probe = (command) => {
  const { ok, output } = tryRun(command, ['-c', PROBE]);
  if (!ok) return undefined;
  try {
    return { command, ...JSON.parse(output) };
  } catch {
    return undefined;
  }
};

const isNewEnough = ({ version: [major, minor] }) => major === 3 && minor >= 11;

/**
 * Finds a Python of at least 3.11 that can make virtual environments: the variable PYTHON first, then the usual names.
 * Ends the process with what to install when there is none.
 */
export const findPython = () => {
  const names = process.env.PYTHON ? [process.env.PYTHON, ...CANDIDATES] : CANDIDATES;
  const found = names.map(probe).filter((python) => python !== undefined);
  const usable = found.filter(isNewEnough);
  const complete = usable.find(({ venv }) => venv);
  if (complete !== undefined) return complete;
  const [first] = usable;
  if (first !== undefined) {
    const version = first.version.join('.');
    return fail(
      `${first.command} (Python ${version}) cannot make virtual environments: the modules venv and ensurepip are missing. ` +
        `On Debian and Ubuntu: sudo apt install python${version}-venv`,
    );
  }
  const seen = found.map(({ command, version }) => `${command} is ${version.join('.')}`).join(', ');
  return fail(
    `Python 3.11 or newer is needed${seen === '' ? ' and no python3 was found' : `; ${seen}`}. ` +
      'On Debian and Ubuntu: sudo apt install python3 python3-venv; or name one: PYTHON=/path/to/python3 npm run setup',
  );
};
