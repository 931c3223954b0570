/** Entries in descending order of their names, numbers in them compared as numbers. */
export function newVersionsFirst<T>(versions: Readonly<Record<string, T>>): [string, T][] {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return Object.entries(versions).sort(([one], [other]) => compare(other, one));
}
