import { freshSeed } from "../src/adapters/crypto/tokens.ts";

// A value for AUTH_SECRET_KEY: an Ed25519 seed of 32 random bytes in base64url.
console.log(freshSeed());
