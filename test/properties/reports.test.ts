import { expect, test } from 'vitest';
import type { Text } from '../../grammar/text.ts';
import { createAnalyses } from '../../server/lsp/analyses.ts';
import { supportOf } from '../../server/lsp/client-support.ts';
import { createTranslation } from '../../server/lsp/diagnostics.ts';
import { createDocuments, type Documents } from '../../server/lsp/documents.ts';
import { createReports, type Report, type Reports } from '../../server/lsp/reports.ts';
import type { RuleChoices, Settings } from '../../server/lsp/settings.ts';
import { createLines, type Encoding } from '../../server/lsp/text.ts';
import { type Edit, linkEdits, randomEdit } from '../fuzz/edits.ts';
import { type Random, randomFrom } from '../random.ts';

const SEEDS = 6;
const STEPS = 120;
const TIME_LIMIT = 120_000;

const edited = 'file:///lab/edited.topo';
const parts = 'file:///lab/parts.topo';

const partsText = `import cables
/* 長 */ nic Card { port port { rate = 400Gbps } }
node Server { nic[4] : Card }
switch Leaf { port port[8] { rate = 400Gbps } }
cable Short : cables.Dac400G { reach = 1m }
rack Wired {
  server[2] : Server
  leaf : Leaf
  link w : server[0].nic[0] -- leaf.port[0] via Short { length = 2m }
}
`;

const editedText = `import "./parts.topo" as own
import cables

/* 架🚀 */ rack Compute {
  server[4] : own.Server
  leaf[2] : own.Leaf
  link g : server[3].nic[1] -- leaf[1].port[5] via Near { length = 3m }
  link a : server[0].nic[0] -- leaf[0].port[0] via own.Short { length = 1m }
  /* 長😀é */ link b : server[0].nic[1] -- leaf[0].port[1] via own.Short { length = 2m }
  link c : server[0].nic[2] -- leaf[0].port[2] via cables.Dac400G { length = 9m }
  link d : server[0].nic[3] -- leaf[9].port[3]
  link e : server[1].nic[0] -- leaf[1].port[0] via own.Short { length = 3m }
  link e : server[1].nic[1] -- leaf[1].port[0] via own.Short { length = 3m }
  /* 🚀 */ link f : server[2].nic[1] -- leaf[1].port[4] via own.Short { length = 1m /* 長 */ }
}
row Both { compute[2] : Compute  wired : own.Wired { server[3] : own.Server } }
cable Near : cables.Dac400G { reach = 1m }
`;

const choices: readonly RuleChoices[] = [
  new Map(),
  new Map([['reach.copper', 'off']]),
  new Map([
    ['reach.copper', 'hint'],
    ['name.unused', 'error'],
  ]),
];

/** What a client says in the course of a day, and what the server makes of it. */
interface Served {
  readonly documents: Documents;
  readonly reports: Reports;
  choose(chosen: RuleChoices): void;
  report(): Promise<Report | undefined>;
}

function serve(encoding: Encoding): Served {
  const state = { chosen: new Map() as RuleChoices };
  const documents = createDocuments(encoding);
  const read = (location: string): Text | undefined =>
    documents.get(location)?.lines.text ?? (location === parts ? partsText : undefined);
  const carried = { relatedInformation: true, tagSupport: { valueSet: [1 as const] }, codeDescriptionSupport: true };
  const support = { ...supportOf({ textDocument: { diagnostic: carried } }), encoding };
  const analyses = createAnalyses({ read }, new Map(), rethrow);
  const translation = createTranslation(documents, support, 'https://example.org/topo');
  const settings: Settings = {
    of: async () => state.chosen,
    shown: async () => () => true,
    changed: () => undefined,
    whenChanged: () => undefined,
    drop: () => undefined,
  };
  const reports = createReports(
    documents,
    analyses,
    settings,
    translation,
    async () => {},
    () => {},
  );
  return {
    documents,
    reports,
    choose(chosen) {
      state.chosen = chosen;
    },
    async report() {
      const document = documents.get(edited);
      return document && reports.of(document);
    },
  };
}

function rethrow(rule: string, error: unknown): never {
  throw new Error(`The check ${rule} failed.`, { cause: error });
}

