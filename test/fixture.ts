import type { Span } from '../grammar/ast.ts';
import { type Analysis, analyse } from '../server/checks/analyse.ts';
import type { Fix } from '../server/checks/check.ts';
import type { Finding } from '../server/checks/findings.ts';
import { createProgram, type SourceCache } from '../server/model/program.ts';
import type { Place } from '../server/model/source.ts';
import { type Below, type Mark, parseMarks, renderMark, type Section, splitSections } from './marks.ts';

/**
 * A fixture is `.topo` text that is its own expected result: below a line stand, as comments, what is found on it.
 * Here the marks are taken out, the text is analysed, and the marks are written anew. See `marks.ts` for their form.
 */

/** Answers a mark that asks something of a place, such as `hover`; the answer replaces the text after the colon. */
export type Probe = (analysis: Analysis, at: Span, asked: Asked) => string | Answer | undefined;

/** What a probe may know besides the file: the text of its mark behind the word, and the files of the fixture. */
export interface Asked {
  readonly text: string;
  readonly locations: readonly string[];
}

/** An answer with lines below its first. */
export interface Answer {
  readonly head: string;
  readonly below: readonly Below[];
}

/** Marks everything of a sort in a file, such as every lens. Its marks are found anew as findings are. */
export type Survey = (analysis: Analysis) => readonly (Answer & { readonly at: Span })[];

/** What running a fixture comes to. */
export interface FixtureRun {
  /** The fixture with the marks as they should be. */
  readonly written: string;
  /** What no finding may do: stand outside of the text, span lines, offer a fix that does not work. */
  readonly problems: readonly string[];
  /** What is known of each file, in the order of the sections. */
  readonly analyses: readonly Analysis[];
}

/** Files that stay the same are parsed once for all fixtures. */
const parsed: SourceCache = new Map();

/**
 * Runs a fixture. The findings of the families that it `shows` are marked, so that a new check changes no fixture of
 * another family; so is what the surveys find whose words it shows. `probes` answer marks by their word: `^^^ hover: …`.
 */
export function runFixture(
  text: string,
  shows: readonly string[],
  probes: Readonly<Record<string, Probe>> = {},
  surveys: Readonly<Record<string, Survey>> = {},
): FixtureRun {
  const sections = splitSections(text);
  const files = new Map(sections.map(({ location, source }) => [location, source]));
  const analyses = analyseAll(files);
  const isShown = (rule: string) => shows.includes(isLanguage(rule) ? 'language' : familyOf(rule));
  const surveyed = Object.entries(surveys).filter(([word]) => shows.includes(word));
  const marks = analyses.map((analysis, i) => {
    const asked = parseMarks(sections[i]?.marks ?? []).filter((mark) => surveys[wordOf(mark)] === undefined);
    const listed = surveyed.flatMap(([word, survey]) =>
      survey(analysis).map((each): Mark => ({ ...each, head: `${word}: ${each.head}` })),
    );
    const answers = asked.map((mark) => answered(mark, analysis, probes, [...files.keys()]));
    return [...findingMarks(analysis, isShown), ...listed, ...answers];
  });
  return {
    written: writeMarks(sections, marks),
    get problems() {
      return problemsOf(files, analyses);
    },
    analyses,
  };
}

/** What a fixture shows besides what its folder says: the words of a line `// shows: reach, density`. */
export function shownIn(text: string): readonly string[] {
  const [, named] = /^\/\/ shows: (.*)$/m.exec(text) ?? [];
  return named?.split(/, */) ?? [];
}

/** Analyses every file of a fixture or an example by itself. */
export function analyseAll(files: ReadonlyMap<string, string>): readonly Analysis[] {
  const program = createProgram({ read: (location) => files.get(location) }, parsed);
  return [...files.keys()].map((location) => {
    const rethrow = (rule: string, error: unknown) => {
      throw new Error(`The check ${rule} failed on ${location}.`, { cause: error });
    };
    const analysis = analyse(program, location, rethrow);
    if (!analysis) throw new Error(`There is no ${location}.`);
    return analysis;
  });
}

/** Families of rules that stand in a folder of their own; the many of the language share one. */
export const otherFamilies: readonly string[] = ['reach', 'bandwidth', 'density', 'cooling', 'reliability', 'memory'];

/** The part of a rule before its dot. */
function familyOf(rule: string): string {
  return rule.split('.')[0] ?? '';
}

function isLanguage(rule: string): boolean {
  return !otherFamilies.includes(familyOf(rule));
}

function findingMarks({ findings, waived }: Analysis, isShown: (rule: string) => boolean): readonly Mark[] {
  const shown = findings.filter(({ rule }) => isShown(rule));
  const open = shown.map(
    (finding): Mark => ({
      at: finding.at,
      head: `${finding.severity} ${finding.rule}: ${finding.message}`,
      below: [
        ...finding.related.map(({ at, message }): Below => ({ word: 'related', at, text: message })),
        ...finding.fixes.map(({ title }, i): Below => ({ word: i === 0 ? 'fix*' : 'fix', text: title })),
      ],
    }),
  );
  const silenced = waived
    .filter(({ finding }) => isShown(finding.rule))
    .map(
      ({ finding, reason }): Mark => ({
        at: finding.at,
        head: `allowed ${finding.rule}: ${finding.message}`,
        below: [{ word: 'reason', text: reason }],
      }),
    );
  return [...open, ...silenced];
}

