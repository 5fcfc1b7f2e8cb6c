import { createServer } from 'node:net';

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(chosen));
    });
  });

/** A port of 127.0.0.1 that is free just now; `wanted` 0 takes any. Throws when the wanted one is taken. */
export const findPort = async (wanted: number): Promise<number> => {
  const port = await tryPort(wanted);
  if (port !== undefined) return port;
  throw new Error(
    `port ${wanted} of 127.0.0.1 is taken; choose another one: npm start -- --port ${wanted + 1}`,
  );
};
