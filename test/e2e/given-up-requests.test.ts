import { expect, inject, it } from 'vitest';
import { newUser } from './platform/client.ts';

const { url } = inject('platform');

it('goes on answering when a page gives up its requests one after the other', {
  timeout: 60_000,
}, async () => {
  const client = await newUser(url, 'impatient');
  const headers = { authorization: `Bearer ${client.token}` };
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const giveUp = new AbortController();
        setTimeout(() => giveUp.abort(), n * 3);
        await fetch(`${url}/api/v1/scripts?q=${n}`, { headers, signal: giveUp.signal })
          .then((answer) => answer.text())
          .catch(() => undefined);
      }),
    );
  const answer = await fetch(`${url}/api/v1/auth/me`, { headers, signal: AbortSignal.timeout(20_000) });
  expect(answer.status).toBe(200);
});
