import { describe, expect, it } from 'vitest';
import { type Field, fieldsOf } from '../../../web/src/form/field.ts';

const one = (schema: Record<string, unknown>, required: string[] = []): Field => {
  const [field] = fieldsOf({ type: 'object', properties: { value: schema }, required });
  if (field === undefined) throw new Error('no field');
  return field;
};

describe('the fields of a form', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'string', format: 'decimal' }, 'decimal'],
    [{ type: 'string', format: 'date' }, 'date'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ type: 'string', format: 'time' }, 'time'],
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [{ enum: [1, 'b', true] }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'string', format: 'decimal' } }, 'list'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'array', items: { type: 'integer' } } }, 'json'],
    [{ type: 'object' }, 'json'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'json'],
    [{ type: 'string', format: 'file' }, 'file'],
    [{ type: 'array', items: { type: 'string', format: 'file' } }, 'files'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer'],
    [{ type: ['string', 'null'], format: 'date' }, 'date'],
    [{}, 'json'],
  ])('%j is a %s field', (schema, kind) => {
    expect(one(schema).kind).toBe(kind);
  });

  it("keeps the signature's order, whatever order the properties came in", () => {
    const names = fieldsOf({
      type: 'object',
      properties: { b: { type: 'string' }, a: { type: 'string' }, c: { type: 'string' } },
      'x-order': ['c', 'a'],
    }).map(({ name }) => name);
    expect(names).toEqual(['c', 'a', 'b']);
  });

  it('reads the limits of files from the list and from its items', () => {
    const { constraints } = one({
      type: 'array',
      items: { type: 'string', format: 'file', 'x-maxSize': 52428800 },
      'x-accept': ['.XLSX', '.csv'],
      minItems: 1,
      maxItems: 20,
    });
    expect(constraints).toMatchObject({
      accept: ['.xlsx', '.csv'],
      maxSize: 52428800,
      minItems: 1,
      maxItems: 20,
    });
  });

  it('reads bounds of numbers and of dates and decimals, which are text', () => {
    expect(one({ type: 'integer', minimum: 1, maximum: 5 }).constraints).toMatchObject({
      minimum: '1',
      maximum: '5',
    });
    expect(one({ type: 'string', format: 'decimal', formatMinimum: '0.01' }).constraints.minimum).toBe(
      '0.01',
    );
  });

  it('a schema that is none has no fields', () => {
    for (const schema of [null, undefined, 7, [], { properties: 3 }]) expect(fieldsOf(schema)).toEqual([]);
  });

  it('a parameter named like an inherited property is a parameter', () => {
    const properties = JSON.parse('{"constructor": {"type": "string"}, "__proto__": {"type": "integer"}}');
    expect(fieldsOf({ type: 'object', properties, 'x-order': ['toString'] }).map(({ name }) => name)).toEqual(
      ['constructor', '__proto__'],
    );
  });
});
