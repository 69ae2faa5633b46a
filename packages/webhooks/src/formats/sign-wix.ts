import { CompactSign, importPKCS8 } from 'jose';

/** The key of `wix`, ready to sign. Rejects where the text is none. */
export const wixKeyOf = (pem: string): Promise<CryptoKey> => importPKCS8(pem, 'RS256');

/**
 * The body of `wix`: a compact JWS whose payload has the claim `data`. It has no `exp`: a receiver may look at a
 * delivery late. WebCrypto signs off the event loop.
 */
export const signWix = (payload: string, key: CryptoKey): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify({ data: payload })))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .sign(key);

export const WIX_HEADERS: Readonly<Record<string, string>> = { 'content-type': 'text/plain' };
