import type * as z from 'zod';
import { type ApiError, type FieldError, invalidField, tooLarge, validationFailed } from './errors.ts';
import { fieldErrors, parseFields } from './field-errors.ts';
import type { HttpRequest } from './request.ts';
import type { Route } from './route.ts';
import { text } from './text.ts';

/** Bodies over 1 MiB never pass through the API; a multipart script of 1 MiB needs room for its envelope. */
export const MAX_JSON_BYTES = 1024 * 1024;
export const MAX_MULTIPART_BYTES = MAX_JSON_BYTES + 64 * 1024;
/** Deeper JSON is refused before any schema walks it. */
const MAX_JSON_DEPTH = 64;

const depthOf = (source: string): number => {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
};

const notJson = () => invalidField('body', text('must be JSON in UTF-8', '必须是 UTF-8 编码的 JSON'));

/** Reads a JSON body. Throws 41301 over 1 MiB, 40001 for what is no JSON in UTF-8 or nested too deep. */
export const readJson = (request: Pick<HttpRequest, 'body'>): unknown => {
  if (request.body.byteLength > MAX_JSON_BYTES)
    throw tooLarge(
      text('the body is larger than 1 MiB; send files by upload URL', '请求体超过 1 MiB；文件请使用上传地址'),
    );
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(request.body);
  } catch {
    throw notJson();
  }
  if (depthOf(source) > MAX_JSON_DEPTH)
    throw invalidField(
      'body',
      text(`is nested deeper than ${MAX_JSON_DEPTH}`, `嵌套超过 ${MAX_JSON_DEPTH} 层`),
    );
  try {
    return JSON.parse(source) as unknown;
  } catch {
    throw notJson();
  }
};

/** Reads a form. Only the functions whose routes take forms have it: the parser would be a fiftieth of every bundle. */
export type ReadForm = (contentType: string, body: Buffer) => Promise<unknown>;

const readBody = async (
  route: Route,
  request: HttpRequest,
  readForm: ReadForm | undefined,
): Promise<unknown> => {
  const multipart = (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data');
  if (multipart && route.bodyType !== undefined && route.bodyType !== 'json') {
    if (request.body.byteLength > MAX_MULTIPART_BYTES)
      throw tooLarge(text('the form is larger than 1 MiB', '表单超过 1 MiB'));
    if (readForm === undefined) throw new Error(`${route.operation} takes forms and nothing reads them`);
    return readForm(request.headers['content-type'] ?? '', request.body);
  }
  if (request.body.byteLength === 0) {
    if (route.bodyOptional === true) return {};
    throw invalidField('body', text('is missing', '缺失'));
  }
  return readJson(request);
};

/** What an operation receives: every part parsed by the route's schemas. */
export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const collect = (
  schema: z.ZodType | undefined,
  value: unknown,
  prefix: string,
  errors: FieldError[],
): unknown => {
  if (schema === undefined) return undefined;
  const parsed = parseFields(schema, value);
  if (parsed.success) return parsed.data;
  errors.push(...fieldErrors(parsed.error, prefix));
  return undefined;
};

/**
 * Parses path parameters, query and body. Throws 40001 naming every faulty field, or 41301.
 * A path parameter that cannot be an id of its kind is 40401: it cannot name anything.
 */
export const readRequest = async (
  route: Route,
  request: HttpRequest,
  pathParameters: Readonly<Record<string, string>>,
  absent: () => ApiError,
  readForm?: ReadForm,
): Promise<ParsedRequest> => {
  const params = route.params?.safeParse(pathParameters);
  if (params !== undefined && !params.success) throw absent();
  const errors: FieldError[] = [];
  const query = collect(route.query, request.query, '', errors);
  const body =
    route.body === undefined || route.bodyType === 'bytes'
      ? undefined
      : collect(route.body, await readBody(route, request, readForm), '', errors);
  if (errors.length > 0) throw validationFailed(errors);
  return { params: params?.data ?? {}, query: query ?? {}, body };
};
