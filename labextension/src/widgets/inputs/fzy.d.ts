declare module 'fzy.js' {
  export function hasMatch(needle: string, haystack: string): boolean;
  export function score(needle: string, haystack: string): number;
}