function answered(
  mark: Mark,
  analysis: Analysis,
  probes: Readonly<Record<string, Probe>>,
  locations: readonly string[],
): Mark {
  const word = wordOf(mark);
  const probe = probes[word];
  if (!probe) return mark;
  const text = mark.head.slice(word.length + 1).trim();
  const answer = probe(analysis, mark.at, { text, locations }) ?? '(none)';
  const { head, below } = typeof answer === 'string' ? { head: answer, below: [] } : answer;
  return { at: mark.at, head: `${word}: ${onOneLine(head)}`, below };
}

function wordOf({ head }: Mark): string {
  return head.split(':')[0] ?? '';
}

/** An answer of several lines as one. */
function onOneLine(text: string): string {
  return text.trim().replaceAll('\n', ' ⏎ ');
}

/** Writes the marks below their lines. Places are told as line and column of the fixture, marks included. */
function writeMarks(sections: readonly Section[], marks: readonly (readonly Mark[])[]): string {
  const render = (placeOf: (place: Place) => string): readonly (readonly (readonly string[])[])[] =>
    sections.map(({ source }, i) => linesWithMarks(source, marks[i] ?? [], placeOf));
  const counted = render(() => '');
  const starts = new Map<string, readonly number[]>();
  let line = 1;
  for (const [i, section] of sections.entries()) {
    if (section.header !== undefined) line++;
    const own: number[] = [];
    for (const group of counted[i] ?? []) {
      own.push(line);
      line += group.length;
    }
    starts.set(section.location, own);
  }
  const told = render(({ source, start }) => {
    const before = source.text.slice(0, start).split('\n');
    const shown = starts.get(source.location)?.[before.length - 1];
    // The catalog has lines of its own, which change without any change of the meaning.
    return shown === undefined
      ? (source.location.split('/').at(-1) ?? '')
      : `${shown}:${(before.at(-1)?.length ?? 0) + 1}`;
  });
  return sections
    .map(({ header }, i) => [...(header === undefined ? [] : [header]), ...(told[i] ?? []).flat()].join('\n'))
    .join('\n');
}

/** Each line of a file with the marks below it. */
function linesWithMarks(
  text: string,
  marks: readonly Mark[],
  placeOf: (place: Place) => string,
): readonly (readonly string[])[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    const own = marks.filter(({ at }) => from <= at.start && at.start < start);
    const ordered = own.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
    return [line, ...ordered.flatMap((mark) => renderMark(mark, mark.at.start - from, line.length, placeOf))];
  });
}

function problemsOf(files: ReadonlyMap<string, string>, analyses: readonly Analysis[]): readonly string[] {
  const problems: string[] = [];
  for (const { source, findings } of analyses) {
    for (const finding of findings) {
      const name = `${finding.rule} at ${finding.at.start}`;
      if (!isInside(finding.at, String(source.text)) || finding.at.source !== source)
        problems.push(`${name} stands outside of the text`);
      if (/[\r\n]/.test(finding.message)) problems.push(`${name}: the message has more than one line`);
      for (const { at } of finding.related)
        if (!isInside(at, String(at.source.text))) problems.push(`${name}: related information outside of its text`);
      for (const fix of finding.fixes)
        problems.push(
          ...fixProblems(files, analyses, finding, fix).map((problem) => `${name}, fix "${fix.title}" ${problem}`),
        );
    }
  }
  return problems;
}

function isInside({ start, end }: Span, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

/** A fix removes its finding and adds no error. */
function fixProblems(
  files: ReadonlyMap<string, string>,
  before: readonly Analysis[],
  finding: Finding,
  fix: Fix,
): readonly string[] {
  const changed = new Map(files);
  const edits = [...fix.edits].sort((a, b) => b.at.start - a.at.start);
  for (const { at, text } of edits) {
    const old = changed.get(at.source.location);
    if (old === undefined) return [`changes ${at.source.location}, which is not a file of the user`];
    changed.set(at.source.location, old.slice(0, at.start) + text + old.slice(at.end));
  }
  const after = analyseAll(changed);
  const same = (each: Finding) => each.rule === finding.rule && each.message === finding.message;
  // A repaired name lets other families judge what they could not see before: that is no fault of the fix.
  const errors = (each: Finding) => each.severity === 'error' && (!isLanguage(finding.rule) || isLanguage(each.rule));
  const problems: string[] = [];
  if (countOf(after, same) >= countOf(before, same)) problems.push('does not remove the finding');
  if (countOf(after, errors) > countOf(before, errors) - (finding.severity === 'error' ? 1 : 0)) {
    problems.push(
      `adds an error: ${messages(after, errors)
        .filter((each) => !messages(before, errors).includes(each))
        .join(' | ')}`,
    );
  }
  return problems;
}

function countOf(analyses: readonly Analysis[], matches: (finding: Finding) => boolean): number {
  return analyses.reduce((sum, { findings }) => sum + findings.filter(matches).length, 0);
}

function messages(analyses: readonly Analysis[], matches: (finding: Finding) => boolean): readonly string[] {
  return analyses.flatMap(({ findings }) => findings.filter(matches).map(({ rule, message }) => `${rule}: ${message}`));
}