/** What a server says that has just been started. */
async function freshItems(documents: Documents, encoding: Encoding, chosen: RuleChoices) {
  const fresh = serve(encoding);
  fresh.choose(chosen);
  for (const { uri, lines } of documents.all()) open(fresh.documents, uri, String(lines.text));
  return (await fresh.report())?.items;
}

function open(documents: Documents, uri: string, text: string): void {
  documents.open({ textDocument: { uri, languageId: 'topo', version: 1, text } });
}

function change(documents: Documents, uri: string, edit: Edit, encoding: Encoding): void {
  const before = documents.get(uri)?.lines.text ?? '';
  const lines = createLines(before, encoding);
  const range = lines.rangeOf(edit);
  const { start, end } = lines.spanOf(range);
  const isSayable = start === edit.start && end === edit.end;
  const text = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
  const version = (documents.get(uri)?.version ?? 0) + 1;
  const contentChanges = [isSayable ? { range, text: edit.text } : { text }];
  documents.change({ textDocument: { uri, version }, contentChanges });
}

/** What else happens than that somebody edits the document. */
function interrupt(
  { documents, reports, choose }: Served,
  random: Random,
  encoding: Encoding,
): RuleChoices | undefined {
  const other = documents.get(parts);
  if (random.once(3)) {
    const chosen = random.pick(choices);
    choose(chosen);
    return chosen;
  }
  const own = documents.get(edited);
  if (own && random.once(3)) {
    documents.close({ textDocument: { uri: own.uri } });
    reports.drop(own.location);
    open(documents, random.pick([edited, edited.replace('edited', '%65dited')]), String(own.lines.text));
  } else if (!other) open(documents, random.pick([parts, parts.replace('parts', 'p%61rts')]), partsText);
  else if (random.once(2)) documents.close({ textDocument: { uri: other.uri } });
  else change(documents, other.uri, randomEdit(String(other.lines.text), random), encoding);
  return undefined;
}

function* edits(text: () => string, random: Random): Generator<Edit> {
  for (;;) {
    const steps = random.once(2) ? linkEdits(text(), random) : undefined;
    if (steps) yield* steps;
    else {
      // A slip is taken back, so that the text stays one of which there is much to be said.
      const before = text();
      const edit = random.once(3) ? lineEdit(before, random) : randomEdit(before, random);
      yield edit;
      yield { start: 0, end: text().length, text: before };
    }
  }
}

/** A line is added or removed somewhere above most others. */
function lineEdit(text: string, random: Random): Edit {
  const start = text.indexOf('\n', random.below(text.length)) + 1;
  return random.once(2) ? { start, end: start, text: '\n' } : { start, end: text.indexOf('\n', start) + 1, text: '' };
}

test.each(['utf-16', 'utf-8', 'utf-32'] as const)(
  'a server that lives through changes tells the diagnostics of a fresh one, in %s',
  { timeout: TIME_LIMIT },
  async (encoding) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = randomFrom(seed);
      const served = serve(encoding);
      open(served.documents, edited, editedText);
      let chosen: RuleChoices = new Map();
      let last: Report | undefined;
      let steps = 0;
      for (const edit of edits(() => String(served.documents.get(edited)?.lines.text ?? ''), random)) {
        if (++steps > STEPS) break;
        change(served.documents, edited, edit, encoding);
        if (random.once(8)) chosen = interrupt(served, random, encoding) ?? chosen;
        // A client that is busy does not ask at each key.
        if (random.once(3)) continue;
        const report = await served.report();
        expect(report?.items).toEqual(await freshItems(served.documents, encoding, chosen));
        expect(report?.id === last?.id).toBe(last !== undefined && said(report) === said(last));
        last = report;
      }
    }
  },
);

function said(report: Report | undefined): string {
  return JSON.stringify(report?.items);
}

test('there is much to be said of the text, and of others with it', async () => {
  const { documents, report } = serve('utf-16');
  open(documents, edited, editedText);
  const items = (await report())?.items ?? [];
  const related = items.flatMap(({ relatedInformation = [] }) =>
    relatedInformation.map(({ location }) => location.uri),
  );
  expect(items.length).toBeGreaterThan(8);
  expect(new Set(related)).toEqual(new Set([edited, parts, 'topo-catalog:/cables.topo']));
});
