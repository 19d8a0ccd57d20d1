import assert from "node:assert/strict";
import { argon2Hashes } from "../../../src/adapters/crypto/argon2.ts";
import { scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";

/** Made by Django 5.2.19's `make_password` and `encode`, with argon2-cffi. */
const MONSOON = "a quiet monsoon";
const SCRYPT_HASH = "tpxRCxB4YVNY1M5uA6JdvHfrIxRH1JE7OXyxyGUAw0NKIP5UJC8FQQey2vXc5qucy8i0Jh709cXxgw6PqS6+wQ==";
const BREAD = "crème brûlée नमस्ते";
const hashes: readonly (readonly [password: string, hash: string])[] = [
  [MONSOON, "pbkdf2_sha256$1000000$9FXlJiaI2RnEhlmAepW0rJ$85FU4GJAov6xGxjU94z/sW7yrlXJ7hE5ujN6k7/7l84="],
  [BREAD, "pbkdf2_sha256$1000000$NL2lzSK2eCCNdo851HPanP$rb8YKuMaj4SDKZSHDNkWonx4s575E7RP7FIe4/2JZU8="],
  [MONSOON, "pbkdf2_sha256$1000$oldsalt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84="],
  [
    MONSOON,
    "scrypt$16384$wulcIMKYcYueyL7uWVnedL$8$5$" +
    "NCavEwRo8BZiskqF1GuUfrEpLISEHmPNzr9BILks0l/0VVuyVrYkFAd+t2kggCP6PImasIlGDn/4lkX7vycXcQ==",
  ],
  [
    BREAD,
    "scrypt$16384$z1pWmeeaybZnOp34xvSWAm$8$5$" +
    "5xNGBtuTZfDcmdhyYF9pzl/dg8gwTnEgb6UZwuTKY2StJp2JdWh1eXL9+/dGlDPtYqKZlh9kwnzUXSUHR9N54A==",
  ],
  [
    MONSOON,
    `scrypt$16$oldsalt$8$1$${SCRYPT_HASH}`,
  ],
];
const argon2: readonly (readonly [password: string, hash: string])[] = [
  [
    MONSOON,
    "argon2$argon2id$v=19$m=102400,t=2,p=8$TjY5SmVnajc5NW55RXBJQnU3NmcwSw$fJx4/7bgEn83K0lTS7gVFCztkCRosnbTkTH+FSKXoh8",
  ],
  [
    BREAD,
    "argon2$argon2id$v=19$m=102400,t=2,p=8$M29TWTlnalhJRHo5UUhqa1hwbEc3RQ$s7cXphghij93cWeKl7gPgFxtpXZxsoFX0tAU1T3m76k",
  ],
  [MONSOON, "argon2$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$TQOLePfkaIvgR2/1xXNPnOHgBit5ijsWxQxadiOm5T8"],
  [MONSOON, "argon2$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$R8zVfjaG2/O8bkz0zdhz7QhJM6I0QyvjFCwLdF4kCPU"],
];

const COST = { ln: 4, r: 8, p: 1 };
const onDeno = scryptPasswords(COST, [argon2Hashes()]);
const onWorkers = scryptPasswords(COST);

for (const [password, hash] of [...hashes, ...argon2]) {
  Deno.test(`Django's hash verifies and is outdated: ${hash.slice(0, 42)}`, async () => {
    assert.ok(await onDeno.verify(password, hash));
    assert.ok(!await onDeno.verify(`${password} `, hash));
    assert.ok(!await onDeno.verify(password === BREAD ? password.normalize("NFD") : "A quiet monsoon", hash));
    assert.ok(onDeno.isOutdated(hash));
  });
}

Deno.test("without the library, an argon2 hash is a wrong password, and the other ones verify", async () => {
  for (const [password, hash] of argon2) assert.ok(!await onWorkers.verify(password, hash));
  for (const [password, hash] of hashes.slice(2, 3)) assert.ok(await onWorkers.verify(password, hash));
});

/** What nobody can verify: unusable passwords, other algorithms, and settings that no machine should try. */
const unverifiable: readonly string[] = [
  "",
  "!wMVFROwHmgVGJaLPLuW4TNLh8lV9pb0I3RjsRli6",
  "md5$salt$5f4dcc3b5aa765d61d8327deb882cf99",
  "constructor$1000$salt$aaaa",
  "pbkdf2_sha256$0$salt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=",
  "pbkdf2_sha256$1e9$salt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=",
  "pbkdf2_sha256$9999999999$salt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=",
  "pbkdf2_sha256$1000$oldsalt$",
  "pbkdf2_sha256$1000$oldsalt",
  "pbkdf2_sha256$1000$oldsalt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=$more",
  "pbkdf2_sha256$1000$oldsalt$not base64 at all",
  `scrypt$1073741824$salt$8$1$${SCRYPT_HASH}`,
  `scrypt$15$salt$8$1$${SCRYPT_HASH}`,
  `scrypt$16$salt$8$${SCRYPT_HASH}`,
  "$scrypt$ln=99,r=8,p=1$c2FsdA$hash",
  `$scrypt$ln=30,r=8,p=1$c2FsdA$${"A".repeat(43)}`,
  `$scrypt$ln=4,r=0,p=1$c2FsdA$${"A".repeat(43)}`,
  "argon2$argon2id$v=19$m=999999,t=1,p=1$c2FsdHNhbHQ$TQOLePfkaIvgR2/1xXNPnOHgBit5ijsWxQxadiOm5T8",
  "argon2$argon2id$v=19$m=64,t=99,p=1$c2FsdHNhbHQ$TQOLePfkaIvgR2/1xXNPnOHgBit5ijsWxQxadiOm5T8",
  "argon2$argon2id$v=19$m=64,t=0,p=0$c2FsdHNhbHQ$TQOLePfkaIvgR2/1xXNPnOHgBit5ijsWxQxadiOm5T8",
  "argon2$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$",
];

Deno.test("a hash that cannot be verified is a wrong password, and never an error", async () => {
  for (const hash of unverifiable) assert.equal(await onDeno.verify(MONSOON, hash), false, hash);
});
