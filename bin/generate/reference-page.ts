import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml, prose, tag } from './html.ts';
import type { JsonObject } from './json-schemas.ts';
import {
  type OperationView,
  operationHtml,
  type PlacedOperation,
  type Resolve,
} from './reference-operation.ts';
import { schemaHtml } from './reference-schema.ts';

/** The rendered reference, and what a strict Content-Security-Policy must allow for it. */
export interface ReferencePage {
  readonly html: string;
  /** The page's one style sheet as a CSP source: `sha256-…`. There is no script. */
  readonly styleSource: string;
}

interface Document {
  readonly info: { title: string; version: string; description: string };
  readonly tags: readonly { name: string; description: string }[];
  readonly paths: Record<string, Record<string, OperationView>>;
  readonly components: Record<string, Record<string, JsonObject>>;
}

const resolverOf =
  ({ components }: Document): Resolve =>
  (schema) => {
    const [kind, name] = typeof schema.$ref === 'string' ? schema.$ref.split('/').slice(2) : [];
    return kind === undefined || name === undefined ? schema : (components[kind]?.[name] ?? schema);
  };

const placedOperations = ({ paths }: Document): PlacedOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** The API's reference as one page of plain HTML: no script, so that any Content-Security-Policy shows it. */
export const makeReferencePage = (openapi: JsonObject): ReferencePage => {
  const document = openapi as unknown as Document;
  const style = readFileSync(join(import.meta.dirname, 'reference-style.css'), 'utf8');
  const resolve = resolverOf(document);
  const operations = placedOperations(document).filter(({ operation }) => operation.deprecated !== true);
  const sections = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    const head = tag('h2', escapeHtml(`${name}: ${description}`), { id: `tag-${name}` });
    return [head, ...own.map((placed) => operationHtml(placed, resolve))].join('\n');
  });
  const schemas = Object.entries(document.components.schemas ?? {}).map(([name, schema]) =>
    tag('details', `<summary>${escapeHtml(name)}</summary>${schemaHtml(schema)}`, { id: `schema-${name}` }),
  );
  const links = [...document.tags.map(({ name }) => `tag-${name}`), 'schemas'].map((id) =>
    tag('a', escapeHtml(id.replace('tag-', '')), { href: `#${id}` }),
  );
  const { title, version, description } = document.info;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} API ${escapeHtml(version)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)} API ${escapeHtml(version)}</h1>
${prose(description)}
<p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>
<nav>${links.join(' ')}</nav>
${sections.join('\n')}
<h2 id="schemas">schemas</h2>
${schemas.join('\n')}
</body>
</html>
`;
  const styleSource = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  return { html, styleSource };
};
