import { nobody } from '../../functions/permissions/grant.ts';
import type { CustomPolicy, PolicySnapshot } from '../../functions/permissions/policy-set.ts';
import { reasonByRules } from '../../functions/platform/decide.ts';
import { permissionsOfRole } from '../../functions/platform/permissions.ts';
import type { Thing } from '../../functions/platform/thing.ts';
import { type Summary, summarise } from './statistics.ts';

/** How long decisions take, in milliseconds. */
export interface Decisions {
  readonly policies: number;
  /** Loading Cedar's WebAssembly, and parsing the set: once in a cold start that needs it. */
  readonly loadMs: number;
  readonly parseMs: number;
  /** One decision on a thing, by Cedar. */
  readonly cedar: Summary;
  /** The same by the rules alone, which is what most requests need. */
  readonly rules: Summary;
}

const POLICIES = 200;
const ROUNDS = 2000;

const policy = (n: number): CustomPolicy => ({
  name: `p${n}`,
  title: `p${n}`,
  text: `forbid (principal in Group::"g${n}", action == Action::"runs.read", resource is Run) when { resource.script == "s${n}" };`,
  enabled: true,
  version: 1,
  createdAt: '',
  updatedAt: '',
});

/** Decides whether somebody in twenty groups may see a run, with 200 policies in all, preparsed. */
export const measureDecisions = async (): Promise<Decisions> => {
  const began = performance.now();
  const { builtInPolicies, makeEngine } = await import('../../functions/permissions/engine.ts');
  const engine = makeEngine();
  const loaded = performance.now();
  const own = POLICIES - Object.keys(builtInPolicies).length;
  const snapshot: PolicySnapshot = {
    version: 1,
    roles: new Map(),
    policies: Array.from({ length: own }, (_, n) => policy(n)),
    masks: [],
  };
  const departments = Array.from({ length: 50 }, (_, n) => `dep_${n}`);
  const principal = {
    userId: 'u',
    username: 'u',
    roles: ['operator'],
    groups: Array.from({ length: 20 }, (_, n) => `g${n}`),
    departments: departments.slice(0, 4),
    rights: {
      permissions: new Set(permissionsOfRole.operator),
      reach: { 'runs.read': departments, 'files.read': departments },
    },
  };
  const thing: Thing = { type: 'run', id: 'run_1', ownerId: 'other', department: 'dep_49', script: 's999' };
  const decide = () => engine.decideThing(snapshot, principal, 'runs.read', thing, nobody);
  const before = performance.now();
  if (!decide().allowed) throw new Error('the decision is wrong');
  const parsed = performance.now();
  const time = (work: () => unknown): number[] =>
    Array.from({ length: ROUNDS }, () => {
      const at = performance.now();
      work();
      return performance.now() - at;
    });
  return {
    policies: POLICIES,
    loadMs: loaded - began,
    parseMs: parsed - before,
    cedar: summarise(time(decide)),
    rules: summarise(time(() => reasonByRules('u', principal.rights, 'runs.read', thing))),
  };
};
