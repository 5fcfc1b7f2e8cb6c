import { code, escapeHtml, prose, tag } from './html.ts';
import type { JsonObject } from './json-schemas.ts';
import { schemaHtml } from './reference-schema.ts';

/** The parts of an OpenAPI operation that the page shows. */
export interface OperationView {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly 'x-permission': string;
  readonly parameters: readonly JsonObject[];
  readonly requestBody?: {
    required: boolean;
    content: Record<string, { schema: JsonObject; example?: unknown }>;
  };
  readonly responses: Record<string, JsonObject>;
}

/** One operation with its place: `POST /runs`. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationView;
}

/** Finds what a `$ref` of the document names. */
export type Resolve = (schema: JsonObject) => JsonObject;

const shellQuoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;

/** A line for the shell that calls the operation; `$TOKEN` holds the access token. */
const curlLine = ({ method, path, operation }: PlacedOperation): string => {
  const lines = [`curl -X ${method} "$OPENSCRIPT/api/v1${path}"`];
  if (operation['x-permission'] !== 'public') lines.push(`-H "Authorization: Bearer $TOKEN"`);
  const form = operation.requestBody?.content['multipart/form-data'];
  const json = operation.requestBody?.content['application/json'];
  if (form !== undefined) lines.push('-F file=@my_script.py');
  else if (json !== undefined)
    lines.push(`-H 'Content-Type: application/json' -d ${shellQuoted(JSON.stringify(json.example ?? {}))}`);
  return lines.join(' \\\n  ');
};

const parametersHtml = (parameters: readonly JsonObject[], resolve: Resolve): string => {
  const rows = parameters.map(resolve).map((parameter) => {
    const {
      name,
      in: place,
      required,
      description,
      schema,
    } = parameter as {
      name: string;
      in: string;
      required?: boolean;
      description?: string;
      schema: JsonObject;
    };
    const about = description === undefined ? '' : prose(description);
    const mark = required === true ? '' : ' <i>optional</i>';
    return `<tr><td>${code(name)}${mark}</td><td>${escapeHtml(place)}</td><td>${schemaHtml(schema)}${about}</td></tr>`;
  });
  return rows.length === 0 ? '' : `<h4>Parameters</h4><table>${rows.join('')}</table>`;
};

const bodyHtml = (body: OperationView['requestBody']): string =>
  Object.entries(body?.content ?? {})
    .map(([type, { schema }]) => `<h4>Body ${code(type)}</h4>${schemaHtml(schema)}`)
    .join('');

/** Successes with the schema of their `data`; errors, which are alike, by a line each. */
const responsesHtml = (responses: Record<string, JsonObject>, resolve: Resolve): string => {
  const rows = Object.entries(responses).map(([status, response]) => {
    const { description, content } = resolve(response) as {
      description: string;
      content?: Record<string, { schema: JsonObject }>;
    };
    const { properties } = (content?.['application/json']?.schema ?? {}) as { properties?: JsonObject };
    const data = properties?.data as JsonObject | undefined;
    const shown = data === undefined ? '' : `<br>data: ${schemaHtml(data)}`;
    return `<tr><td>${code(status)}</td><td>${escapeHtml(description)}${shown}</td></tr>`;
  });
  return `<h4>Answers</h4><table>${rows.join('')}</table>`;
};

/** One operation, folded until it is opened. */
export const operationHtml = (placed: PlacedOperation, resolve: Resolve): string => {
  const { method, path, operation } = placed;
  const head = `${tag('b', method, { class: method.toLowerCase() })} ${code(path)} ${escapeHtml(operation.summary)}`;
  const content = [
    operation.description === undefined ? '' : prose(operation.description),
    `<p>Operation ${code(operation.operationId)} · who: ${code(operation['x-permission'])}</p>`,
    tag('pre', escapeHtml(curlLine(placed))),
    parametersHtml(operation.parameters, resolve),
    bodyHtml(operation.requestBody),
    responsesHtml(operation.responses, resolve),
  ].join('\n');
  return tag('details', `<summary>${head}</summary>\n${content}`, { id: operation.operationId });
};
