/** Says what is being done, on stderr, so that a command's own output stays clean. */
export const say = (text) => process.stderr.write(`setup: ${text}\n`);

/** Says what to do and ends the process. */
export const fail = (text) => {
  process.stderr.write(`setup: ${text}\n`);
  process.exit(1);
};
