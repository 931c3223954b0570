const SHOWN = 10;

/**
 * How many letters have to be put in, taken out, replaced, or swapped with their neighbour to make
 * one word of the other.
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
export function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length] ?? 0;
}

/** The words with the nearest first; those that are equally near in their given order. */
export function byNearness(word: string, words: readonly string[]): string[] {
  return words
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
    .map(({ candidate }) => candidate);
}

/** The word that was most likely meant: nearest, and near enough; or one that lies in the other. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const [candidate] = byNearness(word, words);
  if (candidate === undefined) {
    return undefined;
  }
  const most = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= most
    ? candidate
    : words.find((other) => other.length > 2 && word.toLowerCase().includes(other.toLowerCase()));
}

/** The end of a sentence about an unknown word: the one that was most likely meant, if there is one. */
export function didYouMean(word: string, words: readonly string[]): string {
  const suggestion = nearest(word, words);
  return suggestion === undefined ? "" : `, did you mean "${suggestion}"?`;
}

/** Words as a list for a message, the nearest first, and no more of them than can be read. */
export function shownWords(word: string, words: readonly string[]): string {
  const sorted = byNearness(word, words);
  const more = sorted.length - SHOWN;
  return `${sorted.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
