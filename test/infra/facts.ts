import { expect, test } from 'vitest';
import type { Resource, Template, Templates } from './templates.ts';

/** Looks at the templates and names every fault it finds. */
export type Fact = (templates: Templates) => readonly string[];

/** Spoils the templates, so that a fact no longer holds. */
export type Mutant = (templates: Templates) => void;

/**
 * Tests that a fact holds, and that the test would notice if it did not: each mutant must be found faulty.
 */
export const prove = (
  templates: Templates,
  title: string,
  fact: Fact,
  mutants: Readonly<Record<string, Mutant>>,
): void => {
  test(title, () => expect(fact(templates)).toEqual([]));
  for (const [spoiled, mutant] of Object.entries(mutants))
    test(`${title} — not so ${spoiled}`, () => {
      const copy = structuredClone(templates);
      mutant(copy);
      expect(fact(copy)).not.toEqual([]);
    });
};

/** A value somewhere inside another, by a path such as `Properties.Policies.0`; undefined when there is none. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      value,
    );

/** Resources of a type as `[logical id, resource]`. */
export const ofType = (template: Template | undefined, type: string): [string, Resource][] =>
  Object.entries(template?.Resources ?? {}).filter(([, { Type }]) => Type === type);

/** Resources of a type in all stacks as `[stack and logical id, resource]`. */
export const everywhere = (templates: Templates, type: string): [string, Resource][] =>
  Object.entries(templates).flatMap(([stack, template]) =>
    ofType(template, type).map(([id, resource]): [string, Resource] => [`${stack}/${id}`, resource]),
  );

/** The one resource of a type in a stack; fails when there is another number of them. */
export const only = (template: Template | undefined, type: string): Resource => {
  const found = ofType(template, type);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} resources of type ${type}`);
  return first[1];
};

/** The resource whose logical id begins with a construct's path (ids joined, without the hash behind them). */
export const named = (template: Template | undefined, start: string): Resource => {
  const pattern = new RegExp(`^${start}[0-9A-F]{8}$`);
  const found = Object.entries(template?.Resources ?? {}).filter(([id]) => pattern.test(id));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} resources named ${start}`);
  return first[1];
};

/** A value written as JSON, for looking for words anywhere inside; nothing for undefined. */
export const words = (value: unknown): string => JSON.stringify(value) ?? '';

/** `[fault]` unless something holds. */
export const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

/** Replaces words wherever they stand in a resource's properties; fails when they are not there. */
export const rewrite = (resource: Resource, from: string, to: string): void => {
  const text = words(resource.Properties);
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
  resource.Properties = JSON.parse(text.replaceAll(from, to)) as Record<string, unknown>;
};
