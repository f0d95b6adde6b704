import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatWebhookSecret, signWebhook, verifyWebhook } from "./sign-webhook.ts";

describe("webhook signatures", () => {
  it("are those of the Standard Webhooks specification", () => {
    // The example of its reference implementations.
    const secret = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
    const signature = signWebhook(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}');
    expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("are accepted by who has the secret, and by nobody for anything else", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.uuid(), text, text, (secret, id, body, other) => {
        const now = 1_700_000_000_000;
        const timestamp = String(now / 1000);
        const signature = signWebhook(secret, id, now / 1000, body);
        const shown = formatWebhookSecret(secret);
        const good = { id, timestamp, signature: `v1,AAAA v2,x ${signature}`, body };
        verifyWebhook(shown, good, now + 299_000);
        for (const changed of [
          { ...good, id: `${id}x` },
          { ...good, timestamp: String(now / 1000 + 1) },
          { ...good, body: `${body} ` },
          { ...good, signature: `v1,${other}` },
          { ...good, signature: signature.slice(1) },
          { ...good, timestamp: "soon" },
        ])
          expect(() => verifyWebhook(shown, changed, now)).toThrow(
            expect.objectContaining({ code: "WEBHOOK_INVALID" }),
          );
        expect(() => verifyWebhook(shown, good, now + 301_000)).toThrow("time");
        expect(() => verifyWebhook(shown.replace("whsec_", "whsec_AQID"), good, now)).toThrow("signature");
      }),
      { numRuns: 50 },
    );
  });

  it("fit what Node computes", () => {
    const secret = Buffer.alloc(32, 7);
    const mac = createHmac("sha256", secret).update("evt_1.5.{}").digest("base64");
    expect(signWebhook(secret, "evt_1", 5, "{}")).toBe(`v1,${mac}`);
  });
});
