import type { Client } from '../e2e/platform/client.ts';
import { type Summary, summarise, timed } from './statistics.ts';

/** One measured route at one number of clients. */
export interface Latency extends Summary {
  readonly route: string;
  readonly clients: number;
  readonly failed: number;
}

interface Measured {
  readonly route: string;
  readonly call: (client: Client) => Promise<{ status: number }>;
}

/** What is measured: reads of each domain and the routes a clerk's work passes through. `prepare` gives their subjects. */
const routesFor = (script: string, runId: string, fileId: string): readonly Measured[] => [
  { route: 'GET /health', call: (client) => client.call('GET', '/health') },
  { route: 'GET /auth/me', call: (client) => client.call('GET', '/auth/me') },
  { route: 'GET /scripts', call: (client) => client.call('GET', '/scripts') },
  { route: 'GET /scripts/{name}', call: (client) => client.call('GET', `/scripts/${script}`) },
  { route: 'GET /files', call: (client) => client.call('GET', '/files') },
  { route: 'GET /files/{id}', call: (client) => client.call('GET', `/files/${fileId}`) },
  {
    route: 'POST /files',
    call: (client) => client.call('POST', '/files', { name: 'bench.csv', size: 1, sha256: 'a'.repeat(64) }),
  },
  { route: 'GET /runs', call: (client) => client.call('GET', '/runs') },
  { route: 'GET /runs/{id}', call: (client) => client.call('GET', `/runs/${runId}`) },
  { route: 'GET /runs/{id}/logs', call: (client) => client.call('GET', `/runs/${runId}/logs`) },
  { route: 'GET /runs/{id}/artifacts', call: (client) => client.call('GET', `/runs/${runId}/artifacts`) },
];

const measure = async (
  client: Client,
  measured: Measured,
  clients: number,
  calls: number,
): Promise<Latency> => {
  const sample: number[] = [];
  let failed = 0;
  let left = calls;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      sample.push(
        await timed(async () => {
          const { status } = await measured.call(client);
          if (status >= 400) failed += 1;
        }),
      );
    }
  };
  for (let warm = 0; warm < 3; warm += 1) await measured.call(client);
  await Promise.all(Array.from({ length: clients }, worker));
  return { route: measured.route, clients, failed, ...summarise(sample) };
};

/** Latency per route at 1, 10 and 50 clients that call as fast as they get answers. */
export const measureApi = async (
  client: Client,
  subjects: { script: string; runId: string; fileId: string },
) => {
  const results: Latency[] = [];
  for (const measured of routesFor(subjects.script, subjects.runId, subjects.fileId))
    for (const [clients, calls] of [
      [1, 60],
      [10, 200],
      [50, 400],
    ] as const)
      results.push(await measure(client, measured, clients, calls));
  return results;
};
