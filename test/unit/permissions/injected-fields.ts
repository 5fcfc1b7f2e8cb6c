/** What nobody says in a body: whose a thing is, what somebody is, where it stands, what it costs. */
export const injected: Readonly<Record<string, unknown>> = {
  owner: 'admin',
  owner_id: 'admin',
  ownerId: 'admin',
  created_by: 'admin',
  department: 'dep_01JDA2B3C4D5E6F7G8H9JKMNPQ',
  role: 'admin',
  roles: ['admin'],
  groups: ['admin'],
  permissions: ['permissions.manage'],
  status: 'succeeded',
  admitted_at: '2026-11-25T00:00:00.000Z',
  cost: 0,
  usage: { wall_ms: 0 },
  granted_by: 'admin',
  built_in: true,
  token_hash: 'x',
  id: 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ',
  created_at: '2026-11-25T00:00:00.000Z',
  session_id: 'ses_01JDA2B3C4D5E6F7G8H9JKMNPQ',
  attempts: [],
  result: {},
};

/** Where a field of the list is what the route is for. */
export const meant: ReadonlySet<string> = new Set([
  'createRole permissions',
  'updateRole permissions',
  'createUser roles',
  'createUser department',
  'createUser groups',
  'changeUser roles',
  'changeUser department',
  'changeUser groups',
]);
