import { reasonByRules } from '../platform/decide.ts';
import { titleOfRole } from '../platform/permission-words.ts';
import { type Text, text } from '../platform/text.ts';
import { type ObjectAction, ruleOf, type Thing } from '../platform/thing.ts';
import type { Standing } from './authority.ts';
import type { Decision } from './engine.ts';
import { type Grant, isLive } from './grant.ts';
import { customId, roleId } from './policy-set.ts';

type Words = Readonly<Record<string, { readonly en: string; readonly zh: string }>>;

/** What a policy says, in words: the platform's own, a custom role's, or the title an administrator gave it. */
export const wordsOfPolicy = (id: string, words: Words, { snapshot }: Standing): Text => {
  const known = words[id];
  if (known !== undefined) return text(known.en, known.zh);
  const role = [...snapshot.roles.values()].find(({ name }) => roleId(name) === id);
  if (role !== undefined) {
    const title = titleOfRole(role.name, snapshot.roles);
    return text(`the role “${title.en}” allows it`, `角色“${title['zh-CN']}”允许此操作`);
  }
  const policy = snapshot.policies.find(({ name }) => customId(name) === id);
  return text(`the policy “${policy?.title ?? id}”`, `策略“${policy?.title ?? id}”`);
};

const missing = (permission: string): Text =>
  text(`none of the roles allows ${permission}`, `所有角色均未授予 ${permission}`);

/** Why nothing permits an act on a thing: each way to be allowed, and why it is closed. */
const closedWays = (
  { principal }: Standing,
  action: ObjectAction,
  thing: Thing,
  grants: readonly Grant[],
  now: number,
): Text[] => {
  const { base, all, right, open } = ruleOf(action);
  const reasons: Text[] = [];
  if (base !== null && !principal.rights.permissions.has(base)) return [missing(base)];
  if (open === true) reasons.push(text('the script is restricted', '该脚本是受限的'));
  reasons.push(text('it is somebody else’s', '所有者是他人'));
  if (thing.department !== null)
    reasons.push(text('no data scope reaches the department it was made in', '数据范围不包含其所属部门'));
  if (all !== null) reasons.push(missing(all));
  const ended = grants.filter((grant) => !isLive(grant, now)).length;
  reasons.push(
    text(
      `it was not shared with the right “${right}”${ended > 0 ? '; a grant has ended' : ''}`,
      `未以“${right}”权利共享${ended > 0 ? '；有共享已到期' : ''}`,
    ),
  );
  return reasons;
};

/** The reasons of a decision on a permission. */
export const reasonsOfPermission = (
  decision: Decision,
  standing: Standing,
  permission: string,
  words: Words,
): readonly Text[] =>
  decision.policies.length > 0
    ? decision.policies.map((id) => wordsOfPolicy(id, words, standing))
    : [missing(permission)];

/** The reasons of a decision on a thing. */
export const reasonsOfThing = (
  decision: Decision,
  standing: Standing,
  action: ObjectAction,
  thing: Thing,
  grants: readonly Grant[],
  words: Words,
  now: number,
): readonly Text[] => {
  if (decision.policies.length > 0) return decision.policies.map((id) => wordsOfPolicy(id, words, standing));
  const { userId, rights } = standing.principal;
  if (reasonByRules(userId, rights, action, thing) !== undefined)
    throw new Error('the rules allow what no policy permits');
  return closedWays(standing, action, thing, grants, now);
};
