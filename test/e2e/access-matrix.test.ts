import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../bin/generate/examples.ts';
import { routeLists } from '../../bin/generate/route-lists.ts';
import type { Route } from '../../functions/platform/route.ts';
import { type AccessStage, missing, openAccessStage } from './access-stage.ts';
import { expected, type Guard, guarded, mayLack, type Outcome, people, type Who } from './access-table.ts';
import { type Answer, type Client, freshName } from './platform/client.ts';

const withIds = routeLists
  .flatMap(({ routes }) => routes as readonly Route[])
  .filter(({ path }) => path.includes('{'));

/** A body that passes validation, decided on a version that nobody has. */
const bodyOf = (route: Route): unknown => {
  if (!(route.body instanceof z.ZodObject)) return undefined;
  const example = exampleOf(route, route.body) as Record<string, unknown>;
  const { version: _, ...rest } = example;
  if (!('version' in route.body.shape)) return example;
  return route.operation === 'executeScript' ? rest : { ...rest, version: 999_999 };
};

const pathOf = (route: Route, values: readonly string[]): string => {
  let place = 0;
  const path = route.path.replace(/\{\w+\+?\}/g, () => encodeURIComponent(values[place++] ?? ''));
  const query = new URLSearchParams();
  if (route.query?.shape.version !== undefined) query.set('version', '999999');
  if (route.operation === 'diffVersions') query.set('from', '1');
  if (route.operation === 'diffVersions') query.set('to', '1');
  return query.size === 0 ? path : `${path}?${query}`;
};

/** The body of a refusal without what differs between any two answers. */
const plain = ({ body }: Answer): string =>
  JSON.stringify(typeof body === 'string' ? body : { ...body, request_id: undefined, timestamp: undefined });

/** Deletions: they come last. */
const isLast = ({ operation }: Route): boolean => /^(delete|archive|end)/.test(operation);

const deep = (route: Route): boolean => route.path.split('{').length > 2;
const rowOf = ({ operation }: Route): Guard => {
  const guard = guarded.get(operation);
  if (guard === undefined) throw new Error(`${operation} is not in the table`);
  return guard;
};

/** What an answer says about access; `isGone`: somebody who may has deleted the thing already. */
const outcomeOf = (route: Route, { status }: Answer, wanted: Outcome, isGone: boolean): Outcome | number => {
  const lacks = status === 404 && (isGone || deep(route) || mayLack.has(route.operation));
  return wanted === 'through' && (![401, 403, 404].includes(status) || lacks) ? 'through' : status;
};

describe('every route × every id × everybody', () => {
  let stage: AccessStage;
  beforeAll(async () => {
    stage = await openAccessStage();
  });
  const callerOf = (who: Who) => stage.callers.get(who) as Client;

  /** The values of a route's parameters, with the one at a place missing. */
  const valuesOf = (route: Route, absent?: number): readonly string[] =>
    [...route.path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = ''], place) => {
      if (place === absent) return missing[rowOf(route).kind]();
      return place === 0 ? stage.ids[rowOf(route).kind] : (stage.others[name] ?? 'x');
    });

  it('has every route with an id in its table, and no other', () => {
    expect(withIds.map(({ operation }) => operation).sort()).toEqual([...guarded.keys()].sort());
  });

  it('asks in each route for the permission that is in the table', () => {
    for (const route of withIds) {
      const guard = rowOf(route);
      if ('needs' in guard) expect([route.operation, route.access]).toEqual([route.operation, guard.needs]);
      else expect(route.access === 'public').toBe(!('deed' in guard) && guard.signedIn !== true);
    }
  });

  const ask = (route: Route, who: Who, absent?: number): Promise<Answer> =>
    callerOf(who).call(route.method, pathOf(route, valuesOf(route, absent)), bodyOf(route));

  /** Who goes through comes last: they may do it, and then it is done. */
  const cells = (route: Route): (readonly [Who, Outcome])[] => {
    const all = (Object.keys(people) as Who[]).map(
      (who) => [who, expected(rowOf(route), route.access, who)] as const,
    );
    return [...all.filter(([, wanted]) => wanted !== 'through'), ...all.filter(([, it]) => it === 'through')];
  };

  const check = async (_: string, route: Route): Promise<void> => {
    const answers = new Set<string>();
    let isGone = false;
    let gone: Answer | undefined;
    for (const [who, wanted] of cells(route)) {
      const answer = await ask(route, who);
      const got = wanted === 'same' ? 'same' : outcomeOf(route, answer, wanted, isGone);
      expect([route.operation, who, got]).toEqual([route.operation, who, wanted]);
      if (isLast(route) && answer.status === 200) isGone = true;
      if (wanted === 'same') answers.add(`${answer.status} ${plain(answer)}`);
      if (answer.status !== 404 || wanted === 'same') continue;
      // Asked for once: all who are refused must have had the very answer that an id has which nothing has.
      gone ??= await ask(route, who, 0);
      expect([who, gone.status, plain(gone)]).toEqual([who, 404, plain(answer)]);
    }
    if (!('deed' in rowOf(route) || 'needs' in rowOf(route))) expect(answers.size).toBe(1);
  };

  it('shows a restricted script, alone and in the list, to whom it is: its department’s lead among them', async () => {
    const name = freshName('restricted');
    await stage.owner.uploadScript(`${name}.py`, 'def main(n: int = 1):\n    return {}\n');
    const restrict = { version: 1, visibility: 'restricted' };
    expect((await stage.owner.call('PATCH', `/scripts/${name}`, restrict)).status).toBe(200);
    const seeing: Who[] = [];
    for (const who of Object.keys(people) as Who[]) {
      if (who === 'nobody' || who === 'disabled') continue;
      const alone = await callerOf(who).call('GET', `/scripts/${name}`);
      const list = (await callerOf(who).call('GET', `/scripts?q=${name}`)).body.data.items;
      expect([who, alone.status === 200]).toEqual([who, list.length === 1]);
      if (alone.status === 200) seeing.push(who);
      else
        expect(plain(alone)).toBe(plain(await callerOf(who).call('GET', `/scripts/${freshName('absent')}`)));
    }
    expect(seeing.sort()).toEqual(['admin', 'auditor', 'lead', 'manager', 'owner']);
  });

  // Routes of one kind side by side, who tries one route one after the other.
  const named = (list: readonly Route[]) => list.map((route) => [route.operation, route] as const);
  describe('reading', () => {
    it.concurrent.each(named(withIds.filter(({ method }) => method === 'GET')))('%s', check);
  });
  describe('changing', () => {
    const changing = withIds.filter((route) => route.method !== 'GET' && !isLast(route));
    it.concurrent.each(named(changing))('%s', check);
  });
  describe('deleting', () => {
    it.concurrent.each(named(withIds.filter(isLast)))('%s', check);
  });
});
