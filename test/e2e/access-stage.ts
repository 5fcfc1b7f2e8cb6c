import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { newId } from '../../functions/platform/ids.ts';
import { type Kind, people, type Who } from './access-table.ts';
import { Client, freshName, signIn } from './platform/client.ts';
import { makeDepartments, newPerson, openAdministrator, PASSWORD, type Person } from './platform/people.ts';

const { url } = inject('platform');
const source = `def main(n: int = 1):
    """Counts."""
    return {"message": f"{n}"}
`;

/** Everybody who tries, one thing of each kind, and the values of further parameters in paths. */
export interface AccessStage {
  readonly callers: ReadonlyMap<Who, Client>;
  readonly ids: Readonly<Record<Kind, string>>;
  readonly others: Readonly<Record<string, string>>;
  readonly owner: Person;
}

/** An id of the same form that nothing has. */
export const missing: Readonly<Record<Kind, () => string>> = {
  script: () => freshName('absent'),
  file: () => newId('file', Date.now()),
  run: () => newId('run', Date.now()),
  schedule: () => newId('sch', Date.now()),
  drop_folder: () => newId('drop', Date.now()),
  webhook: () => newId('hook', Date.now()),
  session: () => `${randomUUID()}.${newId('ses', Date.now())}`,
  any_session: () => `${randomUUID()}.${newId('ses', Date.now())}`,
  grant: () => newId('grt', Date.now()),
  user: () => randomUUID(),
  department: () => newId('dep', Date.now()),
  group: () => newId('grp', Date.now()),
  role: () => freshName('absent'),
  policy: () => freshName('absent'),
  column_mask: () => freshName('absent'),
  calendar: () => freshName('absent'),
  audit_event: () => newId('audit', Date.now()),
  audit_object: () => 'digests/2000/01/01/00.json',
  token: () => freshName('absent'),
  provider: () => freshName('absent'),
  messenger: () => 'feishu',
};

/** Values of the parameters behind the first one. */
export const further: Readonly<Record<string, string>> = {
  n: '1',
  set: newId('set', 1),
  stray: newId('stray', 1),
  path: 'out.csv',
  user_id: randomUUID(),
  provider: 'corp',
  name: 'rows',
};

const must = async (client: Client, method: string, path: string, body?: object) => {
  const answer = await client.call(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
};

/** Makes people. A role counts everywhere four seconds after it was made: other things are made meanwhile. */
const makePeople = async (admin: Client) => {
  const places = await makeDepartments(admin, ['east', 'east/shop', 'west']);
  const lead = freshName('lead');
  const role = { name: lead, title: 'Lead', inherits: ['operator'], data_scope: 'department_and_below' };
  await must(admin, 'POST', '/roles', role);
  const settled = sleep(4000);
  const placeOf: Partial<Record<Who, string | undefined>> = {
    owner: places['east/shop'],
    same_department: places['east/shop'],
    operator: places['east/shop'],
    disabled: places['east/shop'],
    other_department: places.west,
    lead: places.east,
  };
  const callers = new Map<Who, Client>([
    ['admin', admin],
    ['nobody', new Client(url)],
  ]);
  const made = (Object.keys(people) as Who[]).filter((who) => !callers.has(who));
  const persons = await Promise.all(
    made.map((who) => newPerson(admin, who === 'lead' ? [lead] : people[who], { department: placeOf[who] })),
  );
  for (const [index, who] of made.entries()) callers.set(who, persons[index] as Person);
  const disabled = callers.get('disabled') as Person;
  await must(admin, 'POST', `/users/${disabled.id}/disable`);
  return { callers, places, lead, settled };
};

/** Signs in once more; gives the id of that session. */
const anotherSession = async (username: string): Promise<string> => {
  const { items } = await must(await signIn(url, username, PASSWORD), 'GET', '/auth/sessions');
  return items.find(({ current }: { current: boolean }) => current).id;
};

const ofOwner = async (owner: Person, to: string) => {
  const script = freshName('matrix');
  await owner.uploadScript(`${script}.py`, source);
  const run = await owner.startRun(script);
  const files = freshName('filed');
  await owner.uploadScript(
    `${files}.py`,
    'from openscript import File\n\ndef main(book: File):\n    return {}\n',
  );
  const [file, schedule, webhook, folder, session] = await Promise.all([
    owner.uploadFile('m.csv', new TextEncoder().encode('a\n1\n')),
    must(owner, 'POST', '/schedules', {
      name: freshName('s'),
      script,
      expression: '0 3 1 1 *',
      time_zone: 'UTC',
    }),
    must(owner, 'POST', '/webhooks', { name: freshName('h'), script }),
    must(owner, 'POST', '/drop-folders', {
      name: freshName('d').toLowerCase(),
      script: files,
      members: [{ parameter: 'book', pattern: '.*\\.csv' }],
    }),
    anotherSession(owner.username),
  ]);
  const shared = {
    resource: { type: 'schedule', id: schedule.id },
    to: { type: 'user', id: to },
    right: 'view',
  };
  const grant = await must(owner, 'POST', '/grants', shared);
  await owner.waitForEnd(run.id);
  return {
    script,
    run: run.id,
    file,
    schedule: schedule.id,
    webhook: webhook.id,
    drop_folder: folder.id,
    session,
    grant: grant.id,
  };
};

const ofNobody = async (admin: Client, subject: Person, seated: Person) => {
  const [policy, calendar, column_mask] = [freshName('policy'), freshName('calendar'), freshName('mask')];
  const [group, , , , sessions, events] = await Promise.all([
    must(admin, 'POST', '/groups', { name: freshName('group') }),
    // It counts for nothing: with one that counts, every row of every list would be decided by Cedar from now on.
    must(admin, 'PUT', `/column-masks/${column_mask}`, {
      title: 'a mask',
      columns: ['no such column'],
      kind: 'hidden',
      enabled: false,
    }),
    must(admin, 'PUT', `/policies/${policy}`, {
      title: 'none',
      text: 'forbid (principal, action == Action::"runs.read", resource is Run) when { resource.script == "none" };',
      enabled: false,
    }),
    must(admin, 'PUT', `/calendars/${calendar}`, { holidays: ['2026-10-01'] }),
    must(admin, 'GET', `/sessions?user=${encodeURIComponent(seated.username)}`),
    must(admin, 'GET', '/audit/events?page_size=1'),
  ]);
  await must(admin, 'PUT', `/groups/${group.id}/members/${subject.id}`);
  return {
    policy,
    column_mask,
    calendar,
    group: group.id,
    any_session: sessions.items[0].id,
    audit_event: events.items[0].id,
  };
};

/** Makes all of it, once. */
export const openAccessStage = async (): Promise<AccessStage> => {
  const admin = await openAdministrator();
  const { callers, places, lead, settled } = await makePeople(admin);
  const [subject, seated] = await Promise.all([
    newPerson(admin, ['operator']),
    newPerson(admin, ['operator']),
  ]);
  const owner = callers.get('owner') as Person;
  const [owned, unowned] = await Promise.all([ofOwner(owner, subject.id), ofNobody(admin, subject, seated)]);
  await settled;
  return {
    callers,
    owner,
    ids: {
      ...owned,
      ...unowned,
      user: subject.id,
      department: places.east as string,
      role: lead,
      audit_object: missing.audit_object(),
      token: 'no-such-token',
      provider: 'corp',
      messenger: 'wecom',
    },
    others: { ...further, user_id: subject.id },
  };
};
