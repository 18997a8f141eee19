import type { Text } from './text.ts';

/**
 * The name of another format that uses the suffix `.topo`, if the text is written in it; undefined for our own.
 *
 * Network tools wrote `.topo` files long before us, and a hundred syntax errors help nobody who opens one. A first line
 * `// topo` or the suffix `.cluster.topo` says that a file is ours whatever it looks like.
 */
export function foreignFormat(text: Text, location = ''): string | undefined {
  if (location.endsWith('.cluster.topo')) return undefined;
  // Windows tools write UTF-16, which a reader of UTF-8 sees with a zero behind each character.
  const start = text
    .slice(0, LONGEST_HEADER)
    .replaceAll('\0', '')
    .replace(/^\uFEFF/, '');
  if (/^\/\/ topo\b/.test(start)) return undefined;
  return formats.find(({ pattern }) => pattern.test(start))?.name;
}

/** How far into a file a format is looked for: past any licence comment, and no cost in a file of megabytes. */
export const LONGEST_HEADER = 16_384;

interface Format {
  readonly name: string;
  readonly pattern: RegExp;
}

const formats: readonly Format[] = [
  // An XML declaration may be left out or garbled by a wrong encoding; the root element is not.
  { name: 'Huawei eNSP topology', pattern: /^[^\x20-\x7e]{0,4}(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<topo[\s>]/i },
  // What ibnetdiscover writes, also to a file that UFM or ibdiagnet read again.
  { name: 'InfiniBand topology (ibnetdiscover)', pattern: /^#\s*\n?#? ?Topology file: generated on/m },
  {
    name: 'InfiniBand topology (ibnetdiscover)',
    pattern: /^(?:vendid|devid|sysimgguid|switchguid|caguid)=0x[0-9a-f]+/m,
  },
  { name: 'InfiniBand topology (ibnetdiscover)', pattern: /^(?:Switch|Ca|Rt)\s+\d+\s+"[SHR]-[0-9a-f]+"/m },
  // Systems of ibdm: a type and a name on one line, the ports indented below.
  { name: 'InfiniBand topology (ibdiagnet)', pattern: /^[ \t]+(?:[\w-]+\/)*P\d+ +-\d+x-[\d.]+G?-> /m },
  { name: 'InfiniBand topology (ibdiagnet)', pattern: /^[A-Z][\w-]* +[\w./-]+\s*\n\s+CFG:/m },
];
