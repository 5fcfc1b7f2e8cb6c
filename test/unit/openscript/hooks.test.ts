import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../functions/platform/run-policy.ts';
import { fakePlatform, success, tokens } from './fake-platform.ts';

const at = '2026-11-24T08:00:00.000Z';
const id = 'hook_01JDA2B3C4D5E6F7G8H9JKMNPQ';
const hook = {
  id,
  script: 'orders',
  name: '订单',
  script_version: null,
  parameters: {},
  mapping: [],
  file_mapping: [],
  allowed_hosts: [],
  rate_limit: { per_minute: 60, burst: 30 },
  enabled: true,
  owner: 'ann',
  secrets: [{ created_at: at, expires_at: null }],
  last_delivery: null,
  rejected: { count: 0, last_at: null },
  version: 4,
  created_at: at,
  updated_at: at,
};
const revealed = { ...hook, secret: 'whsec_shown', url: '/api/v1/hooks/abc' };
const delivery = {
  id: 'dlv_1',
  webhook_id: id,
  delivery: 'order-1',
  status: 'refused',
  reason: { code: 'payload', message: 'the request is not valid' },
  errors: [],
  run_id: null,
  duplicate_of: null,
  test: false,
  files: 0,
  attempts: 0,
  payload_sha256: 'a',
  payload_bytes: 2,
  source_ip: '192.0.2.1',
  at,
  finished_at: at,
};
const script = {
  name: 'orders',
  description: '',
  summary: '',
  category: null,
  tags: [],
  owner: 'ann',
  current_version: 1,
  latest_version: 1,
  parameters: { type: 'object', properties: { count: { type: 'integer' } } },
  limits: {
    timeout_seconds: 900,
    cpu: 1,
    memory_mb: 2048,
    processes: 256,
    file_mb: 1024,
    output_mb: 2048,
    output_files: 1000,
    log_mb: 50,
  },
  policy: defaultPolicy,
  archived: false,
  visibility: 'everyone',
  version: 1,
  created_at: at,
  updated_at: at,
};
const page = (items: object[]) => success({ items, page_size: 100, next_cursor: null });

const open = async () => {
  const platform = fakePlatform({
    ...tokens(),
    'GET /webhooks': () => page([hook]),
    [`GET /webhooks/${id}`]: () => success(hook),
    'GET /webhooks/*/deliveries': () => page([delivery]),
    'GET /scripts/orders': () => success(script),
    'POST /webhooks': () => success(revealed, 201),
    'POST /webhooks/*/rotate': () => success({ ...revealed, url: null }),
  });
  await platform.signIn();
  return platform;
};

describe('openscript hooks', () => {
  test('lists webhooks and their deliveries', async () => {
    const { run, out } = await open();
    expect(await run('hooks')).toBe(0);
    expect(out.join('\n')).toMatch(new RegExp(`${id}.*订单.*orders.*on.*ann`));
    expect(await run('hooks', 'deliveries', id, '--status', 'refused')).toBe(0);
    expect(out.at(-1)).toMatch(/order-1.*refused.*the request is not valid/);
  });

  test('creates one, with the values as the script wants them', async () => {
    const { run, out, err, received } = await open();
    const words = [
      '--map',
      'office=/order/office',
      '--map-file',
      'books=/f',
      '--allow-host',
      'a.example',
      '--param',
      'count=3',
    ];
    expect(await run('hooks', 'create', 'orders', '--name', 'shop', ...words)).toBe(0);
    expect(received.at(-1)?.body).toEqual({
      script: 'orders',
      name: 'shop',
      parameters: { count: 3 },
      mapping: [{ parameter: 'office', path: '/order/office' }],
      file_mapping: [{ parameter: 'books', path: '/f' }],
      allowed_hosts: ['a.example'],
    });
    expect(received.at(-1)?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(out.at(-1)).toContain('whsec_shown');
    expect(out.at(-1)).toContain('/api/v1/hooks/abc');
    expect(err.at(-1)).toContain('neither is shown again');
  });

  test('renews a secret at the version that is there', async () => {
    const { run, out, received } = await open();
    expect(await run('hooks', 'rotate', id, '--grace', '60')).toBe(0);
    expect(received.at(-1)?.body).toEqual({ version: 4, grace_seconds: 60, renew_url: false });
    expect(out.at(-1)).not.toContain('url');
  });

  test.each([
    ['hooks', 'fly'],
    ['hooks', 'create'],
    ['hooks', 'list', 'x'],
    ['hooks', 'rotate', id, '--grace', 'soon'],
    ['hooks', 'deliveries', id, '--status', 'lost'],
    ['hooks', 'create', 'orders', '--map', 'office'],
  ])('%s %s … is not understood', async (...words) => {
    const { run } = await open();
    expect(await run(...words)).toBe(2);
  });
});
