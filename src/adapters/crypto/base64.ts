/** The bytes of a base64 text, padded or not. */
export const fromBase64 = (text = ""): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Base64 without padding, as the PHC string format has it. */
export const unpadded = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
