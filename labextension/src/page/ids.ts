/** Long enough that nobody guesses it. (`crypto.randomUUID` is missing where a page is served without HTTPS.) */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
