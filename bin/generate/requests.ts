import * as z from 'zod';
import type { Route } from '../../functions/platform/route.ts';
import { exampleOf } from './examples.ts';
import type { JsonObject, JsonSchemas } from './json-schemas.ts';

const parameterReference = (name: string): JsonObject => ({ $ref: `#/components/parameters/${name}` });

/** Headers that several routes take: `components.parameters`. */
export const headerParameters: Readonly<Record<string, JsonObject>> = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'Language of messages: `zh-CN` or `en`',
    schema: { type: 'string', examples: ['zh-CN', 'en'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'The same key and body within 24 h gives the first answer again; the same key with another body is 40901',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  },
};

const parametersIn = (place: 'path' | 'query', schema: z.ZodObject, schemas: JsonSchemas): JsonObject[] => {
  const { properties = {}, required = [] } = schemas.of(schema, 'input') as {
    properties?: Record<string, JsonObject>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
};

/** Path, query and header parameters of one route. */
export const parametersOf = (route: Route, schemas: JsonSchemas): JsonObject[] => [
  ...(route.params === undefined ? [] : parametersIn('path', route.params, schemas)),
  ...(route.query === undefined ? [] : parametersIn('query', route.query, schemas)),
  ...(route.idempotent === true ? [parameterReference('IdempotencyKey')] : []),
  parameterReference('AcceptLanguage'),
];

/** A file part stands in the form as its bytes, not as the name and content the operation receives. */
const asForm = (form: z.ZodObject): z.ZodObject =>
  form.extend({ file: z.string().meta({ format: 'binary', description: 'the script, with its file name' }) });

const isForm = (schema: unknown): schema is z.ZodObject =>
  schema instanceof z.ZodObject && 'file' in schema.shape;

/** The content types of a body: a union of form and JSON becomes two of them. */
const bodiesOf = (body: z.ZodType): readonly [string, z.ZodType][] => {
  const options = body instanceof z.ZodUnion ? body.options : [body];
  const forms = options.filter(isForm);
  if (forms.length === 0) return [['application/json', body]];
  const others = options.filter((option) => !isForm(option)) as z.ZodType[];
  return [
    ...forms.map((form): [string, z.ZodType] => ['multipart/form-data', asForm(form)]),
    ...others.map((other): [string, z.ZodType] => ['application/json', other]),
  ];
};

/** The request body of one route, or undefined. */
export const requestBodyOf = (route: Route, schemas: JsonSchemas): JsonObject | undefined => {
  if (route.body === undefined) return undefined;
  const content = bodiesOf(route.body).map(([type, schema]) => {
    const example = type === 'application/json' ? exampleOf(route, schema) : undefined;
    return [type, { schema: schemas.of(schema, 'input'), ...(example === undefined ? {} : { example }) }];
  });
  return { required: route.bodyOptional !== true, content: Object.fromEntries(content) as JsonObject };
};
