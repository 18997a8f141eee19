/**
 * The words that declare something: `rack Compute { … }`.
 *
 * The parser needs them only to recover, to tell a declaration that is being written from a member, and to find where
 * the next one starts. Without a fault in the text, any name may stand in their place, and the schema speaks about it.
 */
export const kindNames = [
  'port',
  'cable',
  'accelerator',
  'nic',
  'switch',
  'node',
  'shelf',
  'cdu',
  'sensor',
  'rack',
  'row',
  'pod',
  'hall',
  'cluster',
  'fabric',
  'workload',
  'roadmap',
  'policy',
] as const;

/** The same, to be asked. */
export const kinds: ReadonlySet<string> = new Set(kindNames);
