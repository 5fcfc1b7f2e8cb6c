import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import openapi from '../../../docs/openapi.json' with { type: 'json' };
import { makeApi } from '../../../functions/platform/api.ts';
import { notSignedIn } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { systemRoutes } from '../../../functions/system/contract.ts';
import page from '../../../functions/system/generated/reference-page.json' with { type: 'json' };
import { makeShowDocs } from '../../../functions/system/show-docs.ts';
import { makeShowOpenapi } from '../../../functions/system/show-openapi.ts';
import { httpEvent, send } from '../platform/http-events.ts';

const references = systemRoutes.filter((route) => route.operation !== 'checkHealth');

const handler = makeApi(
  references,
  { showOpenapi: makeShowOpenapi(openapi), showDocs: makeShowDocs(page) },
  {
    authenticate: () => Promise.reject(notSignedIn()),
    defaultLanguage: 'en',
    now: Date.now,
    log: makeLog('system', () => undefined),
  },
);
const get = (path: string) => send(handler, httpEvent('GET', path));

describe('GET /openapi.json', () => {
  test('is the document itself, without an envelope', async () => {
    const { status, headers, body } = await get('/openapi.json');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toEqual(openapi);
  });
});

describe('GET /docs', () => {
  test('shows every operation and every schema', async () => {
    const { body } = await get('/docs');
    for (const path of Object.values(openapi.paths))
      for (const operation of Object.values(path) as { operationId: string; deprecated?: boolean }[])
        if (operation.deprecated !== true) expect(body).toContain(`id="${operation.operationId}"`);
    for (const name of Object.keys(openapi.components.schemas)) expect(body).toContain(`id="schema-${name}"`);
  });

  test('links to nothing that is not there', async () => {
    const { body } = await get('/docs');
    const targets = [...(body as string).matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(20);
    for (const id of targets) expect(body).toContain(`id="${id}"`);
  });

  test('needs no script, and no more of the policy than the hash of its one style sheet', async () => {
    const { headers, body } = await get('/docs');
    expect(body).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<link|<img/i);
    const styles = [...(body as string).matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '');
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
