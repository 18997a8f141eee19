import { outwards, type Site } from '../model/site.ts';

/** What a site is called in a sentence: its member, or the type of one that is no member. */
export function siteName({ member, part }: Site): string {
  return member?.name ?? part.name;
}

/** The name of one instance of a site, by its indexes from the root down: `unit[0].compute[3]`. */
export function instanceOf(site: Site, indexes: readonly number[]): string {
  let next = 0;
  const names = [...outwards(site)].reverse().flatMap(({ member }) => {
    if (!member) return [];
    const own = (member.dims ?? [1]).map(() => indexes[next++] ?? 0);
    return [own.length > 0 ? `${member.name}[${own.join(', ')}]` : member.name];
  });
  return names.join('.');
}
