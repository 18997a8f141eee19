import { beforeAll, describe, expect, test } from 'vitest';
import { bundleCommand, cableOf3m, folderWith, fourDgx, type Outcome, runCommand } from './command.ts';

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly count: number;
  readonly fixes: readonly { readonly title: string; readonly preferred: boolean }[];
}
interface Position {
  readonly line: number;
  readonly character: number;
}
interface CheckJson {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly findings: readonly JsonFinding[] }[];
}

const command = { bundle: '' };
beforeAll(async () => {
  command.bundle = await bundleCommand();
});

function topo(args: readonly string[], files: Readonly<Record<string, string>> = {}, input = ''): Outcome {
  return runCommand(command.bundle, args, folderWith(files), input);
}

function findingsOf(text: string): readonly JsonFinding[] {
  const { stdout } = topo(['check', '--format', 'json', '-'], {}, text);
  const { files }: CheckJson = JSON.parse(stdout);
  return files[0]?.findings ?? [];
}

const clean = 'rack Empty { frame { height = 48U } }\n';
const broken = 'rack Empty { frame { height = } }\n';
/** One warning and nothing worse. */
const inexact = 'node Box { }\nrack Holder { box[7 / 2] : Box }\n';

describe('what a cable of 3 m says', () => {
  test('the straight passive one is too long', () => {
    const errors = findingsOf(cableOf3m('Dac400G')).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule }) => rule)).toEqual(['reach.copper']);
    expect(errors[0]?.message).toMatch(/3\.?0* m .*2 m/);
    expect(errors[0]?.count).toBe(8);
    expect(errors[0]?.fixes[0]?.preferred).toBe(true);
  });

  test('the splitter is sold as long, and nothing else is an error', () => {
    expect(findingsOf(cableOf3m('DacSplit400G')).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('what four DGX H100 in a rack say', () => {
  test('30 kW usable are too little for 40.8 kW', () => {
    const power = findingsOf(fourDgx('30kW')).filter(({ rule }) => rule === 'density.power');
    expect(power.map(({ severity }) => severity)).toEqual(['error']);
    expect(power[0]?.message).toContain('40.8 kW');
    expect(power[0]?.message).toContain('30 kW');
  });

  test('exactly 40.8 kW are enough, the least less is not', () => {
    expect(findingsOf(fourDgx('40.8kW')).filter(({ rule }) => rule === 'density.power')).toEqual([]);
    expect(findingsOf(fourDgx('40799.999W')).filter(({ rule }) => rule === 'density.power')).toHaveLength(1);
  });
});

describe('exit codes', () => {
  test.each([
    ['nothing found', ['a.topo'], { 'a.topo': clean }, 0],
    ['an error', ['a.topo'], { 'a.topo': broken }, 1],
    ['an error in one of two', ['a.topo', 'b.topo'], { 'a.topo': clean, 'b.topo': broken }, 1],
    ['only a warning', ['a.topo'], { 'a.topo': inexact }, 0],
    ['a warning, failing on warnings', ['a.topo', '--fail-on', 'warning'], { 'a.topo': inexact }, 1],
    ['a warning, failing on information', ['a.topo', '--fail-on', 'information'], { 'a.topo': inexact }, 1],
    ['an error, failing never', ['a.topo', '--fail-on', 'never'], { 'a.topo': broken }, 0],
    ['no such file', ['a.topo'], {}, 2],
    ['one of two is not there', ['a.topo', 'b.topo'], { 'a.topo': clean }, 2],
    ['no file named', [], {}, 2],
    ['an unknown option', ['a.topo', '--frobnicate'], { 'a.topo': clean }, 2],
    ['an unknown format', ['a.topo', '--format', 'xml'], { 'a.topo': clean }, 2],
    ['an unknown severity', ['a.topo', '--fail-on', 'hint'], { 'a.topo': clean }, 2],
  ])('%s', (_, args, files, code) => {
    const outcome = topo(['check', ...args], files);
    expect(outcome.code, outcome.stderr).toBe(code);
    if (code === 2) expect(outcome.stderr).toMatch(/^topo: .+/);
    if (code === 2) expect(outcome.stdout).toBe('');
    else expect(outcome.stderr).toBe('');
  });

  test('no command, an unknown one, help and version', () => {
    expect(topo([]).code).toBe(2);
    expect(topo(['frobnicate']).code).toBe(2);
    expect(topo(['--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(topo(['--version'])).toEqual({ code: 0, stdout: 'topo 1.2.3\n', stderr: '' });
  });
});

describe('which files are checked', () => {
  test('all of a folder and below, in a stable order, but not those of packages', () => {
    const files = {
      'b/z.topo': clean,
      'b/a.topo': clean,
      'a.topo': clean,
      'b/no.txt': broken,
      'node_modules/p/x.topo': broken,
    };
    const { stdout, code } = topo(['check', '.', '--format', 'json'], files);
    expect(JSON.parse(stdout).files.map(({ path }: { path: string }) => path)).toEqual([
      'a.topo',
      'b/a.topo',
      'b/z.topo',
    ]);
    expect(code).toBe(0);
  });

  test('one that is named twice, once', () => {
    const { stdout } = topo(['check', 'a.topo', 'a.topo', '--format', 'json'], { 'a.topo': clean });
    expect(JSON.parse(stdout).files).toHaveLength(1);
  });

  test('standard input, which imports from the working folder', () => {
    const files = { 'parts.topo': 'node Box { power = 1kW }\n' };
    const good = 'import "./parts.topo"\nrack Holder { box[2] : parts.Box }\n';
    expect(topo(['check', '-'], files, good)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { code, stdout } = topo(['check', '-'], files, good.replace('parts.Box', 'parts.Bux'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^-:2:24: error name\.unresolved: .*parts\.Box/);
  });
});

describe('formats', () => {
  const files = { 'a.topo': broken };

  test('text: one line for each finding', () => {
    expect(topo(['check', 'a.topo'], files).stdout).toMatch(/^a\.topo:1:\d+: error syntax\.error: [^\n]+\n$/);
  });

  test('json: exactly the keys that are documented', () => {
    const json: CheckJson = JSON.parse(topo(['check', 'a.topo', '--format', 'json'], files).stdout);
    expect(Object.keys(json)).toEqual(['version', 'files']);
    expect(json.version).toBe(1);
    expect(json.files.map((file) => Object.keys(file))).toEqual([['path', 'findings']]);
    const [finding] = json.files[0]?.findings ?? [];
    expect(Object.keys(finding ?? {})).toEqual(['rule', 'severity', 'message', 'range', 'count', 'fixes']);
    expect(finding?.range.start).toEqual({ line: 0, character: expect.any(Number) });
    expect(Object.keys(finding?.range ?? {})).toEqual(['start', 'end']);
  });

  test('json: characters are UTF-16 code units', () => {
    const [finding] = findingsOf('rack Empty { label = "😀"  frame { heigth = 48U } }\n');
    expect(finding).toMatchObject({
      rule: 'property.unknown',
      range: { start: { line: 0, character: 35 }, end: { line: 0, character: 41 } },
    });
  });

  test('sarif: one run of version 2.1.0 whose rules are those of the results', () => {
    const sarif = JSON.parse(topo(['check', 'a.topo', '--format', 'sarif'], files).stdout);
    expect(sarif.version).toBe('2.1.0');
    const [run] = sarif.runs;
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(run.results.length).toBeGreaterThan(0);
    for (const { ruleId, level, locations } of run.results) {
      expect(ids).toContain(ruleId);
      expect(level).toBe('error');
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe('a.topo');
      expect(locations[0].physicalLocation.region.startLine).toBe(1);
    }
  });

  test('sarif: what is allowed is suppressed, with its reason', () => {
    const allowed = cableOf3m('Dac400G').replace('{ length = 3m }', '{ length = 3m  allow reach.copper "tested" }');
    const sarif = JSON.parse(topo(['check', '-', '--format', 'sarif'], {}, allowed).stdout);
    const results: readonly { ruleId: string; suppressions?: unknown }[] = sarif.runs[0].results;
    expect(results.filter(({ ruleId }) => ruleId === 'reach.copper').map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'inSource', justification: 'tested' }],
    ]);
  });

  test('github: an annotation for each finding, ten at most of a kind', () => {
    const many = Array.from({ length: 14 }, (_, i) => `rack R${i} { frame { height = } }\n`).join('');
    const lines = topo(['check', 'a.topo', '--format', 'github'], { 'a.topo': many }).stdout.trimEnd().split('\n');
    expect(
      lines.filter((line) => /^::error file=a\.topo,line=\d+,endLine=\d+,.*title=syntax\.error::/.test(line)),
    ).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/^4 more findings/);
  });
});
