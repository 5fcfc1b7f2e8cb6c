import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { createBody, hasLabels, inspectShape, listFilters, listShape } from './docker-shapes.ts';
import type { Task } from './task.ts';
import type { Tasks } from './tasks.ts';

/** The version whose calls are answered; https://docs.docker.com/reference/api/engine/version/v1.44/ */
const API_VERSION = '1.44';

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly tasks: Tasks;
}

const reply = (response: ServerResponse, status: number, body?: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Api-Version': API_VERSION });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

/** Docker's clients write true as 1, true or True. */
const isOn = (value: string | null): boolean => ['1', 'true', 'True'].includes(value ?? '');

const create = async ({ request, response, query, tasks }: Call): Promise<void> => {
  const body = createBody.safeParse(await json(request));
  if (!body.success) return reply(response, 400, { message: body.error.message });
  const task = tasks.create({
    name: query.get('name') ?? '',
    image: body.data.Image,
    labels: body.data.Labels,
    environment: body.data.Env,
  });
  reply(response, 201, { Id: task.record.id, Warnings: [] });
};

const list = ({ response, query, tasks }: Call): void => {
  const filters = listFilters.safeParse(JSON.parse(query.get('filters') ?? '{}'));
  if (!filters.success) {
    reply(response, 400, { message: filters.error.message });
    return;
  }
  const { label } = filters.data;
  const all = isOn(query.get('all'));
  const shown = tasks.list().filter((task) => (all || task.status === 'running') && hasLabels(task, label));
  reply(response, 200, shown.map(listShape));
};

/** Streams Docker's multiplexed format: stream number, three zeros, length (32 bit, big-endian), text. */
const logs = ({ response, query }: Call, task: Task): void => {
  response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
  response.flushHeaders();
  const leave = task.log.read(
    isOn(query.get('follow')),
    (stream, text) => {
      const header = Buffer.alloc(8);
      header.writeUInt8(stream, 0);
      header.writeUInt32BE(text.length, 4);
      response.write(Buffer.concat([header, text]));
    },
    () => response.end(),
  );
  response.once('close', leave);
};

const wait = async ({ response }: Call, task: Task): Promise<void> => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const StatusCode = await task.ended;
  response.end(JSON.stringify({ StatusCode, Error: null }));
};

const remove = async ({ response, query, tasks }: Call, task: Task): Promise<void> => {
  const force = isOn(query.get('force'));
  if (task.status !== 'exited' && !force)
    return reply(response, 409, { message: 'the task is running; stop it first or use force' });
  await tasks.stop(task, 0);
  tasks.remove(task);
  reply(response, 204);
};

const onTask = async (call: Call, task: Task, action: string): Promise<void> => {
  const { response, query, tasks } = call;
  switch (`${call.request.method} ${action}`) {
    case 'GET json':
      return reply(response, 200, inspectShape(task));
    case 'GET logs':
      return logs(call, task);
    case 'POST start':
      tasks.start(task);
      return reply(response, 204);
    case 'POST wait':
      return wait(call, task);
    case 'POST stop': {
      const stopped = task.status === 'exited';
      await tasks.stop(task, Number(query.get('t') ?? 5));
      return reply(response, stopped ? 304 : 204);
    }
    case 'POST kill':
      await tasks.stop(task, 0);
      return reply(response, 204);
    case 'DELETE ':
      return remove(call, task);
    default:
      return reply(response, 501, { message: `${call.request.method} ${action} is not part of this agent` });
  }
};

const route = async (call: Call, path: string): Promise<void> => {
  const { request, response } = call;
  const [, kind = '', reference = '', action = ''] = path.split('/');
  if (kind === '_ping') {
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Api-Version': API_VERSION });
    response.end('OK');
  } else if (kind === 'version') {
    reply(response, 200, {
      Version: 'openscript',
      ApiVersion: API_VERSION,
      MinAPIVersion: '1.24',
      Os: 'linux',
    });
  } else if (kind === 'info') {
    reply(response, 200, { ID: 'openscript', OSType: 'linux', Containers: call.tasks.list().length });
  } else if (kind === 'images') {
    // Every image is the local runner; a pull has nothing to fetch.
    if (path.endsWith('/json')) reply(response, 200, { Id: 'sha256:openscript', RepoTags: [], Config: {} });
    else reply(response, path.endsWith('/tag') ? 201 : 200, {});
  } else if (kind === 'containers' && reference === 'create' && request.method === 'POST') {
    await create(call);
  } else if (kind === 'containers' && reference === 'json') {
    list(call);
  } else if (kind === 'containers' && reference !== '') {
    const task = call.tasks.find(decodeURIComponent(reference));
    if (task === undefined) reply(response, 404, { message: `No such container: ${reference}` });
    else await onTask(call, task, action);
  } else {
    reply(response, 501, { message: `${request.method} ${path} is not part of this agent` });
  }
};

/** The part of the Docker Engine API that the emulator's ECS calls, over the tasks of one agent. */
export const makeDockerApi = (tasks: Tasks): Server =>
  createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://agent');
    const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
    route({ request, response, query: url.searchParams, tasks }, path).catch((error: unknown) => {
      console.error(`${request.method} ${path}:`, error);
      if (response.headersSent) response.destroy();
      else reply(response, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
