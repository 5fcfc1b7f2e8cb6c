/**
 * The local Fargate agent: runs each ECS task of the emulator as a process of the runner in its sandbox.
 * The emulator speaks to it as to a Docker engine, over a unix socket.
 */
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { makeDockerApi } from './fargate-agent/docker-api.ts';
import { parseOptions } from './fargate-agent/options.ts';
import { Tasks } from './fargate-agent/tasks.ts';

/** As long as ECS waits between asking a task to stop and killing it. */
const GRACE_SECONDS = 5;

const options = parseOptions(process.argv.slice(2));
mkdirSync(options.work, { recursive: true });
chmodSync(options.work, 0o711); // the runs' own users pass through it, and cannot list it
const tasks = await Tasks.open(options);

rmSync(options.socket, { force: true });
const server = makeDockerApi(tasks);
server.requestTimeout = 0; // a wait lasts as long as its task
const before = process.umask(0o177);
server.listen(options.socket);
await once(server, 'listening');
process.umask(before);
console.log(`agent: ${options.slots} tasks at a time, ${options.socket}`);

const end = async (): Promise<void> => {
  await tasks.stopAll(GRACE_SECONDS);
  rmSync(options.socket, { force: true });
  process.exit(0);
};
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
