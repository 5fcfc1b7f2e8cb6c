import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** What stands between a function and the AWS APIs, and takes the mail. */
export interface Tap {
  readonly url: string;
  /** What was sent by mail, as SES was asked to. */
  readonly mails: string[];
  close(): void;
}

/** Opens a tap before `target`. */
export const openTap = async (target: string): Promise<Tap> => {
  const mails: string[] = [];

  const forward = async (request: IncomingMessage, body: Buffer) => {
    const { method, headers } = request;
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      send(`${target}${request.url}`, { method, headers }, resolve).on('error', reject).end(body),
    );
    return { status: answer.statusCode ?? 500, headers: answer.headers, body: await read(answer) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    if (request.url?.startsWith('/v2/email')) {
      mails.push(body.toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"1"}');
      return;
    }
    const answer = await forward(request, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((thrown: unknown) => response.destroy(thrown as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
