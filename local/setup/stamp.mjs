import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** One hash over the content of files and over words; a file that is not there counts as empty. */
export const hashOf = (files, words = []) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : '').update('\0');
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex');
};

/** Whether the stamp says that this was installed. */
export const isStamped = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash;

/** Notes what was installed; where that cannot be written, the next set-up just looks again. */
export const writeStamp = (stamp, hash) => {
  try {
    writeFileSync(stamp, `${hash}\n`);
  } catch (error) {
    if (!['EACCES', 'EROFS'].includes(error.code)) throw error;
  }
};
