import { resolvePointer } from '../../../../functions/webhooks/resolve-pointer.ts';
import type { Schemas } from '../../api/schemas.ts';
import { type Field, fieldsOf, holdsFiles } from '../../form/field.ts';

export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['WebhookDelivery'];

/** Where one parameter comes from. */
export interface SourceDraft {
  readonly parameter: string;
  readonly title: string;
  readonly file: boolean;
  /** False: a fixed value (or, for a file, none). */
  fromPayload: boolean;
  path: string;
  required: boolean;
  /** What stands in where the payload has none; empty: nothing. JSON where it is JSON, else text. */
  fallback: string;
}

/** Everything that stands in the form of a webhook, except the fixed parameters. */
export interface WebhookDraft {
  name: string;
  script: string;
  scriptVersion: number | null;
  sources: SourceDraft[];
  hosts: string;
  perMinute: number;
  burst: number;
  enabled: boolean;
}

const shownFallback = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** The value that a text stands for: JSON where it is, else the text itself. */
export const readFallback = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

export const draftOfWebhook = (webhook: Webhook | undefined, script = ''): WebhookDraft => ({
  name: webhook?.name ?? '',
  script: webhook?.script ?? script,
  scriptVersion: webhook?.script_version ?? null,
  sources: [],
  hosts: (webhook?.allowed_hosts ?? []).join('\n'),
  perMinute: webhook?.rate_limit.per_minute ?? 60,
  burst: webhook?.rate_limit.burst ?? 30,
  enabled: webhook?.enabled ?? true,
});

const sourceOf = (field: Field, webhook: Webhook | undefined): SourceDraft => {
  const mapped = webhook?.mapping.find(({ parameter }) => parameter === field.name);
  const filed = webhook?.file_mapping.find(({ parameter }) => parameter === field.name);
  const found = mapped ?? filed;
  const isNew = webhook === undefined;
  return {
    parameter: field.name,
    title: field.title,
    file: holdsFiles(field),
    fromPayload: found !== undefined || (isNew && field.required),
    path: found?.path ?? `/${field.name}`,
    required: found?.required ?? (isNew && field.required),
    fallback: shownFallback(mapped?.default),
  };
};

/** One row for each parameter of the script. A new webhook takes what is required from the payload. */
export const sourcesOf = (schema: unknown, webhook: Webhook | undefined): SourceDraft[] =>
  fieldsOf(schema).map((field) => sourceOf(field, webhook));

export const hostsOf = (text: string): string[] =>
  text
    .split(/[\s,，]+/)
    .map((host) => host.trim())
    .filter((host) => host !== '');

/** The body that makes or changes a webhook, but for its script and version. */
export const webhookBodyOf = (draft: WebhookDraft, parameters: Readonly<Record<string, unknown>>) => ({
  name: draft.name.trim(),
  script_version: draft.scriptVersion,
  parameters,
  mapping: draft.sources
    .filter(({ fromPayload, file }) => fromPayload && !file)
    .map(({ parameter, path, required, fallback }) => ({
      parameter,
      path: path.trim(),
      required,
      ...(fallback.trim() === '' ? {} : { default: readFallback(fallback) }),
    })),
  file_mapping: draft.sources
    .filter(({ fromPayload, file }) => fromPayload && file)
    .map(({ parameter, path, required }) => ({ parameter, path: path.trim(), required })),
  allowed_hosts: hostsOf(draft.hosts),
  rate_limit: { per_minute: draft.perMinute, burst: draft.burst },
  enabled: draft.enabled,
});

/** A sample payload as it is typed: JSON, or why it is none. */
export const readSample = (text: string): { readonly value: unknown; readonly valid: boolean } => {
  if (text.trim() === '') return { value: undefined, valid: true };
  try {
    return { value: JSON.parse(text) as unknown, valid: true };
  } catch {
    return { value: undefined, valid: false };
  }
};

const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
const MOST_POINTERS = 200;

/** The pointers of every value in a document, outer ones first. */
export const pointersIn = (document: unknown): readonly string[] => {
  const found: string[] = [];
  const queue: [string, unknown][] = [['', document]];
  while (queue.length > 0 && found.length < MOST_POINTERS) {
    const [at, value] = queue.shift() ?? ['', undefined];
    if (at !== '') found.push(at);
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) queue.push([`${at}/${escaped(key)}`, inner]);
  }
  return found;
};

/** A payload with every field that a webhook takes, to begin with: objects only, for a path of digits is rare. */
export const payloadOf = ({
  mapping,
  file_mapping: files,
}: Pick<Webhook, 'mapping' | 'file_mapping'>): unknown => {
  const payload: Record<string, unknown> = {};
  const put = (path: string, value: unknown): void => {
    const tokens = path
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = tokens.pop();
    if (last === undefined) return;
    let at = payload;
    for (const token of tokens) {
      const inner = Object.hasOwn(at, token) ? at[token] : undefined;
      const next: Record<string, unknown> =
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
      Object.defineProperty(at, token, { value: next, enumerable: true, configurable: true, writable: true });
      at = next;
    }
    Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  };
  for (const one of mapping) put(one.path, one.default ?? '…');
  for (const one of files) put(one.path, 'https://…');
  return payload;
};

/** What a row would take from a sample: the value, and whether the payload has it. */
export const tried = (
  source: SourceDraft,
  sample: unknown,
): { readonly value: unknown; readonly from: 'payload' | 'fallback' | 'missing' | 'nothing' } => {
  const value = resolvePointer(sample, source.path);
  if (value !== undefined && value !== null) return { value, from: 'payload' };
  if (!source.file && source.fallback.trim() !== '')
    return { value: readFallback(source.fallback), from: 'fallback' };
  return { value: undefined, from: source.required ? 'missing' : 'nothing' };
};
