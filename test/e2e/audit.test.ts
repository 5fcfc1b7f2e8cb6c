/** The audit log: each change is found with who, where and what it changed; refusals too. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { act, type Event, openAuditStage } from './platform/audit-stage.ts';
import { Client, freshName, newUser } from './platform/client.ts';

const { url, administrator } = inject('platform');
const PASSWORD = 'correct horse battery';
const PAGE = { 'x-openscript-page': '/scripts/one', 'user-agent': 'audit-test/1.0' };

let admin: Client;
let author: Client & { username: string };
let eventsOf: Awaited<ReturnType<typeof openAuditStage>>['eventsOf'];
const source = (words: string) =>
  `import time\n\n\ndef main(seconds: int = 0) -> dict:\n    time.sleep(seconds)\n    return {"message": "${words}"}\n`;

beforeAll(async () => {
  ({ admin, eventsOf } = await openAuditStage());
  author = await newUser(url, 'auditee');
});

describe('every change is in the log once, in its own transaction, with before and after', () => {
  const expected = async (id: string, actions: readonly string[]): Promise<Event[]> => {
    const events = (await eventsOf({ resource_id: id })).filter(
      ({ action, outcome }) => actions.includes(action) && outcome === 'done',
    );
    expect(events.map(({ action }) => action)).toEqual(actions.toReversed());
    for (const event of events) expect(event, event.action).toMatchObject({ in_transaction: true });
    return events.toReversed();
  };

  it('scripts', async () => {
    const name = freshName('audited');
    expect((await author.uploadScript(`${name}.py`, source('one'))).status).toBe(201);
    expect((await author.uploadScript(`${name}.py`, source('two'))).status).toBe(201);
    const { version } = await act(author, 'GET', `/scripts/${name}`);
    const change = { version, description: 'a new description' };
    await act(author, 'PATCH', `/scripts/${name}`, change, PAGE);
    await act(author, 'POST', `/scripts/${name}/versions/1/publish`, { version: version + 1 });
    await act(author, 'DELETE', `/scripts/${name}?version=${version + 2}`);
    const events = await expected(name, [
      'scripts.upload',
      'scripts.upload',
      'scripts.update',
      'scripts.publish',
      'scripts.archive',
    ]);
    expect(events[2]).toMatchObject({
      actor: { type: 'user', name: author.username, roles: ['operator', 'author'] },
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
      device: 'audit-test/1.0',
      page: '/scripts/one',
      operation: 'updateScript',
      resource: { type: 'script', id: name },
      before: { description: '' },
      after: { description: 'a new description' },
      arguments: { params: { name }, body: change },
    });
    expect(events[3]).toMatchObject({ before: { currentVersion: 2 }, after: { currentVersion: 1 } });
    expect(events[4]).toMatchObject({ before: { archived: false }, after: { archived: true } });
    expect(JSON.stringify(events)).not.toContain('time.sleep'); // a source is kept as its digest
  });

  it('files', async () => {
    const id = await author.uploadFile('book.csv', Buffer.from('a,b\n1,2\n'));
    await act(author, 'GET', `/files/${id}`);
    await act(author, 'PATCH', `/files/${id}`, { version: 1, name: 'ledger.csv', folder: '月报' });
    await act(author, 'DELETE', `/files/${id}`);
    const events = await expected(id, ['files.create', 'files.complete', 'files.update', 'files.delete']);
    expect(events[2]).toMatchObject({
      before: { name: 'book.csv' },
      after: { name: 'ledger.csv', folder: '月报' },
    });
    const reads = await eventsOf({ resource_type: 'file', resource_id: id, action: 'files.download' });
    expect(reads).toMatchObject([{ outcome: 'done', in_transaction: false }]);
  });

  it('runs, and who looks at somebody else’s', async () => {
    const name = freshName('audited');
    await author.uploadScript(`${name}.py`, source('run'));
    const slow = await author.startRun(name, { seconds: 600 });
    await act(author, 'PATCH', `/runs/${slow.id}`, { pinned: true });
    await act(author, 'POST', `/runs/${slow.id}/cancel`);
    await author.waitForEnd(slow.id);
    const again = await act(author, 'POST', `/runs/${slow.id}/retry`);
    await author.call('POST', `/runs/${again.id}/cancel`);
    const [start] = await expected(slow.id, ['runs.start', 'runs.pin', 'runs.cancel']);
    expect(start).toMatchObject({ after: { script: name }, arguments: { parameters: { seconds: 600 } } });
    await expected(again.id, ['runs.retry']);
    await act(admin, 'GET', `/runs/${slow.id}`);
    await act(admin, 'GET', `/runs/${slow.id}`);
    const reads = await eventsOf({ resource_id: slow.id, action: 'runs.read' });
    expect(reads).toMatchObject([{ actor: { name: administrator } }]); // once in ten minutes
  });

  it('schedules and calendars, and the run of a tick as the schedule’s doing', async () => {
    const script = freshName('audited');
    await author.uploadScript(`${script}.py`, source('tick'));
    const made = await act(author, 'POST', '/schedules', {
      name: freshName('plan'),
      script,
      parameters: { seconds: 0 },
      expression: '0 6 1 1 *',
    });
    const changed = await act(author, 'PATCH', `/schedules/${made.id}`, {
      version: made.version,
      expression: '0 7 1 1 *',
    });
    await act(author, 'POST', `/schedules/${made.id}/pause`);
    await act(author, 'POST', `/schedules/${made.id}/resume`);
    const tick = await act(author, 'POST', `/schedules/${made.id}/trigger`);
    const { version } = await act(author, 'GET', `/schedules/${made.id}`);
    await act(author, 'DELETE', `/schedules/${made.id}?version=${version}`);
    const events = await expected(made.id, [
      'schedules.create',
      'schedules.update',
      'schedules.pause',
      'schedules.resume',
      'schedules.trigger',
      'schedules.delete',
    ]);
    expect(events[1]).toMatchObject({
      before: { expression: '0 6 1 1 *' },
      after: { expression: changed.expression },
    });
    expect(events[2]).toMatchObject({ before: { enabled: true }, after: { enabled: false } });
    const [start] = await expected(tick.run_id, ['runs.start']);
    expect(start.actor).toMatchObject({ type: 'schedule', id: made.id, on_behalf_of: author.username });
    expect((await eventsOf({ actor: made.id })).map(({ id }) => id)).toContain(start.id);

    const calendar = freshName('calendar');
    const days = { holidays: [], workdays: [] };
    const put = await admin.call('PUT', `/calendars/${calendar}`, days);
    if (put.status >= 300) throw new Error(JSON.stringify(put.body));
    await act(admin, 'DELETE', `/calendars/${calendar}?version=1`);
    await expected(calendar, ['calendars.put', 'calendars.delete']);
  });

  it('webhooks, whose secrets and addresses are nowhere in the log', async () => {
    const script = freshName('audited');
    await author.uploadScript(`${script}.py`, source('hook'));
    const hook = await act(author, 'POST', '/webhooks', { name: 'h', script, mapping: [] });
    const renewed = await act(author, 'POST', `/webhooks/${hook.id}/rotate`, {
      version: hook.version,
      renew_url: true,
    });
    const off = await act(author, 'PATCH', `/webhooks/${hook.id}`, {
      version: renewed.version,
      enabled: false,
    });
    await act(author, 'DELETE', `/webhooks/${hook.id}?version=${off.version}`);
    const events = await expected(hook.id, [
      'webhooks.create',
      'webhooks.rotate',
      'webhooks.update',
      'webhooks.delete',
    ]);
    expect(events[2]).toMatchObject({ before: { enabled: true }, after: { enabled: false } });
    await author.call('POST', hook.url.replace('/api/v1', ''), {}); // an address that is no more: refused
    const all = JSON.stringify(await eventsOf({ since: new Date(Date.now() - 3_600_000).toISOString() }));
    const token = (address: string) => address.split('/').at(-1) ?? '';
    for (const secret of [
      hook.secret,
      renewed.secret,
      token(hook.url),
      token(renewed.url),
      author.token ?? '',
      PASSWORD,
    ]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(all).not.toContain(secret);
    }
  });

  it('drop folders and the queue’s limits', async () => {
    const script = freshName('audited');
    await author.uploadScript(
      `${script}.py`,
      'from openscript import File\n\n\ndef main(book: File) -> dict:\n    return {}\n',
    );
    const folder = await act(author, 'POST', '/drop-folders', {
      name: freshName('drop'),
      script,
      members: [{ parameter: 'book', pattern: 'book_(?<month>\\d{6})\\.csv' }],
      group_by: ['month'],
    });
    const later = await act(author, 'PATCH', `/drop-folders/${folder.id}`, {
      version: folder.version,
      enabled: false,
    });
    await act(author, 'DELETE', `/drop-folders/${folder.id}?version=${later.version}`);
    await expected(folder.id, ['drop_folders.create', 'drop_folders.update', 'drop_folders.delete']);

    const before = await act(admin, 'GET', '/queue');
    const limits = await act(admin, 'PATCH', '/queue/limits', {
      version: before.limits.version,
      per_user: 77,
    });
    await act(admin, 'PATCH', '/queue/limits', { version: limits.version, per_user: before.limits.per_user });
    const [newest] = await eventsOf({ resource_type: 'queue', resource_id: 'limits' });
    expect(newest).toMatchObject({
      action: 'queue.change_limits',
      before: { per_user: 77 },
      after: { per_user: before.limits.per_user },
    });
  });
});

describe('refusals and reads', () => {
  it('of things of others, of routes without permission, and of nobody are found', async () => {
    const stranger = await newUser(url, 'stranger');
    const name = freshName('audited');
    await author.uploadScript(`${name}.py`, source('x'));
    const mine = await author.startRun(name);
    expect((await stranger.call('GET', `/runs/${mine.id}`)).status).toBe(404);
    expect((await stranger.call('GET', '/audit/events')).status).toBe(403);
    expect((await new Client(url).call('GET', '/runs', undefined, PAGE)).status).toBe(401);
    const refused = await eventsOf({ actor: stranger.username, outcome: 'refused' });
    expect(refused).toMatchObject([
      { action: 'audit.read', reason: expect.stringMatching(/^40301 .*audit\.read/) },
      { action: 'showRun', resource: { type: 'run', id: mine.id }, reason: expect.stringMatching(/^40401/) },
    ]);
  });

  it('of the log itself are in the log, and it is found by every filter', async () => {
    const since = new Date(Date.now() - 1000).toISOString();
    await act(admin, 'GET', `/audit/events?actor=${author.username}`);
    const [read] = await eventsOf({ actor: administrator, action: 'audit.read', since });
    expect(read).toMatchObject({ arguments: { query: { actor: author.username } } });
    const [event] = await eventsOf({ actor: author.username, action: 'scripts.upload' });
    const filters: Record<string, string>[] = [
      { actor: author.username },
      { action: event.action },
      { resource_type: 'script' },
      { resource_type: 'script', resource_id: event.resource.id },
      { outcome: 'done', action: 'scripts.upload' },
      { address: event.address },
      { session: event.actor.session },
      { since: event.at, until: event.at },
    ];
    for (const filter of filters)
      expect(
        (await eventsOf(filter)).map(({ id }) => id),
        JSON.stringify(filter),
      ).toContain(event.id);
    expect(await eventsOf({ actor: 'nobody-of-this-name' })).toEqual([]);
    expect((await act(admin, 'GET', `/audit/events/${event.id}`)).id).toBe(event.id);
    const absent = await admin.call('GET', `/audit/events/${event.id.slice(0, -4)}0000`);
    expect([absent.status, absent.body.code]).toEqual([404, 40401]);
    expect((await admin.call('GET', '/audit/events?cursor=Zm9yZ2Vk')).status).toBe(400);
  });

  it('are exported as CSV that a spreadsheet takes for texts', async () => {
    await author.call('GET', '/files', undefined, { 'user-agent': '=1+1', 'x-openscript-page': '@SUM(A1)' });
    const id = await author.uploadFile('formula.csv', Buffer.from('a\n'));
    await act(author, 'GET', `/files/${id}`, undefined, {
      'user-agent': '=HYPERLINK("http://x")',
      'x-openscript-page': '@SUM(A1)',
    });
    const answer = await fetch(`${url}/api/v1/audit/events/export?actor=${author.username}`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString();
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(`"'@SUM(A1)"`);
    expect(text).toContain('files.complete');
  });
});
