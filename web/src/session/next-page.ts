/**
 * Where to go after signing in: the page that was asked for, if it is a page of this console. An address of
 * another site (`//evil.example`, `/\evil`) is refused, so that a link cannot lead a fresh session astray.
 */
export const nextPage = (asked: unknown): string =>
  typeof asked === 'string' &&
  /^\/(?![/\\])/.test(asked) &&
  !/^\/(sign-in|welcome|register|forgot)\b/.test(asked)
    ? asked
    : '/';
