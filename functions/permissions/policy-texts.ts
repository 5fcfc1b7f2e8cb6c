import generated from './generated/policy-texts.json' with { type: 'json' };

/** The policies of the repository by id, as people write and read them. */
export const builtInTexts: Readonly<Record<string, string>> = generated.sources;

/** What they say, in words. */
export const builtInWords: Readonly<Record<string, { readonly en: string; readonly zh: string }>> =
  generated.words;

/** The schema that every policy must keep to. */
export const policySchema: string = generated.schema;
