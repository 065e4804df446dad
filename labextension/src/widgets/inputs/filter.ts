// Which options fit what one types, best first.
import { hasMatch, score } from 'fzy.js';

export type FilterMode = 'fuzzy' | 'contains' | 'prefix';

/** The places of the options that fit. */
export function filterOptions(options: string[], typed: string, mode: FilterMode | undefined): number[] {
  const places = options.map((_, place) => place);
  const wanted = typed.trim().toLowerCase();
  if (!wanted || !mode) {
    return places;
  }
  const low = options.map(option => option.toLowerCase());
  if (mode === 'contains') {
    return places.filter(place => low[place]!.includes(wanted));
  }
  if (mode === 'prefix') {
    return places.filter(place => low[place]!.startsWith(wanted));
  }
  const scores = new Map<number, number>();
  for (const place of places) {
    if (hasMatch(wanted, options[place]!)) {
      scores.set(place, score(wanted, options[place]!));
    }
  }
  return [...scores.keys()].sort((one, other) => scores.get(other)! - scores.get(one)! || one - other);
}
