/** What a file is called: the last part of its location, as people write it. */
export function fileName(location: string): string {
  return decodeURIComponent(location.split('/').at(-1) ?? location);
}
