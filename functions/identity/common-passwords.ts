/**
 * Words that most of the common passwords in published leaks are made of, in English and Pinyin, with the walks over the
 * keyboard. Not a list of passwords: each stands for all its dressings (`Password1!`, `p@ssw0rd`, `iloveyou2024`).
 */
const words = new Set(
  `
  password passwort passwd pass passcode secret admin administrator root login welcome letmein master access guest
  default changeme change test testing user username hello helloworld hi qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl
  asdf zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc qweasd qweasdzxc poiuyt lkjhgf mnbvcxz abc abcd abcde abcdef abcdefg
  abcdefgh abcabc aabbcc xyz iloveyou iloveu loveyou love lovely lover forever baby babygirl angel princess sunshine
  monkey dragon football baseball basketball soccer hockey tennis golf superman batman spiderman pokemon starwars
  trustno shadow michael jordan jennifer jessica ashley daniel thomas charlie george robert william andrew joshua
  matthew anthony justin nicole michelle amanda samantha hannah hunter ranger buster tigger cookie summer winter spring
  autumn monday friday january december flower freedom freedoms whatever computer internet samsung google facebook
  microsoft windows apple android iphone server database oracle mysql system manager company office business money
  dollar lucky happy sweet chocolate orange banana pepper ginger maggie bailey killer hacker ninja mustang ferrari
  porsche mercedes corvette harley yamaha yankees lakers chelsea liverpool arsenal barcelona madrid london paris
  america china beijing shanghai shenzhen guangzhou hangzhou zhongguo nihao woaini woaiwojia wodemima mima xiaoming
  zhang wang liu chen yang huang zhao qwer asd zxc qaz wsx edc rfv tgb yhn ujm pass word one two three four five
  openscript script
  `
    .trim()
    .split(/\s+/),
);

/** What people write for letters. */
const dressed: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const undressed = (letters: string): string =>
  letters.replace(/[013457@$!]/g, (sign) => dressed[sign] ?? sign);

/** Whether letters follow each other (`12345678`, `hgfedcba`) or a few are repeated (`aaaaaaaa`, `12121212`). */
const isRow = (password: string): boolean => {
  if (!/^[\x20-\x7e]+$/.test(password)) return false; // nobody tries those of other scripts first
  const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  return (steps.size === 1 && Math.abs([...steps][0] ?? 2) <= 1) || /^(.{1,4})\1+$/u.test(password);
};

const isWords = (letters: string): boolean => {
  if (letters === '') return false;
  if (words.has(letters)) return true;
  // Two words, or one twice: `adminadmin`, `loveyouforever`.
  for (let at = 3; at <= letters.length - 3; at += 1)
    if (words.has(letters.slice(0, at)) && words.has(letters.slice(at))) return true;
  return false;
};

/**
 * Whether a password is one of those that are tried first: a row or a repetition, digits alone, or one or two common
 * words with digits and signs around them or in the place of letters. It refuses every password of eight letters or more
 * of that make, far more than the thousand most common ones, and costs no list of them.
 */
export const isCommonPassword = (password: string): boolean => {
  const lower = password.normalize('NFKC').toLowerCase();
  if (isRow(password.toLowerCase()) || /^\d{1,11}$/.test(lower)) return true;
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [lower, bare].some((form) => isWords(form) || isWords(undressed(form).replace(/[^\p{L}]+/gu, '')));
};
