import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../local/start/options.ts';

describe('the options of npm start', () => {
  it('are port 8000, .openscript and the demo by default', () => {
    expect(parseStartOptions([], {})).toEqual({
      port: 8000,
      home: expect.stringMatching(/\.openscript$/),
      demo: true,
      once: false,
      values: {},
    });
  });

  it('may be values of the stage', () => {
    expect(parseStartOptions(['--value', 'A=b=c', '--value', 'D='], {})).toMatchObject({
      values: { A: 'b=c', D: '' },
    });
  });

  it('come from the command line before the environment', () => {
    const environment = { OPENSCRIPT_HOME: '/a' };
    expect(parseStartOptions([], environment)).toMatchObject({ home: '/a' });
    expect(parseStartOptions(['--home', '/b', '--port', '0', '--no-demo'], environment)).toMatchObject({
      home: '/b',
      port: 0,
      demo: false,
    });
  });

  it.each([
    [['--port', 'abc'], '--port abc'],
    [['--port', '65536'], '--port 65536'],
    [['--port', '-1'], '--port'],
    [['--once', '--no-demo'], '--once runs the demo'],
    [['--value', 'SignInDomain'], '--value SignInDomain'],
    [['--bogus'], '--bogus'],
    [['extra'], 'extra'],
  ])('%j are refused with the usage', (args, fault) => {
    expect(() => parseStartOptions(args, {})).toThrow(fault);
    expect(() => parseStartOptions(args, {})).toThrow('npm start -- [--port N]');
  });
});
