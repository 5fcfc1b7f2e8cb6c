import * as z from 'zod';
import { routes } from '../platform/route.ts';

export const systemRoutes = routes([
  {
    operation: 'checkHealth',
    method: 'GET',
    path: '/health',
    access: 'public',
    summary: 'Whether everything needed answers',
    description: 'An error 50301 names every part that does not answer: `checks.table`, `checks.user_pool` …',
    reply: z.object({
      status: z.literal('ok'),
      version: z.string(),
      checks: z.record(z.string(), z.object({ status: z.literal('ok'), ms: z.int() })),
    }),
    status: [200],
  },
  {
    operation: 'showOpenapi',
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    summary: 'This API as an OpenAPI 3.1 document',
    reply: 'json-document',
    status: [200],
  },
  {
    operation: 'showDocs',
    method: 'GET',
    path: '/docs',
    access: 'public',
    summary: 'This API, rendered',
    reply: 'html',
    status: [200],
  },
]);
