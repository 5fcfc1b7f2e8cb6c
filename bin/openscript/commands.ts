import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { departments } from './commands/departments.ts';
import { drop, drops } from './commands/drops.ts';
import { files, put } from './commands/files.ts';
import { hooks } from './commands/hooks.ts';
import { queue } from './commands/queue.ts';
import { run } from './commands/run.ts';
import { cancel, download, logs, retry, runs } from './commands/runs.ts';
import { schedules } from './commands/schedules.ts';
import { inspect, packages, scripts, upload } from './commands/scripts.ts';
import { login, logout, whoami } from './commands/sign-in.ts';
import { users } from './commands/users.ts';

/** Every command by its name, in the order the overview shows them. */
export const commands: Readonly<Record<string, Command>> = {
  login,
  logout,
  whoami,
  scripts,
  upload,
  inspect,
  packages,
  files,
  put,
  run,
  runs,
  logs,
  cancel,
  retry,
  download,
  queue,
  schedules,
  hooks,
  drops,
  drop,
  audit,
  users,
  departments,
};
