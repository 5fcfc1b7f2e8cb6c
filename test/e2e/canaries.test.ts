import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../bin/generate/examples.ts';
import { routeLists } from '../../bin/generate/route-lists.ts';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import type { Route } from '../../functions/platform/route.ts';
import { clientConfig } from '../../local/platform/aws.ts';
import { Client, freshName, signIn } from './platform/client.ts';
import { dumpTable } from './platform/table-dump.ts';

const { url, access, home } = inject('platform');
const AT_ONCE = 8;

/** What every canary begins with: it is looked for everywhere. */
const MARK = `kANAr1e${randomBytes(6).toString('hex')}`;
let counter = 0;
const canary = (): string => `${MARK}x${(counter++).toString(36)}Q9`;

/** Names of fields that hold a secret, in bodies, paths and queries. */
const secretName = /pass|secret|token|^code$|^session$|verifier|^registration$|_code$/;

type Json = Record<string, unknown>;
const objectOf = (schema: unknown): z.ZodObject | undefined => {
  if (schema instanceof z.ZodObject) return schema;
  return schema instanceof z.ZodUnion ? schema.options.map(objectOf).find(Boolean) : undefined;
};

/** The example of a body with a canary in each secret field that its form knows. */
const bodyOf = (route: Route): unknown => {
  const schema = objectOf(route.body);
  if (schema === undefined) return undefined;
  const secrets = Object.keys(schema.shape).filter((name) => secretName.test(name));
  const example = exampleOf(route, route.body as z.ZodType) as Json;
  return { ...example, ...Object.fromEntries(secrets.map((name) => [name, canary()])) };
};

const pathOf = ({ path, query }: Route): string => {
  const filled = path.replace(/\{(\w+)\+?\}/g, (_, name: string) => (secretName.test(name) ? canary() : 'x'));
  const secrets = Object.keys(query?.shape ?? {}).filter((name) => secretName.test(name));
  return secrets.length === 0
    ? filled
    : `${filled}?${new URLSearchParams(secrets.map((name): [string, string] => [name, canary()]))}`;
};

/** What every function wrote to its log, and what the parts of the platform wrote to theirs. */
const readLogs = async (startTime: number): Promise<string[]> => {
  const client = new CloudWatchLogsClient(clientConfig(access));
  const lines: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}))
    for (const { logGroupName } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, startTime }))
        lines.push(...events.map(({ message = '' }) => message));
    }
  for (const name of await readdir(home, { recursive: true }))
    if (name.endsWith('.log')) lines.push(await readFile(join(home, name), 'utf8'));
  return lines;
};

it('secrets that are sent anywhere are in no row, no log line and no answer', {
  timeout: 240_000,
}, async () => {
  const started = Date.now();
  const answers: string[] = [];
  const ask = async (client: Client, method: string, path: string, body?: unknown, headers = {}) => {
    const answer = await client.call(method, path, body, headers);
    answers.push(`${JSON.stringify(answer.body)} ${[...answer.headers]}`);
    return answer;
  };

  // All goes well: passwords that are set, changed, mistyped, reset.
  const [name, first, second] = [freshName('canary'), canary(), canary()];
  const nobody = new Client(url);
  const registered = await ask(nobody, 'POST', '/auth/register', { username: name, password: first });
  expect(registered.status).toBe(201);
  const person = await signIn(url, name, first);
  const changed = await ask(person, 'POST', '/auth/password/change', {
    old_password: first,
    new_password: second,
  });
  expect(changed.status).toBe(200);
  await ask(nobody, 'POST', '/auth/login', { username: name, password: canary() });
  await ask(nobody, 'POST', '/auth/login', { username: canary(), password: second });
  expect((await signIn(url, name, second)).token).toBeDefined();

  // Everything goes wrong: each route that takes secrets, by somebody, and every route with a token that is none.
  const routes = routeLists
    .flatMap((list) => list.routes as readonly Route[])
    .filter(({ operation }) => operation !== 'logout');
  const sent = new Set<string>();
  await inParallel(routes, AT_ONCE, async (route) => {
    const from = counter;
    const [path, body] = [pathOf(route), bodyOf(route)];
    if (counter > from) {
      sent.add(route.operation);
      await ask(person, route.method, path, body);
    }
    await ask(nobody, route.method, pathOf(route), bodyOf(route), {
      authorization: `Bearer ${canary()}`,
      cookie: `openscript_refresh=${canary()}`,
    });
  });
  expect([...sent]).toEqual(
    expect.arrayContaining(['acceptInvitation', 'exchangeBridgeCode', 'stepUp', 'receiveDelivery']),
  );

  const holding = (lines: readonly string[]) =>
    lines.filter((line) => line.includes(MARK)).map((line) => line.slice(0, 600));
  expect(holding(answers)).toEqual([]);
  expect(holding([...(await dumpTable()).values()])).toEqual([]);
  const logs = await readLogs(started);
  expect(logs.some((line) => line.includes('"changePassword"'))).toBe(true); // they are read at all
  expect(holding(logs)).toEqual([]);
});
