/**
 * Programs that sign and send one delivery. They read URL (the whole address) and SECRET from the environment, and the
 * payload from PAYLOAD. A test runs each of them against the platform; `docs/webhooks.md` shows the same ones.
 */
export const signingExample = {
  curl: `T=$(date +%s)
V1=$(printf '%s.%s' "$T" "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')
curl -sS -X POST "$URL" \\
  -H 'Content-Type: application/json' \\
  -H "X-OpenScript-Signature: t=$T,v1=$V1" \\
  -H "X-OpenScript-Delivery: order-$T-$$" \\
  --data-raw "$PAYLOAD"
`,
  python: `import hashlib, hmac, os, time, urllib.request, uuid

body = os.environ["PAYLOAD"].encode()
t = str(int(time.time()))
v1 = hmac.new(os.environ["SECRET"].encode(), t.encode() + b"." + body, hashlib.sha256).hexdigest()
request = urllib.request.Request(
    os.environ["URL"],
    data=body,
    headers={
        "Content-Type": "application/json",
        "X-OpenScript-Signature": f"t={t},v1={v1}",
        "X-OpenScript-Delivery": str(uuid.uuid4()),
    },
)
with urllib.request.urlopen(request) as answer:
    print(answer.read().decode())
`,
  javascript: `import { createHmac, randomUUID } from 'node:crypto';

const { URL: url, SECRET: secret, PAYLOAD: body } = process.env;
const t = Math.floor(Date.now() / 1000);
const v1 = createHmac('sha256', secret).update(\`\${t}.\${body}\`).digest('hex');
const answer = await fetch(url, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    'X-OpenScript-Signature': \`t=\${t},v1=\${v1}\`,
    'X-OpenScript-Delivery': randomUUID(),
  },
  body,
});
console.log(await answer.text());
`,
} as const;
