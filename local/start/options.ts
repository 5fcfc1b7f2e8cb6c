import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { root } from '../platform/places.ts';

export const USAGE = `npm start -- [--port N] [--home DIR] [--no-demo] [--once] [--value NAME=VALUE]…

  --port N     where to listen on 127.0.0.1; 8000 by default
  --home DIR   folder that holds everything; OPENSCRIPT_HOME, or .openscript in this folder by default
  --no-demo    start without the demo
  --once       run the demo, stop, and end with a status other than 0 if it failed
  --value NAME=VALUE   a value of the stage (docs/deploy.md), such as SignInDomain=openscript

OPENSCRIPT_ADMIN_PASSWORD sets the administrator's password at the first start; else it is random.`;

export interface StartOptions {
  readonly port: number;
  readonly home: string;
  readonly demo: boolean;
  readonly once: boolean;
  readonly values: Readonly<Record<string, string>>;
}

const portSchema = z.coerce.number('must be a number').int().min(0).max(65_535);

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line; throws a message that names the fault and shows the usage. */
export const parseStartOptions = (
  args: readonly string[],
  environment: Environment,
): StartOptions | 'help' => {
  try {
    return parse(args, environment);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};

const parse = (args: readonly string[], environment: Environment): StartOptions | 'help' => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8000' },
      home: { type: 'string', default: environment.OPENSCRIPT_HOME || join(root, '.openscript') },
      'no-demo': { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      value: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const port = portSchema.safeParse(values.port);
  if (!port.success) throw new Error(`--port ${values.port}: ${port.error.issues[0]?.message}`);
  if (values.once && values['no-demo']) throw new Error('--once runs the demo; it cannot go with --no-demo');
  return {
    port: port.data,
    home: values.home,
    demo: !values['no-demo'],
    once: values.once,
    values: Object.fromEntries(values.value.map(stageValue)),
  };
};

const stageValue = (given: string): readonly [string, string] => {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined) throw new Error(`--value ${given}: must be NAME=VALUE`);
  return [name, value];
};
