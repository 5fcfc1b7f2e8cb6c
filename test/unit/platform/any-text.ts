import fc from 'fast-check';

/** Any UTF-16 code units, lone surrogates and control characters among them. */
export const anyText = (maxLength = 30): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.array(fc.nat({ max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units)),
  );
