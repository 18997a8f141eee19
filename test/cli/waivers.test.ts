import { beforeAll, describe, expect, test } from 'vitest';
import { reason, unwaived, type Waiver, waivers } from '../waivers.ts';
import { bundleCommand, folderWith, type Outcome, runCommand } from './command.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;
type Format = (typeof formats)[number];

/** What the command says of all files at once, without their waivers and with them. */
const said = { before: new Map<Format, Outcome>(), after: new Map<Format, Outcome>() };

beforeAll(async () => {
  const bundle = await bundleCommand();
  const files = (textOf: (waiver: Waiver) => string): string =>
    folderWith(Object.fromEntries(waivers.map((waiver) => [`${waiver.body}.topo`, textOf(waiver)])));
  const folders = { before: files(unwaived), after: files(({ text }) => text) };
  for (const format of formats) {
    for (const when of ['before', 'after'] as const) {
      said[when].set(format, runCommand(bundle, ['check', '--format', format, '.'], folders[when]));
    }
  }
});

/** The lines of a format that speak of one file. */
function linesOf(when: 'before' | 'after', format: Format, body: string): readonly string[] {
  const { stdout } = said[when].get(format) ?? { stdout: '' };
  return stdout.split('\n').filter((line) => line.includes(`${body}.topo`));
}

interface SarifResult {
  readonly ruleId: string;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}

function sarifOf(when: 'before' | 'after', { body, rule }: Waiver): readonly SarifResult[] {
  const log: { readonly runs: readonly { readonly results: readonly SarifResult[] }[] } = JSON.parse(
    said[when].get('sarif')?.stdout ?? '',
  );
  return log.runs
    .flatMap(({ results }) => results)
    .filter(({ ruleId, locations }) => {
      const uri = locations[0]?.physicalLocation.artifactLocation.uri;
      return ruleId === rule && uri?.endsWith(`${body}.topo`) === true;
    });
}

interface CheckJson {
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly rule: string }[] }[];
}

function rulesOf(when: 'before' | 'after', { body }: Waiver): readonly string[] {
  const { files }: CheckJson = JSON.parse(said[when].get('json')?.stdout ?? '');
  return files
    .filter(({ path }) => path.endsWith(`${body}.topo`))
    .flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

describe.each(waivers.map((waiver): [string, Waiver] => [waiver.body, waiver]))('an allow in a %s', (body, waiver) => {
  test('silences its rule, and no other, in json', () => {
    expect(rulesOf('before', waiver)).toContain(waiver.rule);
    expect(rulesOf('after', waiver)).toEqual(rulesOf('before', waiver).filter((rule) => rule !== waiver.rule));
  });

  test.each(['text', 'github'] as const)('silences its rule in %s', (format) => {
    const speaks = (line: string): boolean => line.includes(waiver.rule);
    expect(linesOf('before', format, body).filter(speaks)).not.toEqual([]);
    expect(linesOf('after', format, body).filter(speaks)).toEqual([]);
  });

  test('is a suppression with its justification in sarif', () => {
    expect(sarifOf('before', waiver).map(({ suppressions }) => suppressions)).toContain(undefined);
    const results = sarifOf('after', waiver);
    expect(results).not.toEqual([]);
    for (const { suppressions } of results) {
      expect(suppressions).toEqual([{ kind: 'inSource', justification: reason }]);
    }
  });
});

test('a folder whose findings are all waived does not fail', () => {
  expect(said.before.get('text')?.code).toBe(1);
  expect(said.after.get('text')?.code).toBe(0);
});
